import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChatMessage } from '../../src/simulator/chat-simulator.js'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, heardAfter, press, privateChat, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { CARDS_LIVE } from '../helpers/stage.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay({ startAt: '2026-03-02T08:30:00+08:00' })
})
afterAll(() => bot.stop())

let card: ChatMessage

/** Taps a button of the quarter's card as the secretary. */
const tap = (button: string) => tapAs(bot, '陈立', card, button)
const talks = () => bot.admin.entries(bot.branch.id, '?kind=talk')

it('comes to the secretary alone, with the month’s plan', async () => {
  await sayInPrivate(bot, '陈立', '2月10日和王敏谈心谈话30分钟')
  await sayInPrivate(bot, '陈立', '2月11日对赵阳进行提醒谈话')
  const heard = await heardAfter(bot, () => bot.admin.sweep('reminders', '2026-03-02T09:10:00+08:00'))
  const cards = heard.in(privateChat(bot, '陈立'))
  expect(cards).toHaveLength(2)
  card = cards.find(({ text }) => text.includes('季度谈心谈话')) as ChatMessage
  expect(card.text).toContain('一季度：支部承诺3次，已记1次 ｜ 全年谈心谈话覆盖：1/21对')
  expect(card.text).toMatch(/可先谈：周海明—李淑贤（今年还没谈）/)
  expect(card.text).toContain('依据：支部承诺（季度）、《中国共产党支部工作条例（试行）》（年度）')
  expect(card.text).toContain('党员大会')
  expect(card.text).toContain('内容仅谈话双方可见；提醒谈话不在此图')
  expect(heard.group).toBe('')
  for (const name of ['王敏', '赵阳', '周海明'] as const) expect(heard.to(name)).toBe('')
})

it('约时间 opens a plan for the two, who may see it', async () => {
  const form = (await tap('约时间')).heard.only(privateChat(bot, '陈立'))
  expect(form.text).toContain('约周海明—李淑贤谈心谈话：请选哪一天，或最晚哪一天。')
  await tapAs(bot, '陈立', form, '记下', { date: '2026-03-12' })
  expect(faceOf(bot, form)).toContain('周海明—李淑贤')
  expect((await sayInPrivate(bot, '李淑贤', '接下来有什么计划')).to('李淑贤')).toContain('周海明—李淑贤')
})

it('换一组 goes on to the next pair, and never to one that was left out', async () => {
  const asked = (await sayInPrivate(bot, '陈立', '下一组谈谁')).to('陈立')
  expect(asked).toMatch(/已约[\s\S]*周海明 和 李淑贤/)
  expect(asked).not.toContain('可先谈：周海明—李淑贤')
  const shown = /可先谈：([^（\n]+)/.exec(asked)?.[1] ?? ''
  const [one, other] = shown.split('—')
  const left = await sayInPrivate(bot, '陈立', `${one}和${other}不结对`)
  expect(left.to('陈立')).toContain(`好的，${shown}不安排结对谈话`)
  expect(left.to('陈立')).not.toMatch(/为什么|请说明/)
  const map = await sayInPrivate(bot, '陈立', '配对图')
  expect(map.to('陈立')).toMatch(/不安排（你定的，只有你看得到）/)
  expect(map.to('陈立')).not.toContain(`可先谈：${shown}`)
  const before = /可先谈：([^（\n]+)/.exec(map.to('陈立'))?.[1]
  card = map.only(privateChat(bot, '陈立'))
  await tap('换一组')
  const after = /可先谈：([^（\n]+)/.exec(faceOf(bot, card).split('\n').toReversed().join('\n'))?.[1]
  expect(after).toBeDefined()
  expect([before, shown]).not.toContain(after)
})

it('已谈，补记 records the fact of the two alone, and tells both', async () => {
  const form = (await sayInPrivate(bot, '陈立', '补记谈话 周海明 孙小雨')).only(privateChat(bot, '陈立'))
  expect(form.text).toContain('只记事实')
  // What the two said is not the secretary's to write down.
  expect(form.text).not.toMatch(/谈话内容|反映的问题/)
  const { heard } = await tapAs(bot, '陈立', form, '记下', { date: '2026-02-26' })
  expect(heard.to('周海明')).toContain('陈立记了你与孙小雨2月26日的谈心谈话')
  expect(heard.to('孙小雨')).toContain('陈立记了你与周海明2月26日的谈心谈话')
  expect(heard.group).toBe('')
  expect((await talks()).at(-1)).toMatchObject({ title: '谈心谈话 周海明—孙小雨' })
})

it('a member sees his own talks only, and can neither arrange nor learn who is left out', async () => {
  const own = await sayInPrivate(bot, '赵阳', '配对图')
  expect(own.to('赵阳')).toMatch(/你2026年的谈心谈话：还没有和.*李响/)
  expect(own.to('赵阳')).not.toMatch(/不安排|王敏—|\/21/)
  expect((await sayInPrivate(bot, '赵阳', '不结对名单')).to('赵阳')).toBe('这件事由书记来定，请私聊书记')
  bot.simulator.setMember(card.chatId, bot.branch.person.赵阳, true)
  const pressed = await press(bot, bot.branch.person.赵阳, card, '约时间')
  expect(pressed.toast).toMatch(/由书记来安排/)
  bot.simulator.setMember(card.chatId, bot.branch.person.赵阳, false)
})

it('本季未谈 is explained in a line, which stays on the card beside what was recorded', async () => {
  await sayInPrivate(bot, '陈立', '本季未谈：全员保障两会')
  const heard = await sayInPrivate(bot, '陈立', '配对图')
  expect(heard.to('陈立')).toContain('已记2次 ｜ 全年谈心谈话覆盖：2/21对')
  expect(heard.to('陈立')).toContain('本季说明：全员保障两会（仍记为未完成）')
  if (CARDS_LIVE) expect(heard.to('陈立')).toContain('本季未谈·写说明')
})
