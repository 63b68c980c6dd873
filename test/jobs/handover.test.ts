import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bot, ROSTER, type SampleBranch, sampleBranch, startBot } from '../helpers/bot.js'

const at = (date: string, time: string): string => `${date}T${time}:00+08:00`

let bot: Bot
beforeAll(async () => {
  bot = await startBot({ startAt: at('2026-04-01', '10:00') })
})
afterAll(() => bot.stop())

const textsTo = (branch: SampleBranch, name: '陈立' | '赵阳' | '王敏'): string[] =>
  bot.simulator.replies(bot.simulator.privateChatId(branch.person[name])).map(({ text }) => text)
const packagesTo = (branch: SampleBranch, name: '陈立' | '赵阳' | '王敏'): string[] =>
  textsTo(branch, name).filter((text) => text.includes('交接清单（书记）'))

async function agree(branch: SampleBranch, day: string): Promise<void> {
  const { simulator } = bot
  await simulator.sayPrivate(branch.person.陈立, `${day}起书记由赵阳接任`).delivered
  for (const name of ['陈立', '赵阳'] as const) {
    await simulator.waitForMessage(simulator.privateChatId(branch.person[name]), '书记交接 ｜')
    await simulator.sayPrivate(branch.person[name], '确认交接').delivered
  }
  await simulator.waitForMessage(simulator.privateChatId(branch.person.赵阳), '双方都已确认')
}

describe('a hand-over whose day is a rest day', () => {
  it('takes place that day, and the package comes at the next open moment, once, however many sweeps race', async () => {
    const branch = await sampleBranch(bot.simulator, bot.admin, '清明支部')
    await agree(branch, '4月4日')
    // 清明: 4–6 April 2026 nobody is at work.
    await bot.admin.sweep('reminders', at('2026-04-04', '00:00'))
    const { body } = await bot.admin.get(`/branches/${branch.id}`)
    const members = body.members as { name: string; roles: string[] }[]
    expect(members.filter(({ roles }) => roles.includes('secretary')).map(({ name }) => name)).toEqual(['赵阳'])
    expect(JSON.stringify(members)).not.toContain('secretaryTerms')
    expect(packagesTo(branch, '赵阳')).toEqual([])
    await Promise.all(Array.from({ length: 4 }, () => bot.admin.sweep('reminders', at('2026-04-07', '08:30'))))
    for (const name of ['陈立', '赵阳'] as const) expect(packagesTo(branch, name)).toHaveLength(1)
    await bot.admin.sweep('reminders', at('2026-04-08', '09:10'))
    await bot.admin.sweep('reminders', at('2026-04-02', '09:10'))
    for (const name of ['陈立', '赵阳'] as const) expect(packagesTo(branch, name)).toHaveLength(1)
  })
})

describe('another secretary by the operator', () => {
  const bodyOf = (branch: SampleBranch, secretary: string, name: string) => ({
    name,
    platform: 'feishu',
    chatId: branch.chatId,
    members: ROSTER.map((member) => ({
      ...member,
      role: member.name === secretary ? 'secretary' : member.role === 'secretary' ? 'member' : member.role,
      platformUserId: branch.person[member.name],
    })),
  })

  it('sends the package as well, and ends what was being agreed', async () => {
    const branch = await sampleBranch(bot.simulator, bot.admin, '改派支部')
    await agree(branch, '4月20日')
    expect((await bot.admin.post('/branches', bodyOf(branch, '王敏', '改派支部'))).status).toBe(200)
    await bot.admin.sweep('reminders', at('2026-04-20', '08:30'))
    await bot.admin.sweep('reminders', at('2026-04-21', '08:30'))
    expect(packagesTo(branch, '王敏')).toHaveLength(1)
    expect(packagesTo(branch, '陈立')).toHaveLength(1)
    expect(packagesTo(branch, '赵阳')).toEqual([])
    // The same roster again is no other secretary.
    await bot.admin.post('/branches', bodyOf(branch, '王敏', '改派支部'))
    await bot.admin.sweep('reminders', at('2026-04-22', '08:30'))
    expect(packagesTo(branch, '王敏')).toHaveLength(1)
  })
})

describe('a hand-over that can’t be on its day', () => {
  it('is told to the secretary once, in the morning, and the cards stay his', async () => {
    const branch = await sampleBranch(bot.simulator, bot.admin, '不成支部')
    await agree(branch, '4月15日')
    await bot.simulator.sayPrivate(branch.person.陈立, '赵阳转出').delivered
    await bot.simulator.waitForMessage(bot.simulator.privateChatId(branch.person.陈立), '赵阳转出')
    const said = () => textsTo(branch, '陈立').filter((text) => text.includes('书记交接没有生效'))
    await bot.admin.sweep('reminders', at('2026-04-15', '00:00'))
    expect(said()).toEqual([])
    await bot.admin.sweep('reminders', at('2026-04-15', '09:10'))
    await bot.admin.sweep('reminders', at('2026-04-16', '09:10'))
    expect(said()).toHaveLength(1)
    expect(packagesTo(branch, '陈立')).toEqual([])
    expect(textsTo(branch, '陈立').some((text) => text.startsWith('4月过半'))).toBe(true)
  })
})
