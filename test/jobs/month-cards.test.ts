import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ReminderRow } from '../../src/models/reminder-row.js'
import { type Bot, ROSTER, sampleBranch, startBot } from '../helpers/bot.js'

const at = (date: string, time: string): string => `${date}T${time}:00+08:00`

let bot: Bot
beforeAll(async () => {
  bot = await startBot({ startAt: at('2026-03-02', '08:00') })
})
afterAll(() => bot.stop())

/** What the secretary of the branch of this file was sent, newest last. */
const cards = (): string[] =>
  bot.simulator.replies(bot.simulator.privateChatId(bot.branch.person.陈立)).map(({ text }) => text)

describe('a month of downtime', () => {
  it('is caught up by one card that says all', async () => {
    // With the quarter's card, which has the same time.
    expect(await bot.admin.sweep('reminders', at('2026-03-02', '09:10'))).toMatchObject({ sent: 2 })
    expect(await bot.admin.sweep('reminders', at('2026-04-08', '08:00'))).toMatchObject({ sent: 1 })
    const [plan = '', caught = ''] = cards().filter((text) => !text.startsWith('一季度'))
    expect(plan).toMatch(/^3月计划/)
    expect(plan).not.toContain('上月')
    expect(caught).toMatch(/^4月计划/)
    expect(caught).toContain('上月（3月）待补')
    expect(caught).toContain('党员大会（本季）：暂无记录')
    for (const later of [at('2026-04-08', '08:01'), at('2026-04-08', '14:00'), at('2026-03-25', '09:10')])
      expect(await bot.admin.sweep('reminders', later)).toMatchObject({ sent: 0, failed: 0 })
  })
})

describe('three days later', () => {
  it('comes once, however many sweeps race, and is the one card of its day', async () => {
    expect(await bot.admin.sweep('reminders', at('2026-04-15', '09:10'))).toMatchObject({ sent: 1 })
    await bot.moveTo(at('2026-04-15', '09:30'))
    await bot.simulator.sayPrivate(bot.branch.person.陈立, '三天后再看').delivered
    await bot.simulator.waitForMessage(bot.simulator.privateChatId(bot.branch.person.陈立), '4月20日')
    expect(await bot.admin.sweep('reminders', at('2026-04-17', '09:10'))).toMatchObject({ sent: 0 })
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => bot.admin.sweep('reminders', at('2026-04-20', '09:10'))),
    )
    expect(outcomes.reduce((sum, { sent }) => sum + sent, 0)).toBe(1)
    expect(cards().filter((text) => text.startsWith('4月过半'))).toHaveLength(2)
    expect(await bot.admin.sweep('reminders', at('2026-04-21', '09:10'))).toMatchObject({ sent: 0 })
  })
})

describe('another secretary in mid-month', () => {
  it('gets what is due from then on, and nothing that was sent before', async () => {
    const { admin, simulator } = bot
    await bot.moveTo(at('2026-06-01', '08:30'))
    const other = await sampleBranch(simulator, admin, '换人支部')
    await admin.sweep('reminders', at('2026-06-01', '09:10'))
    await admin.sweep('reminders', at('2026-06-15', '09:10'))
    const members = ROSTER.map((member) => ({
      ...member,
      role: member.name === '陈立' ? 'member' : member.name === '王敏' ? 'secretary' : member.role,
      platformUserId: other.person[member.name],
    }))
    const body = { name: '换人支部', platform: 'feishu', chatId: other.chatId, members }
    expect((await admin.post('/branches', body)).status).toBe(200)
    // He also has the package of the hand-over, which is no card of the calendar.
    const titlesTo = (name: '陈立' | '王敏'): string[] =>
      simulator
        .replies(simulator.privateChatId(other.person[name]))
        .map(({ text }) => text.slice(0, 4))
        .filter((title) => /^\d月|季度/.test(title))
    await admin.sweep('reminders', at('2026-06-16', '09:10'))
    expect(titlesTo('王敏')).toEqual([])
    await admin.sweep('reminders', at('2026-06-24', '09:10'))
    expect(titlesTo('王敏')).toEqual(['6月闭环'])
    expect(titlesTo('陈立').toSorted()).toEqual(['6月计划', '6月过半', '二季度谈'])
  })
})

describe('a card with nothing to say', () => {
  it('is noted as such at its time and not looked for again', async () => {
    const { admin, simulator } = bot
    // Its secretary explained all that is missing.
    const other = await sampleBranch(simulator, admin, '安静支部')
    await bot.moveTo(at('2026-07-01', '08:30'))
    const secretary = other.person.陈立
    for (const duty of ['培训', '主题党日', '党费'])
      await simulator.sayPrivate(secretary, `未开展 ${duty} 2026-07 全月防汛值守`).delivered
    await simulator.waitForMessage(simulator.privateChatId(secretary), '党费 未开展（说明：全月防汛值守）')
    await admin.sweep('reminders', at('2026-07-15', '09:10'))
    const rows = await ReminderRow.find({ branchId: other.id, card: 'gap', period: '2026-07' }).lean()
    expect(rows.map(({ outboxIds }) => outboxIds)).toEqual([[]])
    const texts = simulator.replies(simulator.privateChatId(secretary)).map(({ text }) => text)
    expect(texts.some((text) => text.startsWith('7月过半'))).toBe(false)
    await admin.sweep('reminders', at('2026-07-27', '09:10'))
    const closing = simulator.replies(simulator.privateChatId(secretary)).at(-1)?.text ?? ''
    expect(closing).toContain('主题党日：未开展（说明：全月防汛值守）')
  })
})
