import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOTICE_2027 } from '../core/fixtures/holiday-notices.js'
import { type Bot, ROSTER, type SampleBranch, sampleBranch, startBot } from '../helpers/bot.js'

const ZONE = 'America/New_York'
/** Thursday, 19 March 2026, 01:30 in Beijing: Wednesday, 13:30 in New York (daylight saving time, −04:00). */
const START = '2026-03-19T01:30:00+08:00'

let bot: Bot
let abroad: SampleBranch
beforeAll(async () => {
  bot = await startBot({ startAt: START })
  abroad = await sampleBranch(bot.simulator, bot.admin, '驻外党支部')
  const members = ROSTER.map((member) => ({ ...member, platformUserId: abroad.person[member.name] }))
  const body = { name: '驻外党支部', timezone: ZONE, platform: 'feishu', chatId: abroad.chatId, members }
  expect((await bot.admin.post('/branches', body)).status).toBe(200)
})
afterAll(() => bot.stop())

const there = (date: string, time: string): string => `${date}T${time}:00-04:00`
const textsIn = (chatId: string): string[] => bot.simulator.replies(chatId).map(({ text }) => text)
/** How many new messages a sweep sends into that chat. */
async function sent(sweep: string, at: string, chatId: string): Promise<number> {
  const before = textsIn(chatId).length
  await bot.admin.sweep(sweep, at)
  return textsIn(chatId).length - before
}
const secretaryThere = (): string => bot.simulator.privateChatId(abroad.person.陈立)

describe('a branch in another time zone', () => {
  it('is shown with it', async () => {
    expect((await bot.admin.get(`/branches/${abroad.id}`)).body).toMatchObject({ timezone: ZONE })
    expect((await bot.admin.get(`/branches/${bot.branch.id}`)).body).toMatchObject({ timezone: 'Asia/Shanghai' })
  })

  it('today is its own day', async () => {
    const { simulator, admin, branch } = bot
    for (const { chatId, person } of [branch, abroad]) {
      simulator.say(person.赵阳, chatId, '@台账助手 今天集中学习1小时 党章 全员参加')
      await simulator.waitForMessage(chatId, '已记')
    }
    expect((await admin.entries(abroad.id)).map(({ date }) => date)).toEqual(['2026-03-18'])
    expect((await admin.entries(branch.id)).map(({ date }) => date)).toEqual(['2026-03-19'])
  })

  it('its digest comes on its own Friday, and is not held back by night in Beijing', async () => {
    expect(await sent('digests', '2026-03-20T16:10:00+08:00', abroad.chatId)).toBe(0)
    expect(await sent('digests', there('2026-03-20', '16:09'), abroad.chatId)).toBe(0)
    expect(await sent('digests', there('2026-03-20', '16:10'), abroad.chatId)).toBe(1)
    expect(textsIn(abroad.chatId).at(-1)).toContain('3月16日—20日')
    // Beijing's was due twelve hours before; there it is Saturday by now.
    expect(textsIn(bot.branch.chatId).filter((text) => text.includes('本周台账'))).toHaveLength(1)
  })

  it('its secretary’s cards come in his morning, not in Beijing’s', async () => {
    const chat = secretaryThere()
    expect(await sent('reminders', '2026-03-25T09:10:00+08:00', chat)).toBe(0)
    expect(await sent('reminders', there('2026-03-25', '07:59'), chat)).toBe(0)
    expect(await sent('reminders', there('2026-03-25', '09:09'), chat)).toBe(0)
    expect(await sent('reminders', there('2026-03-25', '09:10'), chat)).toBe(1)
    expect(textsIn(chat).at(-1)).toContain('3月闭环')
  })

  it('a 保障期 begins and ends at its own midnight', async () => {
    const { simulator } = bot
    await bot.moveTo(there('2026-04-20', '10:00'))
    const chat = secretaryThere()
    simulator.sayPrivate(abroad.person.陈立, '保障期 4月21日到4月24日')
    await simulator.waitForMessage(chat, '我不主动发消息')
    expect(await sent('reminders', there('2026-04-24', '20:59'), chat)).toBe(0)
    // In Beijing it is Saturday already, and Monday is not yet over when it is Tuesday there.
    expect(await sent('reminders', there('2026-04-27', '07:59'), chat)).toBe(0)
    expect(await sent('reminders', there('2026-04-27', '09:10'), chat)).toBe(1)
    expect(await sent('reminders', there('2026-04-28', '09:10'), chat)).toBe(0)
  })
})

describe('the operator’s notice', () => {
  it('counts in every branch at once, whatever its zone', async () => {
    const { admin } = bot
    const read = await admin.post('/calendar', { text: NOTICE_2027 })
    expect(read).toMatchObject({ status: 200, body: { year: 2027, branches: 2 } })
    expect(read.body.work).toContain('2027-02-13')
    expect((await admin.get('/calendar')).body.years).toMatchObject([{ year: 2027 }])
    const chat = secretaryThere()
    // The Spring Festival, and a working Saturday after it.
    expect(await sent('reminders', '2027-02-11T09:10:00-05:00', chat)).toBe(0)
    expect(await sent('reminders', '2027-02-12T10:10:00-05:00', chat)).toBeLessThanOrEqual(1)
    expect((await admin.sweep('digests', '2027-02-13T09:10:00-05:00')).failed).toBe(0)
  })

  it('what contradicts itself is answered with the place', async () => {
    const { status, body } = await bot.admin.post('/calendar', { text: NOTICE_2027.replace('共7天', '共8天') })
    expect([status, body.error]).toEqual([400, 'text: 「春节」写的是共8天，按日期算是7天，请核对原文'])
    expect((await bot.admin.post('/calendar', { text: '元旦放假' })).status).toBe(400)
    expect((await bot.admin.post('/calendar', {})).status).toBe(400)
  })
})
