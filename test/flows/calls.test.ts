import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addApiUsage } from '../../src/models/api-usage.js'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { type Heard, heardAfter, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { CARDS_LIVE, PLATFORM } from '../helpers/stage.js'

const LIMIT = '1000'

let bot: PlayBot
beforeAll(async () => {
  const environment: Record<string, string> =
    PLATFORM === 'feishu'
      ? { FEISHU_CALLS_PER_MONTH: LIMIT }
      : { DINGTALK_CALLS_PER_MONTH: LIMIT, DINGTALK_PUSHES_PER_MONTH: '0' }
  bot = await startPlay({ environment })
})
afterAll(() => bot.stop())

interface Usage {
  readonly api: string
  readonly pool?: string
  readonly calls: number
}
/** What the bot did that the platform counts, from whichever pool; what people wrote to it is no call of its. */
async function made(): Promise<number> {
  const rows = (await bot.admin.get('/usage')).body.usage as unknown as Usage[]
  return rows.filter(({ api, pool }) => pool && api !== 'push').reduce((sum, { calls }) => sum + calls, 0)
}
async function costOf(work: () => Promise<Heard>): Promise<{ cost: number; heard: Heard }> {
  const before = await made()
  const heard = await work()
  return { cost: (await made()) - before, heard }
}

describe('what a sentence costs', () => {
  it.each([
    ['group', '昨天下午集中学习2小时 党章 全员参加'],
    ['group', '昨天主题党日 参观烈士陵园 全员参加'],
    ['group', '我昨晚自学了1小时 条例'],
    ['group', '我昨天自学了半天 条例第二章'],
    ['private', '昨天下午集中学习2小时 准则 全员参加'],
  ])('in the %s, %s: one call', async (where, text) => {
    const { cost, heard } = await costOf(() => (where === 'group' ? sayInGroup : sayInPrivate)(bot, '赵阳', text))
    expect(heard.all.join('\n')).toContain('已记｜')
    expect([cost, heard.all.length]).toEqual([1, 1])
  })

  it('撤销: one by tap; typed one for the answer, and one for a card that can change', async () => {
    const study = async () =>
      (await sayInGroup(bot, '王敏', '昨天下午集中学习2小时 监督条例 全员参加')).only(bot.branch.chatId)
    const tapped = await study()
    expect((await costOf(async () => (await tapAs(bot, '王敏', tapped, '撤销')).heard)).cost).toBe(1)
    await study()
    expect((await costOf(() => sayInGroup(bot, '王敏', '撤销'))).cost).toBe(CARDS_LIVE ? 2 : 1)
  })

  it('a talk: the receipt and the partner’s line, and a line in the group where it was told there', async () => {
    expect((await costOf(() => sayInPrivate(bot, '陈立', '昨天和孙小雨谈心谈话30分钟'))).cost).toBe(2)
    expect((await costOf(() => sayInGroup(bot, '陈立', '昨天和李响谈心谈话30分钟'))).cost).toBe(3)
  })
})

describe('where the month is nearly used up', () => {
  it('routine receipts wait for one line in the chat, everything else is said', async () => {
    const [quota] = (await bot.admin.get('/usage')).body.quotas as { appId: string; month: string; pool: string }[]
    const { appId = '', month = '' } = quota ?? {}
    const others = { platform: PLATFORM, appId, tenant: appId, api: 'elsewhere', pool: 'calls', month, calls: 960 }
    await addApiUsage([{ ...others, pool: 'calls' }])
    expect((await bot.admin.get('/usage')).body.quotas).toContainEqual(
      expect.objectContaining({ pool: 'calls', level: 'scarce' }),
    )
    expect((await sayInGroup(bot, '赵阳', '3月17日下午集中学习2小时 选举条例 全员参加')).all).toEqual([])
    expect((await sayInPrivate(bot, '周海明', '3月17日下午集中学习2小时 处分条例 全员参加')).all).toEqual([])
    expect((await sayInGroup(bot, '赵阳', '昨天下午学了2小时 统战条例 全员参加')).group).toContain('「默认」')
    const told = await heardAfter(bot, () => bot.admin.sweep('daily-lines', '2026-03-18T17:30:00+08:00'))
    expect(told.group).toMatch(/^今天已记1条：2026-学-\d{3} 集中学习 · 选举条例（/)
    expect(told.to('周海明')).toMatch(/^今天已记1条：2026-学-\d{3} 集中学习 · 处分条例（/)
    expect(told.all).toHaveLength(2)
    const number = /2026-学-\d{3}/.exec(told.group)?.[0]
    expect((await sayInGroup(bot, '赵阳', `撤销 ${number}`)).group).toContain(`已撤销 ${number}`)
  })

  it('the secretary is told why', async () => {
    const told = await heardAfter(bot, () => bot.admin.sweep('reminders', '2026-03-19T10:00:00+08:00'))
    expect(told.all).toEqual([told.to('陈立')])
    expect(told.to('陈立')).toMatch(/^本月接口用量已到9\d%/)
  })
})
