import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PlayBot, ROSTER, startPlay } from '../helpers/bot.js'
import { sayInGroup } from '../helpers/exchange.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay({ startAt: '2026-03-02T10:00:00+08:00' })
})
afterAll(() => bot.stop())

/** Posts the roster as an operator does: without those who left, with what changed. */
async function saveRoster(
  changes: Readonly<Record<string, { readonly state: string }>>,
  left: readonly string[] = [],
): Promise<void> {
  const { chatId, person } = bot.branch
  const members = ROSTER.filter(({ name }) => !left.includes(name)).map((member) => ({
    ...member,
    platformUserId: person[member.name],
    ...changes[member.name],
  }))
  const body = { name: '人事部党支部', platform: bot.simulator.platform, chatId, members }
  expect((await bot.admin.post('/branches', body)).status).toBe(200)
}

/** Who is in the newest entry after this sentence. */
async function participantsOf(sentence: string): Promise<readonly string[]> {
  const heard = await sayInGroup(bot, '赵阳', sentence)
  const number = /编号 (\S+)/.exec(heard.group)?.[1]
  const entry = (await bot.admin.entries(bot.branch.id)).find((one) => one.number === number)
  return [...(entry?.participants ?? [`nothing recorded: ${heard.group}`])].sort()
}

const all: string[] = ROSTER.map(({ name }) => name)
const without = (...names: string[]): string[] => all.filter((name) => !names.includes(name)).sort()

/** moments.md §2: 全员 means the roster on the date of the event. */
describe('全员', () => {
  it('respects leave, secondment and retirement from the day they began, whatever day it is told', async () => {
    await bot.moveTo('2026-03-10T10:00:00+08:00')
    await saveRoster({ 李响: { state: 'leave' }, 周海明: { state: 'seconded' }, 王敏: { state: 'retired' } })
    expect(await participantsOf('今天上午集中学习1小时 党章 全员参加')).toEqual(without('李响', '周海明', '王敏'))
    expect(await participantsOf('3月9日下午集中学习1小时 党章 全员参加')).toEqual(without())
  })

  it('counts them again from the day they are back', async () => {
    await bot.moveTo('2026-03-12T10:00:00+08:00')
    await saveRoster({ 周海明: { state: 'seconded' }, 王敏: { state: 'retired' } })
    expect(await participantsOf('今天上午集中学习1小时 准则 全员参加')).toEqual(without('周海明', '王敏'))
    expect(await participantsOf('3月11日下午集中学习1小时 准则 全员参加')).toEqual(without('李响', '周海明', '王敏'))
  })

  it('keeps a member who left in the days when he was one, and what he did stays', async () => {
    await bot.moveTo('2026-03-16T10:00:00+08:00')
    await saveRoster({}, ['孙小雨'])
    expect(await participantsOf('今天上午集中学习1小时 条例 全员参加')).toEqual(without('孙小雨'))
    expect(await participantsOf('3月13日下午集中学习1小时 条例 全员参加')).toEqual(without('周海明', '王敏'))
    const march9 = (await bot.admin.entries(bot.branch.id)).find(({ date }) => date === '2026-03-09')
    expect(march9?.participants).toContain('孙小雨')
  })

  it('who left gets help and no more: he writes nothing and reads nothing', async () => {
    const before = (await bot.admin.entries(bot.branch.id)).length
    const heard = await sayInGroup(bot, '孙小雨', '今天上午集中学习1小时 条例 全员参加')
    expect(heard.group).toContain('不在本支部的名册里')
    expect(await bot.admin.entries(bot.branch.id)).toHaveLength(before)
  })
})
