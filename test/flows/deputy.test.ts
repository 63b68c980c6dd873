import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChatMessage } from '../../src/simulator/chat-simulator.js'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { heardAfter, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'

/** The secretary is on leave over the month's end: his cards go to a deputy (moments.md §5). */
let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const timePasses = (iso: string) => heardAfter(bot, () => bot.moveTo(`${iso}:00+08:00`))

let closing: ChatMessage

it('is named in private and told what he gets, and until when', async () => {
  const heard = await sayInPrivate(bot, '陈立', '我请假3月20日到28日，赵阳代理')
  expect(heard.to('陈立')).toContain('3月20日（周五）到3月28日（周六）提醒卡片发给赵阳')
  expect(heard.to('赵阳')).toContain('代理接收支部提醒')
  expect(heard.to('赵阳')).toContain('3月28日（周六）后自动结束')
  expect(heard.all).toHaveLength(2)
})

it('asked in the group, it is answered in private', async () => {
  const heard = await sayInGroup(bot, '陈立', '谁在代理')
  expect(heard.group).toBe('已私聊你')
  expect(heard.to('陈立')).toContain('赵阳代理，3月20日（周五）到3月28日（周六）')
})

it('gets the closing card in the secretary’s place, and its buttons are his', async () => {
  const heard = await timePasses('2026-03-25T09:11')
  closing = heard.only(privateChat(bot, '赵阳'))
  expect(closing.text).toContain('3月闭环')
  expect(heard.to('陈立')).toBe('')
  expect(heard.group).not.toMatch(/代理|请假/)
  const opened = await tapAs(bot, '赵阳', closing, '本月未开展·写说明')
  expect(opened.heard.only(privateChat(bot, '赵阳')).text).toContain('写说明｜2026年3月未开展')
})

it('afterwards the cards come back, and what he still has is the secretary’s to answer', async () => {
  const heard = await timePasses('2026-04-01T09:11')
  expect(heard.to('陈立')).toContain('4月计划')
  expect(heard.to('赵阳')).toBe('')
  const refused = await tapAs(bot, '赵阳', closing, '三天后再看')
  expect(refused.toast).toBe('提醒只发给书记一人，由书记处理')
})
