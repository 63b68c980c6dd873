import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChatMessage } from '../../src/simulator/chat-simulator.js'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, heardAfter, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { CARDS_LIVE, FORMS_ON_CARDS } from '../helpers/stage.js'

/** One month of a branch's secretary: the plan on its first workday, the gaps in the middle, with the buttons used. */
let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay({ startAt: '2026-04-01T08:30:00+08:00' })
})
afterAll(() => bot.stop())

/** The one card of this title that the secretary is sent while time passes. */
async function cardAt(iso: string, title: string): Promise<ChatMessage> {
  const heard = await heardAfter(bot, () => bot.moveTo(`${iso}:00+08:00`))
  // Its digest comes as ever; what is missing is nobody's business there.
  expect(heard.group).not.toMatch(/闭环|过半|待补|暂无记录|未开展/)
  for (const name of ['王敏', '赵阳'] as const) expect(heard.to(name)).toBe('')
  const cards = heard.in(privateChat(bot, '陈立')).filter(({ text }) => text.startsWith(title))
  expect(cards, heard.to('陈立')).toHaveLength(1)
  return cards[0] as ChatMessage
}

let plan: ChatMessage
let gap: ChatMessage

it('the first workday says what the month asks for, by whose rule', async () => {
  plan = await cardAt('2026-04-01T09:11', '4月计划')
  expect(plan.text.split('\n')).toEqual([
    '4月计划 ｜ 21个工作日',
    '4月要有：',
    '支部承诺',
    '• 培训：还没约日期（部门每月一次培训）',
    '《中国共产党支部工作条例（试行）》',
    '• 主题党日：还没约日期',
    '《关于中国共产党党费收缴、使用和管理的规定》',
    '• 党费：7人待记（名册上的党员都要按月交）',
    expect.stringMatching(/^本季还有：党员大会 0\/1；谈心谈话 0\/3；/),
    '约培训',
    '约主题党日',
    '三天后再看',
    '为什么提醒',
  ])
})

it('约 plans a day for a duty, and the next card says so', async () => {
  const opened = await tapAs(bot, '陈立', plan, '约主题党日')
  if (CARDS_LIVE) expect(opened.toast).toBe('表格已发给你，填好点「记下」')
  const form = opened.heard.only(privateChat(bot, '陈立'))
  expect(form.text).toContain('约主题党日：请填哪一天。')
  await tapAs(bot, '陈立', form, '记下', { date: '2026-04-23', topic: '参观烈士陵园' })
  expect(faceOf(bot, form)).toContain('4月23日')
  const typed = await sayInPrivate(bot, '陈立', '约党员大会 2026-Q2')
  const meeting = typed.only(privateChat(bot, '陈立'))
  expect(meeting.text).toContain('约党员大会：请填哪一天。')
  await tapAs(bot, '陈立', meeting, '记下', { date: '2026-05-20' })
  expect(faceOf(bot, meeting)).toContain('党员大会')
  gap = await cardAt('2026-04-15T09:11', '4月过半')
  expect(gap.text).toContain('主题党日：暂无记录，已约4月23日（周四）「参观烈士陵园」')
})

it('三天后再看 brings the card again, as the books stand then', async () => {
  const tapped = await tapAs(bot, '陈立', gap, '三天后再看')
  expect(tapped.toast).toBe('好，4月20日（周一）再看；补齐了就不再发')
  await sayInGroup(bot, '赵阳', '4月14日集中学习2小时 党章 全员参加')
  const again = await cardAt('2026-04-20T09:11', '4月过半')
  expect(again.text).toContain('4月过半')
  expect(again.text).toContain('主题党日：暂无记录')
  expect(again.text).not.toContain('培训：')
})

it('what was not done is explained, and stays in sight', async () => {
  const opened = await tapAs(bot, '陈立', gap, '本月未开展·写说明')
  const form = opened.heard.only(privateChat(bot, '陈立'))
  expect(form.text).toContain('写说明｜2026年4月未开展')
  const refused = await tapAs(bot, '陈立', form, '提交', { duties: ['0'], text: ' ' })
  if (FORMS_ON_CARDS) expect(refused.missing ?? [refused.toast]).not.toEqual([])
  await tapAs(bot, '陈立', form, '提交', { duties: ['0'], text: '防汛值守，推迟到5月' })
  expect(faceOf(bot, form)).toContain('已写上｜2026年4月未开展')
  const closing = await cardAt('2026-04-24T09:11', '4月闭环')
  expect(closing.text).toContain('未开展（说明：防汛值守，推迟到5月）')
})

it('the next month’s plan knows what was planned for the quarter', async () => {
  const june = await cardAt('2026-06-01T09:11', '6月计划')
  expect(june.text).toContain('党员大会（本季）：原定5月20日，办了就补记')
})

it('nobody else can use what is the secretary’s', async () => {
  for (const words of ['三天后再看', '未开展 2026-04', '约主题党日 2026-04', '补记主题党日'])
    expect((await sayInPrivate(bot, '王敏', words)).to('王敏')).toBe('提醒只发给书记一人，由书记处理')
})
