import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bot, type SampleBranch, sampleBranch, startBot } from '../helpers/bot.js'

/** Branches that were made today, and sweeps as of days before: a branch counts as existing at any `at` (contract.md). */
let bot: Bot
beforeAll(async () => {
  bot = await startBot({ startAt: '2026-11-23T10:00:00+08:00' })
})
afterAll(() => bot.stop())

const sweep = (at: string) => bot.admin.sweep('reminders', `${at}:00+08:00`)
/** The titles of what its secretary was sent, sorted: cards of one time may change places on their way. */
const titles = ({ person }: SampleBranch): string[] =>
  bot.simulator
    .replies(bot.simulator.privateChatId(person.陈立))
    .map(
      ({ text }) =>
        /^(\S月(?:计划|过半|闭环)|\S季度谈心谈话|2026年度核对|\d+月(?:计划|过半|闭环))/.exec(text)?.[0] ?? text,
    )
    .toSorted()

describe('a sweep as of a moment before the branch was made', () => {
  it('sends each card of that month at its time, one after the other', async () => {
    expect(await sweep('2026-03-02T09:09')).toMatchObject({ sent: 0, failed: 0 })
    // design.md §4: the plan's and the quarter's card are due at one moment.
    expect(await sweep('2026-03-02T09:10')).toMatchObject({ sent: 2, failed: 0 })
    expect(titles(bot.branch)).toEqual(['3月计划', '一季度谈心谈话'].toSorted())
    expect(await sweep('2026-03-02T09:10')).toMatchObject({ sent: 0, failed: 0 })
    expect(await sweep('2026-03-16T09:10')).toMatchObject({ sent: 1, failed: 0 })
    expect(await sweep('2026-03-25T09:10')).toMatchObject({ sent: 1, failed: 0 })
    expect(titles(bot.branch)).toEqual(['3月计划', '3月过半', '3月闭环', '一季度谈心谈话'].toSorted())
  })

  it.each([
    ['2026-03-25T09:10', ['3月闭环']],
    ['2026-03-16T09:10', ['3月过半']],
    ['2026-03-02T09:10', ['3月计划', '一季度谈心谈话']],
    ['2026-11-02T09:10', ['11月计划', '2026年度核对']],
    ['2026-04-01T09:10', ['4月计划']],
  ])('as of %s alone sends %j', async (at, due) => {
    const branch = await sampleBranch(bot.simulator, bot.admin, `支部${at}`)
    await Promise.all([sweep(at), sweep(at)])
    expect(titles(branch)).toEqual(due.toSorted())
  })

  it('the closing card of a branch whose month is complete stays one line', async () => {
    const { simulator, admin } = bot
    const branch = await sampleBranch(simulator, admin, '齐全支部')
    const secretary = simulator.privateChatId(branch.person.陈立)
    for (const duty of ['培训', '主题党日', '党费'])
      await simulator.sayPrivate(branch.person.陈立, `未开展 ${duty} 2026-05 防汛值守`).delivered
    await simulator.waitForMessage(secretary, '党费 未开展（说明：防汛值守）')
    await sweep('2026-05-25T09:10')
    const closing = simulator.replies(secretary).at(-1)?.text ?? ''
    expect(closing).toContain('5月闭环')
    expect(closing).not.toContain('上月')
  })
})

describe('a branch that was made today', () => {
  it('is not asked for what was due before it came', async () => {
    const branch = await sampleBranch(bot.simulator, bot.admin, '新支部')
    await sweep('2026-11-23T10:01')
    expect(titles(branch)).toEqual([])
  })
})
