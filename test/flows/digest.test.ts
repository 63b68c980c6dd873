import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PlayBot, ROSTER, startPlay } from '../helpers/bot.js'
import { heardAfter, sayInGroup, sayInPrivate } from '../helpers/exchange.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const names: string[] = ROSTER.map(({ name }) => name)
/** The digest of a sweep at this moment, or nothing. */
const digestAt = async (at: string): Promise<string> =>
  (await heardAfter(bot, () => bot.admin.sweep('digests', at))).group

it('counts the week, thanks lecturers by name and names nobody else', async () => {
  await sayInGroup(bot, '赵阳', '昨天下午集中学习2小时 二十届四中全会精神 全员参加')
  await sayInGroup(bot, '孙小雨', '昨天我讲了微党课《青年党员的初心》30分钟，全员参加')
  await sayInGroup(bot, '赵阳', '3月16日集中学习1小时 党章 李响请假，其余全员参加')
  await sayInGroup(bot, '李淑贤', '我昨晚自学了3小时 党章')
  await sayInPrivate(bot, '陈立', '昨天和王敏谈心谈话30分钟，谈了工作压力的事')
  await sayInGroup(bot, '周海明', '2月10日下午集中学习1小时 准则 全员参加')
  await sayInGroup(bot, '周海明', '今天集中学习1小时 条例 全员参加')
  await sayInGroup(bot, '周海明', '撤销')
  expect((await digestAt('2026-03-20T16:10:00+08:00')).split('\n')).toEqual([
    '本周台账 ｜ 3月16日—20日',
    '集中学习2次、自学1次、微党课1次，共3.5小时',
    '谈心谈话1次',
    '另补录以前的记录1条',
    '谢谢：孙小雨讲微党课《青年党员的初心》',
    expect.stringMatching(/^有出入？/),
  ])
})

it('never says one person’s hours, an absence, a rate or a word of a talk', async () => {
  const { simulator, branch } = bot
  const digest = simulator.replies(branch.chatId).find(({ text }) => text.includes('本周台账'))?.text ?? ''
  for (const name of names.filter((one) => one !== '孙小雨')) expect(digest).not.toContain(name)
  expect(digest).not.toMatch(/请假|压力|%|应到|实到|6\.5小时/)
})

it('is sent once, and a week with nothing to say is merged into the next', async () => {
  expect(await digestAt('2026-03-20T17:00:00+08:00')).toBe('')
  expect(await digestAt('2026-03-27T16:10:00+08:00')).toBe('')
  await bot.moveTo('2026-04-02T10:00:00+08:00')
  await sayInGroup(bot, '赵阳', '3月26日下午集中学习2小时 党章 全员参加')
  await sayInGroup(bot, '赵阳', '4月1日主题党日 参观革命纪念馆 全员参加')
  const merged = await digestAt('2026-04-03T16:10:00+08:00')
  expect(merged).toContain('近2周台账 ｜ 3月21日—4月3日')
  expect(merged).toContain('集中学习1次、外出考察1次、主题党日1次')
})

it('that falls on a rest day comes on the next workday of its week, else with the next week', async () => {
  // 1 May is a holiday on a Friday; its week has no workday left (2026-05-09 is a working Saturday of the next).
  await bot.moveTo('2026-04-29T10:00:00+08:00')
  await sayInGroup(bot, '赵阳', '4月28日集中学习2小时 条例 全员参加')
  expect(await digestAt('2026-05-01T16:10:00+08:00')).toBe('')
  expect(await digestAt('2026-05-08T16:10:00+08:00')).toContain('集中学习1次')
})
