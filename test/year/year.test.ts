import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../src/core/civil-date.js'
import { isWorkday } from '../../src/core/workdays.js'
import { type Bot, startBot } from '../helpers/bot.js'
import { playYear } from './pure/play.js'

/** The year 2026 through the engines, of a branch of four and one of thirty: every card as the pure rules have it. */
const NAMES_OF_FOUR = ['陈立', '王敏', '李淑贤', '周海明']
const NAMES_OF_THIRTY = Array.from({ length: 30 }, (_, index) => `党员${String.fromCodePoint(0x4e00 + index * 7)}`)

let bot: Bot
beforeAll(async () => {
  bot = await startBot({ startAt: '2026-01-01T00:00:00+08:00' })
})
afterAll(() => bot.stop())

/** A branch of these people, the first of them its secretary, whose private chat is returned. */
async function branchOf(name: string, people: readonly string[]): Promise<string> {
  const ids = people.map((person) => bot.simulator.addPerson(person).id)
  const { chatId } = bot.simulator.addGroup(name, ids)
  const members = people.map((person, index) => ({
    name: person,
    role: index === 0 ? 'secretary' : 'member',
    status: 'full',
    platformUserId: ids[index],
  }))
  const { status } = await bot.admin.post('/branches', { name, platform: 'feishu', chatId, members })
  expect(status).toBe(201)
  return bot.simulator.privateChatId(ids[0] ?? '')
}

const titleOf = (text: string): string => text.split('\n')[0] ?? ''
const MARKS = { plan: '计划', gap: '过半', closing: '闭环', quarter: '季度谈心谈话', year: '年度核对' } as const

describe('a year through the engines', () => {
  it('brings every card at its time, once, however many sweeps race', async () => {
    const chats = [await branchOf('四人支部', NAMES_OF_FOUR), await branchOf('三十人支部', NAMES_OF_THIRTY)]
    const cards = (chatId: string): string[] => bot.simulator.replies(chatId).map(({ text }) => titleOf(text))
    const plan = playYear()
    for (let day = '2026-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      for (const time of ['09:10', '14:10']) {
        const due = plan.filter(({ at }) => at.date === day && at.time === time)
        // Where nothing is due a look suffices; where something is, two look at once.
        const looks = due.length > 0 ? 2 : Number(day.slice(8)) % 16 === 0 ? 1 : 0
        const before = chats.map((chatId) => cards(chatId).length)
        await Promise.all(Array.from({ length: looks }, () => bot.admin.sweep('reminders', `${day}T${time}:00+08:00`)))
        for (const [index, chatId] of chats.entries()) {
          const fresh = cards(chatId).slice(before[index])
          expect(fresh.length, `${day} ${time}: ${fresh.join()}`).toBe(due.length)
          for (const { card } of due) expect(fresh.join()).toContain(MARKS[card])
        }
        if (due.length > 0) expect(isWorkday(day)).toBe(true)
      }
    }
    for (const chatId of chats) expect(cards(chatId)).toHaveLength(plan.length)
  }, 120_000)

  it('a clock set back sends nothing', async () => {
    for (const at of ['2026-06-15T09:10', '2026-02-24T09:10', '2026-11-02T09:10']) {
      expect(await bot.admin.sweep('reminders', `${at}:00+08:00`)).toMatchObject({ sent: 0, failed: 0 })
    }
  })
})
