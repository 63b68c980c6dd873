import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bot, type MemberName, startBot } from '../../helpers/bot.js'
import {
  type Heard,
  heardAfter,
  partnerLine,
  privateChat,
  sayInGroup,
  sayInPrivate,
  tapAs,
} from '../../helpers/exchange.js'

/** What a sentence costs of the month's calls; what the platform doesn't count (token, contacts) is free. */
let bot: Bot
beforeAll(async () => {
  bot = await startBot()
})
afterAll(() => bot.stop())

const countedByBot = async (): Promise<number> => {
  const { quotas } = (await bot.admin.get('/usage')).body as unknown as { quotas: { pool: string; used: number }[] }
  return quotas.find(({ pool }) => pool === 'calls')?.used ?? Number.NaN
}

/** The calls that the platform counted because of it, which must be those that the bot counted itself. */
async function callsOf(work: () => Promise<Heard>): Promise<{ calls: number; heard: Heard }> {
  const before = [bot.simulator.callsThisMonth(), await countedByBot()] as const
  const heard = await work()
  const calls = bot.simulator.callsThisMonth() - before[0]
  expect((await countedByBot()) - before[1]).toBe(calls)
  return { calls, heard }
}
const inGroup = (name: MemberName, text: string) => callsOf(() => sayInGroup(bot, name, text))
const inPrivate = (name: MemberName, text: string) => callsOf(() => sayInPrivate(bot, name, text))

describe('a recorded sentence costs one call', () => {
  it.each([
    ['a training', '昨天下午集中学习2小时 党章 全员参加'],
    ['a training with something filled in', '学了1小时 新党章 全员参加'],
    ['a training with absences', '昨天下午集中学习2小时 准则 李响公出，其余全员参加'],
    ['a theme day', '昨天主题党日 参观烈士陵园 全员参加'],
    ['a meeting', '3月2日召开党员大会，议题：一季度工作，应到7人，实到7人'],
    ['one’s own study', '我昨晚自学了1小时 条例'],
    ['one’s own study with hours filled in', '我昨天自学了半天 条例第二章'],
    ['several records', '3月16日集中学习1小时 党章 全员参加；3月17日集中学习2小时 条例 全员参加'],
  ])('%s in the group', async (_what, text) => {
    const { calls, heard } = await inGroup('赵阳', text)
    expect(heard.all.join('\n')).toContain('已记')
    expect([calls, heard.all.length]).toEqual([1, 1])
  })

  it.each([
    ['a training', '昨天下午集中学习2小时 廉洁自律准则 全员参加'],
    ['one’s own study with hours filled in', '我昨天自学了半天 条例第三章'],
  ])('%s in private', async (_what, text) => {
    const { calls, heard } = await inPrivate('赵阳', text)
    expect(heard.to('赵阳')).toContain('已记｜')
    expect(calls).toBe(1)
  })
})

describe('撤销', () => {
  const record = async () => {
    const heard = await sayInGroup(bot, '王敏', '昨天下午集中学习2小时 监督条例 全员参加')
    return heard.only(bot.branch.chatId)
  }

  it('by tap costs one: the receipt changes, the answer to the tap is no call', async () => {
    const receipt = await record()
    const { calls } = await callsOf(async () => (await tapAs(bot, '王敏', receipt, '撤销')).heard)
    expect(calls).toBe(1)
  })

  it('typed costs one where there is no card, else two: the answer, and the card that would still say 已记', async () => {
    const receipt = await record()
    const { calls } = await inGroup('王敏', '撤销')
    expect(calls).toBe(2)
    expect(bot.simulator.message(receipt.messageId).text).toContain('已撤销（王敏')
    expect((await inGroup('李淑贤', '撤销')).calls).toBe(1)
  })
})

describe('a talk costs what moments.md §4 names', () => {
  it('told in private: the receipt, and a line to the partner', async () => {
    const { calls, heard } = await inPrivate('陈立', '昨天和孙小雨谈心谈话30分钟')
    expect(heard.to('陈立')).toContain('已记｜谈心谈话')
    expect(heard.to('孙小雨')).toBe(partnerLine('陈立记了与你3月17日的谈心谈话'))
    expect([calls, heard.all.length]).toEqual([2, 2])
  })

  it('told in the group: a line there besides', async () => {
    const { calls, heard } = await inGroup('陈立', '昨天和李响谈心谈话30分钟')
    expect(heard.group).toBe('已记一次谈心谈话，其余已私聊你')
    expect([calls, heard.all.length]).toEqual([3, 3])
  })
})

it('a sentence that is asked back costs the form, and its receipt', async () => {
  const asked = await inGroup('周海明', '昨天下午集中学习2小时 全员参加')
  expect(asked.calls).toBe(1)
  const form = asked.heard.only(bot.branch.chatId)
  const { calls } = await callsOf(async () => (await tapAs(bot, '周海明', form, '记下', { topic: '党章' })).heard)
  expect(calls).toBe(1)
  expect(bot.simulator.message(form.messageId).text).toContain('已记｜')
})

it('talk between people costs nothing', async () => {
  const { chatId, person } = bot.branch
  const { calls } = await callsOf(() => heardAfter(bot, () => bot.simulator.say(person.赵阳, chatId, '下午三点开会')))
  expect(calls).toBe(0)
  expect(privateChat(bot, '赵阳')).not.toBe(chatId)
})
