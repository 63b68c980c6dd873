import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChatMessage } from '../../src/simulator/chat-simulator.js'
import { type PlayBot, ROSTER, startPlay } from '../helpers/bot.js'
import { faceOf, heardAfter, press, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'
import { CARDS_LIVE, FORMS_ON_CARDS } from '../helpers/stage.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay({ startAt: '2026-03-25T08:30:00+08:00' })
})
afterAll(() => bot.stop())

const CLOSING_TIME = '2026-03-25T09:10:00+08:00'
let closing: ChatMessage

/** Taps a button of the closing card as the secretary. */
const tap = (button: string) => tapAs(bot, '陈立', closing, button)

it('tells the secretary alone what is there and what is missing', async () => {
  await sayInGroup(bot, '赵阳', '3月10日业务培训2小时 公文写作 全员参加')
  await sayInGroup(bot, '赵阳', '3月12日主题党日 参观革命纪念馆 全员参加')
  const heard = await heardAfter(bot, () => bot.admin.sweep('reminders', CLOSING_TIME))
  closing = heard.only(privateChat(bot, '陈立'))
  expect(closing.text.split('\n')).toEqual([
    '3月闭环 ｜ 还有5个工作日',
    '已有：培训 3月10日（公文写作）；主题党日 3月12日',
    '待补：',
    '《关于中国共产党党费收缴、使用和管理的规定》',
    '• 党费：7人暂无记录（名册上的党员都要按月交）',
    '《中国共产党支部工作条例（试行）》',
    '• 党员大会（本季）：暂无记录',
    '支部承诺',
    '• 谈心谈话（本季）：已记0次，还差3次',
    '• 工会小家活动（本季）：暂无记录',
    '• 思想状况分析（本季）：暂无记录',
    '其他',
    '• 2026-学-001 缺主讲人',
    '考核口径：主题党日 已完成',
    '其余可以发：补记工会小家活动、补记思想状况分析、补记党费',
    '补记党员大会',
    '补记谈心谈话',
    '本月未开展·写说明',
    '三天后再看',
    '为什么提醒',
  ])
  expect(heard.group).toBe('')
  for (const name of ['王敏', '赵阳'] as const) expect(heard.to(name)).toBe('')
})

it('为什么提醒 names each duty and where it is written, tapped and typed alike', async () => {
  const tapped = await tap('为什么提醒')
  if (CARDS_LIVE) expect(tapped.toast).toBe('依据已发给你')
  const why = tapped.heard.to('陈立')
  expect(why).toContain('主题党日：每月1次，适用于所有支部。依据：《中国共产党支部工作条例（试行）》')
  expect(why).toContain('谈心谈话：每季度3次，支部承诺每季度3次。依据：支部承诺')
  expect(why).not.toMatch(/第.{1,3}条/)
  expect((await sayInPrivate(bot, '陈立', '为什么提醒')).to('陈立')).toBe(why)
  // As it is said, also in answer to the card itself.
  for (const [words, to] of [['为什么提醒我这个'], ['为什么', closing.messageId]] as const) {
    const heard = await heardAfter(bot, () => bot.simulator.sayPrivate(bot.branch.person.陈立, words, to))
    expect(heard.to('陈立')).toBe(why)
  }
  const inGroup = await sayInGroup(bot, '陈立', '为什么提醒？')
  expect([inGroup.group, inGroup.to('陈立')]).toEqual(['已私聊你', why])
  expect((await sayInPrivate(bot, '王敏', '为什么提醒')).to('王敏')).toBe('提醒只发给书记一人，由书记处理')
})

it('is of no use to anybody else who gets hold of it', async () => {
  const { simulator, branch } = bot
  const guest = simulator.addPerson('路过的人').id
  for (const person of [branch.person.王敏, guest]) {
    // As if the card had been passed on.
    simulator.setMember(closing.chatId, person, true)
    for (const button of ['补记党员大会', '为什么提醒']) {
      const { toast, heard } = await press(bot, person, closing, button)
      expect(toast).toMatch(person === guest ? /不在这个支部的名册里|我还不认识这个账号/ : /书记/)
      if (CARDS_LIVE) expect(heard.to('王敏') + heard.to('陈立')).toBe('')
      expect(heard.group).toBe('')
    }
    simulator.setMember(closing.chatId, person, false)
  }
})

it('补记 opens a form that leaves the day open; what is recorded by it meets the duty', async () => {
  const opened = await tap('补记党员大会')
  if (CARDS_LIVE) expect(opened.toast).toBe('表格已发给你，填好点「记下」')
  const form = opened.heard.only(privateChat(bot, '陈立'))
  expect(form.text).toContain('补记党员大会：请填日期和内容。')
  const empty = await tapAs(bot, '陈立', form, '记下')
  if (FORMS_ON_CARDS) expect(empty.missing).toEqual(expect.arrayContaining(['date', 'topic']))
  else expect(empty.toast).toMatch(/议题：请填写议题日期：请选日期/)
  const values = { date: '2026-03-24', topic: '一季度工作', expected: '7', actual: '7', host: '陈立' }
  await tapAs(bot, '陈立', form, '记下', values)
  expect(faceOf(bot, form)).toContain('已记｜党员大会 · 一季度工作')
  expect((await tap('补记党员大会')).toast).toBe('党员大会已经有记录了')
})

it('补记 of talks counts them: those still missing are asked for again', async () => {
  for (const [index, partner] of ['王敏', '李响', '赵阳'].entries()) {
    const opened = await tap('补记谈心谈话')
    const form = opened.heard.only(privateChat(bot, '陈立'))
    const values = { date: '2026-03-23', partner: [partner] }
    await tapAs(bot, '陈立', form, '记下', values)
    const talks = await bot.admin.entries(bot.branch.id, '?kind=talk')
    expect(talks).toHaveLength(index + 1)
  }
  expect((await tap('补记谈心谈话')).toast).toBe('谈心谈话已经有记录了')
})

it('with everything there it is one line without buttons', async () => {
  await bot.moveTo('2026-04-22T10:00:00+08:00')
  await sayInGroup(bot, '赵阳', '4月21日集中学习2小时 党章 全员参加')
  await sayInGroup(bot, '赵阳', '4月20日主题党日 参观革命纪念馆 全员参加')
  const dues = ROSTER.map(({ name }) => `${name}50元`).join('，')
  await sayInPrivate(bot, '李淑贤', `4月党费：${dues}`)
  const heard = await heardAfter(bot, () => bot.admin.sweep('reminders', '2026-04-24T09:30:00+08:00'))
  expect(heard.to('陈立').split('\n')).toEqual(['4月闭环', '4月台账已齐'])
})
