import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bot, sampleBranch, startBot } from '../helpers/bot.js'

const SENTENCE = '@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加'
const at = (date: string, time: string): string => `${date}T${time}:00+08:00`

let bot: Bot
beforeAll(async () => {
  bot = await startBot()
})
afterAll(() => bot.stop())

/** What the secretary was sent in private, and the group got, of the branch of this file. */
const cardsTo = (chatId: string, words: string): number =>
  bot.simulator.replies(chatId).filter((message) => message.text.includes(words)).length

describe('closing card', () => {
  it('is not sent before its time, at night or on a rest day; then once, for ever', async () => {
    const { admin, branch, simulator } = bot
    const secretary = simulator.privateChatId(branch.person.陈立)
    for (const early of [at('2026-03-25', '09:09'), at('2026-03-25', '21:00'), at('2026-03-28', '10:00')]) {
      expect(await admin.sweep('reminders', early)).toMatchObject({ sent: 0, failed: 0 })
    }
    // The fifth-last workday was missed: a day of downtime.
    expect(await admin.sweep('reminders', at('2026-03-26', '08:00'))).toMatchObject({ sent: 1, failed: 0 })
    expect(cardsTo(secretary, '3月闭环')).toBe(1)
    for (const later of [at('2026-03-26', '08:01'), at('2026-03-31', '20:00'), at('2026-03-25', '09:10')]) {
      expect(await admin.sweep('reminders', later)).toMatchObject({ sent: 0, failed: 0 })
    }
    expect(cardsTo(secretary, '3月闭环')).toBe(1)
  })

  it('sweeps that race send one card', async () => {
    const { admin, branch, simulator } = bot
    const secretary = simulator.privateChatId(branch.person.陈立)
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => admin.sweep('reminders', at('2026-05-29', '09:30'))),
    )
    expect(outcomes.reduce((sum, { sent }) => sum + sent, 0)).toBe(1)
    expect(cardsTo(secretary, '5月闭环')).toBe(1)
  })

  it('goes to the secretary only, and never into the group', () => {
    const { branch, simulator } = bot
    expect(cardsTo(branch.chatId, '闭环')).toBe(0)
    for (const name of ['王敏', '赵阳'] as const) {
      expect(cardsTo(simulator.privateChatId(branch.person[name]), '闭环')).toBe(0)
    }
  })

  it('a secretary who can’t be reached is a failure that the operator sees, not a silence', async () => {
    const { admin, simulator } = bot
    const other = await sampleBranch(simulator, admin, '信息部党支部')
    simulator.fault({ api: 'message.create', code: 230013 })
    // Later than every card above: a clock set back sends nothing.
    const outcome = await admin.sweep('reminders', at('2026-06-24', '10:00'))
    expect(outcome.sent + outcome.failed).toBe(2)
    expect(outcome.failed).toBe(1)
    const failed = (await admin.get('/failed')).body.failed ?? []
    expect(failed.some((row) => row.state === 'dead' && String(row.lastError).includes('230013'))).toBe(true)
    expect(other.id).toBeTruthy()
  })
})

describe('digest', () => {
  it('has nothing to say: nothing is sent', async () => {
    expect(await bot.admin.sweep('digests', at('2026-03-20', '16:10'))).toMatchObject({ sent: 0, failed: 0 })
  })

  it('tells the week once, and the next one only what is new', async () => {
    const { admin, branch, simulator } = bot
    simulator.say(branch.person.赵阳, branch.chatId, SENTENCE)
    await simulator.waitForMessage(branch.chatId, '已记')
    expect(await admin.sweep('digests', at('2026-03-20', '16:09'))).toMatchObject({ sent: 0 })
    expect(await admin.sweep('digests', at('2026-03-20', '16:10'))).toMatchObject({ sent: 1, failed: 0 })
    expect(await admin.sweep('digests', at('2026-03-20', '17:00'))).toMatchObject({ sent: 0 })
    expect(await admin.sweep('digests', at('2026-03-27', '16:10'))).toMatchObject({ sent: 0 })
    expect(cardsTo(branch.chatId, '本周台账')).toBe(1)
    const digest = simulator.replies(branch.chatId).find((message) => message.text.includes('本周台账'))
    expect(digest?.text).toContain('集中学习1次')
    for (const name of Object.keys(branch.person)) expect(digest?.text).not.toContain(name)
  })

  it('of a group that the bot was taken out of goes to the secretary; added again it goes on there', async () => {
    const { admin, branch, simulator, moveTo } = bot
    const secretary = simulator.privateChatId(branch.person.陈立)
    await moveTo(at('2026-04-08', '10:00'))
    simulator.say(branch.person.赵阳, branch.chatId, '@台账助手 昨天下午学了1小时 党章 全员参加')
    await simulator.waitForMessage(branch.chatId, '党章')
    await simulator.setBotIn(branch.chatId, branch.person.陈立, false).done
    await simulator.waitForMessage(secretary, '移出')
    expect(await admin.sweep('digests', at('2026-04-10', '16:10'))).toMatchObject({ sent: 1, failed: 0 })
    expect(await admin.sweep('digests', at('2026-04-10', '16:11'))).toMatchObject({ sent: 0, failed: 0 })
    expect([cardsTo(secretary, '台账 ｜'), cardsTo(branch.chatId, '台账 ｜')]).toEqual([1, 1])
    const entries = await admin.entries(branch.id)
    expect(entries.length).toBeGreaterThan(0)
    await simulator.setBotIn(branch.chatId, branch.person.陈立, true).done
    await simulator.waitForMessage(branch.chatId, '大家好')
  })
})
