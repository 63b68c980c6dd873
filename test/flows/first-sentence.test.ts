import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, tapAs } from '../helpers/exchange.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

describe('the story of the first day', () => {
  it('a sentence becomes an entry and a receipt, and tapping 撤销 voids it', async () => {
    const { simulator, branch, admin } = bot
    simulator.say(branch.person.赵阳, branch.chatId, '@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加')
    const receipt = await simulator.waitForMessage(branch.chatId, '已记')
    expect(receipt.text).toContain('二十届四中全会精神')
    expect(receipt.text).toContain('2026-学-001')
    const [entry] = await admin.entries(branch.id)
    expect(entry).toMatchObject({
      kind: 'training',
      date: '2026-03-17',
      minutes: 120,
      form: '集中学习',
      author: '赵阳',
      late: false,
      voided: false,
    })
    expect(entry?.participants).toHaveLength(7)
    expect(entry?.inferred).toContain('form')

    const tap = await tapAs(bot, '赵阳', receipt, '撤销')
    expect(tap.toast).toContain('已撤销 2026-学-001')
    expect(faceOf(bot, receipt)).toContain('已撤销')
    expect((await admin.entries(branch.id))[0]?.voided).toBe(true)
  })

  it('typed again it has the next number; at the end of the month the closing card and the digest arrive', async () => {
    const { simulator, branch } = bot
    simulator.say(branch.person.赵阳, branch.chatId, '@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加')
    await simulator.waitForMessage(branch.chatId, '2026-学-002')
    await bot.moveTo('2026-03-31T10:00:00+08:00')
    const digest = await simulator.waitForMessage(branch.chatId, '本周台账')
    expect(digest.text).toContain('集中学习1次')
    const secretaryChat = simulator.privateChatId(branch.person.陈立)
    const closing = await simulator.waitForMessage(secretaryChat, '3月闭环')
    expect(closing.text).toContain('主题党日')
  })
})
