import { afterAll, beforeAll, expect, it } from 'vitest'
import type { QuotaPool } from '../../src/core/platform.js'
import type { ChatSaid } from '../../src/simulator/chat-simulator.js'
import { type StageBot, startPlay } from '../helpers/bot.js'
import { heardAfter, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { formFor } from '../helpers/form.js'
import { CARDS_LIVE } from '../helpers/stage.js'

let bot: StageBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot?.stop())

type Use = Readonly<Partial<Record<QuotaPool, number>>>

/** What the bot says was used of each pool since it was installed. */
async function countedByBot(): Promise<Use> {
  const { quotas } = (await bot.admin.get('/usage')).body as unknown as { quotas: { pool: QuotaPool; used: number }[] }
  return Object.fromEntries(quotas.map(({ pool, used }) => [pool, used]))
}

/** What the platform counted for it. */
async function callsOf(work: () => Promise<unknown>): Promise<number> {
  const before = bot.stage.usage().calls ?? 0
  await work()
  return (bot.stage.usage().calls ?? 0) - before
}

const study = (topic: string) => sayInGroup(bot, '王敏', `昨天下午集中学习2小时 ${topic} 全员参加`)

/** What people do in a month, and what the bot does of its own accord. */
const DEEDS: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['the start', async () => undefined],
  ['a sentence', () => study('党章')],
  ['撤销 typed', () => sayInGroup(bot, '王敏', '撤销')],
  ['撤销 by its button', async () => tapAs(bot, '王敏', (await study('准则')).only(bot.branch.chatId), '撤销')],
  ['a talk', () => sayInPrivate(bot, '陈立', '昨天和孙小雨谈心谈话30分钟')],
  ['a form', async () => tapAs(bot, '周海明', await formFor(bot, '周海明'), '记下', { topic: '条例' })],
  ['help', () => sayInPrivate(bot, '李响', '帮助')],
  [
    'talk between people',
    () => heardAfter(bot, () => bot.simulator.say(bot.branch.person.赵阳, bot.branch.chatId, '收到')),
  ],
  ['a digest', () => heardAfter(bot, () => bot.admin.sweep('digests', '2026-03-20T16:10:00+08:00'))],
  ['reminders', () => heardAfter(bot, () => bot.admin.sweep('reminders', '2026-03-25T09:10:00+08:00'))],
]

it.each(DEEDS)('%s: the bot has counted what the platform has, pool by pool', async (_what, work) => {
  await work()
  expect(await countedByBot()).toEqual(bot.stage.usage())
})

it('a recorded sentence costs one call at most, and none where the way back is free of calls', async () => {
  expect(await callsOf(() => study('条例一'))).toBe(CARDS_LIVE ? 1 : 0)
  expect(await callsOf(() => sayInPrivate(bot, '赵阳', '昨天下午集中学习2小时 条例二 全员参加'))).toBe(
    CARDS_LIVE ? 1 : 0,
  )
})

it.each<[string, () => Promise<unknown>]>([
  [
    'an answer is lost',
    () => {
      bot.stage.loseAnswerOfNextSend()
      return study('条例三')
    },
  ],
  [
    'there are too many calls',
    () => {
      bot.stage.limitNextSend()
      return sayInPrivate(bot, '陈立', '昨天和李响谈心谈话30分钟')
    },
  ],
  [
    'the token is dead',
    () => {
      bot.stage.revokeTokens()
      return sayInPrivate(bot, '陈立', '昨天和王敏谈心谈话30分钟')
    },
  ],
  [
    'a message comes again',
    () => {
      let said: ChatSaid | undefined
      return heardAfter(bot, async () => {
        said = bot.simulator.sayPrivate(bot.branch.person.李响, '帮助')
        await said.delivered
        await bot.stage.again(said, true)
      })
    },
  ],
])('where %s the bot counts rather too much than too little', async (_what, work) => {
  await work()
  const counted = await countedByBot()
  for (const [pool, used] of Object.entries(bot.stage.usage())) {
    expect(counted[pool as QuotaPool]).toBeGreaterThanOrEqual(used)
    // A try more here and there, not a count of its own.
    expect(counted[pool as QuotaPool]).toBeLessThanOrEqual(used + 4)
  }
})
