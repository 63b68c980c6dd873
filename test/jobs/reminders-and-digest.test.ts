import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../src/core/civil-date.js'
import { isWorkday } from '../../src/core/workdays.js'
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
    const outcome = await admin.sweep('reminders', at('2026-04-28', '10:00'))
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

  it('a group that the bot was taken out of gets none; added again it goes on', async () => {
    const { admin, branch, simulator } = bot
    await simulator.setBotIn(branch.chatId, branch.person.陈立, false).done
    const secretary = simulator.privateChatId(branch.person.陈立)
    await simulator.waitForMessage(secretary, '移出')
    const entries = await admin.entries(branch.id)
    expect(entries.length).toBeGreaterThan(0)
    await simulator.setBotIn(branch.chatId, branch.person.陈立, true).done
    await simulator.waitForMessage(branch.chatId, '大家好')
  })
})

describe('a year', () => {
  it('has twelve closing cards, each on a workday, and sweeping twice a day changes nothing', async () => {
    const { admin, simulator } = bot
    const branch = await sampleBranch(simulator, admin, '年度支部')
    const secretary = simulator.privateChatId(branch.person.陈立)
    for (let day = '2026-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      // Only days near a month's end can matter; the pure rule is proven for every day in test/ledger.
      if (Number(day.slice(8)) < 22) continue
      const { sent } = await admin.sweep('reminders', at(day, '09:30'))
      if (sent > 0) expect(isWorkday(day)).toBe(true)
      await admin.sweep('reminders', at(day, '15:00'))
    }
    expect(cardsTo(secretary, '闭环')).toBe(12)
  })
})
