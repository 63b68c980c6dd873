import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChatMessage } from '../../src/simulator/chat-simulator.js'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { heardAfter, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'

/** The secretary hands over with an effective date (moments.md §5). */
let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const timePasses = (iso: string) => heardAfter(bot, () => bot.moveTo(`${iso}:00+08:00`))
let closing: ChatMessage

it('is agreed by both, in private', async () => {
  const heard = await sayInGroup(bot, '陈立', '4月1日起书记由赵阳接任')
  expect(heard.group).toBe('已私聊你')
  const own = heard.only(privateChat(bot, '陈立'))
  const his = heard.only(privateChat(bot, '赵阳'))
  expect(own.text).toContain('书记交接 ｜ 4月1日（周三）起')
  const first = await tapAs(bot, '陈立', own, '确认交接')
  expect(first.toast).toContain('好的，已确认；等赵阳确认')
  const second = await tapAs(bot, '赵阳', his, '确认交接')
  expect(second.toast).toContain('双方都已确认，4月1日（周三）起生效')
  expect(second.heard.to('陈立')).toContain('双方都已确认')
  expect([...first.heard.all, ...second.heard.all].length).toBeLessThanOrEqual(4)
})

it('until the day the cards are the predecessor’s', async () => {
  await sayInPrivate(bot, '王敏', '3月17日和李响提醒谈话')
  const heard = await timePasses('2026-03-25T09:11')
  closing = heard.only(privateChat(bot, '陈立'))
  expect(heard.to('赵阳')).toBe('')
})

it('on the day both get the open items once, and the cards go to the successor', async () => {
  const heard = await timePasses('2026-04-01T09:11')
  expect(heard.to('赵阳')).toContain('4月1日（周三）起你任书记，接陈立的工作')
  expect(heard.to('赵阳')).toContain('交接清单（书记）')
  expect(heard.to('赵阳')).toContain('4月计划')
  expect(heard.to('赵阳')).not.toContain('提醒谈话 王敏')
  expect(heard.to('陈立')).toContain('书记由赵阳接任')
  expect(heard.to('陈立')).not.toContain('4月计划')
  expect(heard.group).not.toMatch(/书记|交接/)
  const again = await timePasses('2026-04-02T09:11')
  expect([again.to('陈立'), again.to('赵阳')]).toEqual(['', ''])
})

it('old cards are the successor’s to answer, and so is what the secretary may', async () => {
  const refused = await tapAs(bot, '陈立', closing, '三天后再看')
  expect(refused.toast).toBe('提醒只发给书记一人，由书记处理')
  expect((await sayInPrivate(bot, '赵阳', '规则')).to('赵阳')).not.toContain('由书记来看')
  expect((await sayInPrivate(bot, '赵阳', '查看谈话内容 2026-提-001')).to('赵阳')).toContain('没有找到')
})
