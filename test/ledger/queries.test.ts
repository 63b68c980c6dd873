import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, monthsOf, quartersOf, spanOf } from '../../src/core/civil-date.js'
import type { RecordMeaning } from '../../src/core/meaning.js'
import { countsAs, hoursOf } from '../../src/ledger/counting.js'
import { digestData } from '../../src/ledger/digest.js'
import { monthData } from '../../src/ledger/month-cards/month-data.js'
import { obligationsOf } from '../../src/ledger/obligations.js'
import { count } from '../../src/ledger/queries/counts.js'
import { coverageOf } from '../../src/ledger/queries/talks.js'
import {
  countsBy,
  creditHoursMissing,
  creditHoursOf,
  duesCalc,
  duesMissing,
  gaps,
  lecturesMissing,
  talksMissing,
} from '../../src/ledger/queries.js'
import type { EntryRow } from '../../src/models/ledger-entry.js'
import { closeLedger, inNewBranch, memberNamed, openLedger, say } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

const sayAll = async (meanings: readonly RecordMeaning[]): Promise<void> => {
  for (const meaning of meanings) await say(meaning)
}
const YEAR = { from: '2026-01-01', to: '2026-12-31' }

describe('what an entry counts as', () => {
  it('is for a theme day with a film three things, its hours once', () => {
    expect(countsAs({ kind: 'themeDay', form: '主题影片', minutes: 150 })).toEqual([
      { kind: 'themeDay', label: '主题党日', count: 1 },
      { kind: 'training', form: '主题影片', label: '主题影片', count: 1, studyMinutes: 150 },
    ])
    expect(countsAs({ kind: 'themeDay', minutes: 60 })).toEqual([
      { kind: 'themeDay', label: '主题党日', count: 1, studyMinutes: 60 },
    ])
    expect(countsAs({ kind: 'qualitySlip', subkind: '提醒整改单', count: 3 })).toEqual([
      { kind: 'qualitySlip', label: '提醒整改单', count: 3 },
    ])
    expect(countsAs({ kind: 'meeting', subkind: '党员大会', minutes: 60 })).toEqual([
      { kind: 'meeting', label: '党员大会', count: 1 },
    ])
  })

  it('is in hours what was said, or the minutes by the setting', () => {
    expect(hoursOf({ studyMinutes: 90 }, 60)).toBe(1.5)
    expect(hoursOf({ studyMinutes: 90 }, 45)).toBe(2)
    expect(hoursOf({ studyMinutes: 100 }, 60)).toBe(1.67)
    expect(hoursOf({ studyMinutes: 90, creditHours: 4 }, 60)).toBe(4)
    expect(hoursOf({}, 60)).toBe(0)
  })
})

describe('counts', () => {
  it('come by form, kind and campaign, with the entries behind them', async () => {
    await inNewBranch(async () => {
      await sayAll([
        { type: 'training', form: '集中学习', date: '2026-01-10', campaign: '党史学习教育' },
        { type: 'training', form: '集中学习', date: '2026-02-10' },
        { type: 'theme_day', form: '主题影片', date: '2026-02-11' },
        { type: 'projectEvent', kind: '推进会', project: '标准化', date: '2026-02-12' },
        { type: 'talk', kind: '廉政谈话', date: '2026-02-12', talker: '$sender', partner: '赵阳' },
        { type: 'talk', kind: '提醒谈话', date: '2026-02-12', talker: '$sender', partner: '赵阳' },
        { type: 'plan', kind: 'theme_day', date: '2026-03-26' },
        { type: 'volunteer', date: '2026-02-13' },
      ])
      const told = async (question: Omit<Parameters<typeof countsBy>[0], 'from' | 'to'>) =>
        (await countsBy({ ...YEAR, ...question })).map(({ label, count, entries }) => [label, count, entries.length])
      expect(await told({ forms: ['集中学习', '外出考察', '主题影片'] })).toEqual([
        ['集中学习', 2, 2],
        ['外出考察', 0, 0],
        ['主题影片', 1, 1],
      ])
      expect(await told({ forms: ['集中学习'], campaign: '党史学习教育' })).toEqual([['集中学习', 1, 1]])
      expect(
        await told({ kinds: ['主题党日', '推进会', '启动会', '廉政谈话', '提醒谈话', 'volunteer', 'talk'] }),
      ).toEqual([
        ['主题党日', 1, 1],
        ['推进会', 1, 1],
        ['启动会', 0, 0],
        ['廉政谈话', 1, 1],
        ['志愿服务', 1, 1],
        ['谈心谈话', 1, 1],
      ])
      expect((await told({})).map(([label]) => label)).toEqual([
        '集中学习',
        '主题影片',
        '主题党日',
        '廉政谈话',
        '志愿服务',
        '推进会',
      ])
    })
  })

  it('of slips take metrics of their span for what they are', async () => {
    await inNewBranch(async () => {
      const slip = { type: 'qualitySlip', kind: '服务质量处罚单' } as const
      await sayAll([
        { ...slip, date: '2025-02-10', count: 2 },
        { ...slip, date: '2025-08-10', count: 3 },
        { type: 'metric', period: '2025-Q1', items: { 服务质量处罚单: 5 } },
        { type: 'metric', period: '2025-02', items: { 服务质量处罚单: 4 } },
        { type: 'metric', period: '2025-Q1', items: { 服务质量处罚单: 6 } },
        { type: 'metric', period: '2026', items: { 服务质量处罚单: 100 } },
        { type: 'metric', period: '2025', items: { 制定标准: 3 } },
      ])
      const of = async (from: string, to: string) =>
        (await countsBy({ from, to, kinds: ['服务质量处罚单', '制定标准'] })).map((one) => one.count)
      expect(await of('2025-01-01', '2025-12-31')).toEqual([9, 3])
      expect(await of('2025-02-01', '2025-02-28')).toEqual([4, 0])
      expect(await of('2025-01-15', '2025-12-31')).toEqual([7, 0])
    })
  })

  it('never fall below single slips, nor above all that was said', () => {
    const row = (fields: Partial<EntryRow>, i: number) =>
      ({ _id: `e${i}`, number: `n${i}`, voided: false, enteredAt: i, date: '2025-06-01', ...fields }) as EntryRow
    const slip = fc.record({
      kind: fc.constant('qualitySlip' as const),
      subkind: fc.constant('奖励单'),
      date: fc.integer({ min: 0, max: 364 }).map((days) => addDays('2025-01-01', days)),
      count: fc.integer({ min: 1, max: 5 }),
    })
    const metric = fc.record({
      kind: fc.constant('metric' as const),
      span: fc.constantFrom('2025', '2025-H1', '2025-Q1', '2025-Q3', '2025-02', '2025-08'),
      metrics: fc.integer({ min: 0, max: 9 }).map((n) => [{ name: '奖励单', count: n }]),
    })
    fc.assert(
      fc.property(fc.array(slip, { maxLength: 6 }), fc.array(metric, { maxLength: 4 }), (slips, metrics) => {
        const rows = [...slips, ...metrics].map(row)
        const [answer] = count(rows, { from: '2025-01-01', to: '2025-12-31', kinds: ['奖励单'] })
        const single = slips.reduce((sum, one) => sum + one.count, 0)
        const said = metrics.reduce((sum, one) => sum + (one.metrics[0]?.count ?? 0), 0)
        expect(answer?.count).toBeGreaterThanOrEqual(single)
        expect(answer?.count).toBeLessThanOrEqual(single + said)
        const reversed = count(rows.toReversed(), { from: '2025-01-01', to: '2025-12-31', kinds: ['奖励单'] })
        expect(reversed[0]?.count).toBe(answer?.count)
      }),
    )
  })
})

describe('学时', () => {
  it('are those of who was there, self-study apart', async () => {
    await inNewBranch(async () => {
      await sayAll([
        { type: 'training', form: '集中学习', date: '2026-03-10', minutes: 90, attendees: 'all' },
        { type: 'theme_day', form: '主题影片', date: '2026-03-11', credit_hours: 4, absent: [{ name: '赵阳' }] },
        { type: 'training', form: '自学', date: '2026-03-12', minutes: 60, attendees: ['赵阳'] },
        { type: 'training', form: '集中学习', date: '2026-03-13', minutes: 60 },
        { type: 'meeting', kind: '党员大会', date: '2026-03-13', minutes: 60, attendees: 'all' },
      ])
      const of = async (name: string) => {
        const { hours, selfStudyHours, entries } = await creditHoursOf(
          await memberNamed(name),
          '2026-01-01',
          '2026-12-31',
        )
        return [hours, selfStudyHours, entries.length]
      }
      expect(await of('陈立')).toEqual([5.5, 0, 2])
      expect(await of('赵阳')).toEqual([1.5, 1, 2])
      const missing = await creditHoursMissing(undefined, '2026', '2026-03-18')
      expect(missing[0]).toMatchObject({ name: '陈立', target: 56, missing: 50.5 })
      expect(missing.find(({ name }) => name === '赵阳')).toMatchObject({
        target: 32,
        hours: 1.5,
        selfStudyHours: 1,
        missing: 30.5,
      })
      expect((await creditHoursMissing(5, '2026', '2026-03-18')).map(({ name }) => name)).toEqual(['赵阳'])
    })
  })

  it('follow the branch’s setting', async () => {
    await inNewBranch(
      async () => {
        await say({ type: 'training', date: '2026-03-10', minutes: 90, attendees: 'all' })
        expect((await creditHoursOf(await memberNamed('赵阳'), '2026-01-01', '2026-12-31')).hours).toBe(2)
      },
      { settings: { minutesPerCreditHour: 45 } },
    )
  })
})

describe('what is missing', () => {
  it('of lectures', async () => {
    await inNewBranch(async () => {
      await sayAll([
        { type: 'training', form: '微党课', date: '2026-03-10', lecturer: '孙小雨' },
        { type: 'training', form: '人人都是培训师', date: '2026-03-11', lecturer: '赵阳' },
        { type: 'training', form: '微党课', date: '2026-03-12', lecturer: '孙小雨' },
        { type: 'training', form: '集中学习', date: '2026-03-12', lecturer: '王敏' },
        { type: 'training', form: '专题讲座', date: '2026-03-12', lecturer: '张教授' },
      ])
      const any = await lecturesMissing('2026-01-01', '2026-12-31')
      expect(any.given.map(({ name, count }) => [name, count])).toEqual([
        ['孙小雨', 2],
        ['赵阳', 1],
      ])
      expect([...any.missing].sort()).toEqual(['周海明', '李响', '李淑贤', '王敏', '陈立'])
      const trainers = await lecturesMissing('2026-01-01', '2026-12-31', ['人人都是培训师'])
      expect(trainers.missing).toHaveLength(6)
    })
  })

  it('of talks, pair by pair in a small branch', async () => {
    const members = [
      { name: '陈立', role: 'secretary' },
      { name: '王敏' },
      { name: '赵阳' },
      { name: '李响', state: 'leave' },
    ]
    await inNewBranch(
      async () => {
        const talk = { type: 'talk', talker: '陈立' } as const
        await sayAll([
          { ...talk, kind: '谈心谈话', date: '2026-01-12', partner: '王敏' },
          { ...talk, kind: '提醒谈话', date: '2026-02-12', partner: '赵阳' },
        ])
        expect(await talksMissing('2026-Q1', '2026-03-18')).toEqual({
          from: '2026-01-01',
          to: '2026-03-31',
          promises: [{ period: '2026-Q1', need: 3, have: 1 }],
          untalked: ['赵阳'],
          coverage: {
            year: '2026',
            mode: 'pairs',
            done: 1,
            total: 3,
            pairs: [
              // As the roster was entered.
              ['陈立', '赵阳'],
              ['王敏', '赵阳'],
            ],
            members: [],
          },
        })
        expect((await talksMissing('2026', '2026-05-18')).promises.map(({ period }) => period)).toEqual([
          '2026-Q1',
          '2026-Q2',
        ])
      },
      { members },
    )
  })

  it('of talks in a large branch is with a committee member and with another one', () => {
    const names = ['书记', '组织', '甲', '乙', '丙']
    const members = names.map((name, i) => ({ id: name, name, roles: [i < 2 ? 'secretary' : 'member'] as const }))
    const talk = (a: string, b: string) => ({ talker: { name: a, memberId: a }, partner: { name: b, memberId: b } })
    const answer = coverageOf(members, [talk('书记', '甲'), talk('甲', '乙'), talk('组织', '书记')], 4)
    expect(answer).toMatchObject({ mode: 'members', done: 2, total: 5, pairs: [] })
    expect(answer.members).toEqual([
      { name: '组织', lacks: ['member'] },
      { name: '乙', lacks: ['committee'] },
      { name: '丙', lacks: ['committee', 'member'] },
    ])
  })

  it('of dues, by month, also of who is on leave', async () => {
    const members = [
      { name: '陈立', role: 'secretary' },
      { name: '王敏', role: 'dues' },
      { name: '李响', state: 'leave' },
    ]
    await inNewBranch(
      async () => {
        await say({ type: 'dues', month: '2026-03', items: [{ name: '陈立', amount: 5 }] })
        await say({ type: 'dues', items: [{ name: '李响', amount: 5, month: '2026-02' }] })
        const items = [{ name: '王敏', amount: 5 }]
        await say({ type: 'dues', month: '2026-03', items, needs_confirm_by: 'dues' })
        expect(await duesMissing('2026-03', '2026-03-18')).toEqual({
          month: '2026-03',
          expected: 3,
          missing: ['李响'],
          unconfirmed: ['王敏'],
        })
        expect((await duesMissing('2026-02', '2026-03-18')).missing).toEqual(['王敏', '陈立'])
      },
      { members },
    )
  })

  it('of everything, as far as it is due by today', async () => {
    await inNewBranch(async () => {
      await sayAll([
        { type: 'theme_day', date: '2026-02-05', attendees: 'all' },
        { type: 'training', date: '2026-02-10' },
      ])
      const told = async (period: string, today: string) =>
        (await gaps(period, today)).map(({ label, period: of, need, have }) => `${of} ${label} ${have}/${need}`)
      // The branch began here in March: asked as of a day before, it counts as one that was always here.
      const january = ['2026 工作手册上报 0/1', '2026 党费基数核定 0/1']
      expect(await told('2026-02', '2026-02-18')).toEqual([...january, '2026-02 党费 0/7'])
      expect(await told('2026-03', '2026-03-18')).toEqual([
        '2026-Q1 党员大会 0/1',
        '2026-Q1 谈心谈话 0/3',
        '2026-Q1 工会小家活动 0/1',
        '2026-Q1 思想状况分析 0/1',
        '2026-03 培训 0/1',
        '2026-03 主题党日 0/1',
        '2026-03 党费 0/7',
      ])
      expect(await told('2026-04', '2026-03-18')).toEqual([])
      await say({ type: 'analysis', period: '2026-Q1' })
      await say({ type: 'activity', kind: '工会小家活动', date: '2026-01-08' })
      expect((await told('2026-Q1', '2026-02-18')).filter((line) => line.includes('Q1'))).toEqual([
        '2026-Q1 党员大会 0/1',
        '2026-Q1 谈心谈话 0/3',
      ])
      const year = async (period: string, today: string) =>
        (await told(period, today)).filter((line) => line.startsWith('2026 '))
      expect(await year('2026', '2026-11-18')).toEqual([
        '2026 组织生活会 0/1',
        '2026 民主评议党员 0/1',
        '2026 谈心谈话覆盖 0/21',
        '2026 年度学时 0/7',
        '2026 书记学时 0/1',
        '2026 党费公示 0/1',
        '2026 党委书记党课 0/1',
      ])
      expect(await year('2026', '2026-09-30')).toEqual([])
      expect(await year('2026-10', '2026-10-18')).toEqual([])
      expect(await year('2026-12', '2026-12-01')).toHaveLength(7)
    })
  })
})

describe('dues of a base', () => {
  it.each([
    [3000, 0.005, 15],
    [3000.01, 0.01, 30],
    [5000, 0.01, 50],
    [5000.01, 0.015, 75],
    [10_000, 0.015, 150],
    [10_000.01, 0.02, 200],
    [5234.56, 0.015, 78.52],
  ])('%d → %d → %d', (base, rate, amount) => expect(duesCalc(base)).toEqual({ base, rate, amount }))

  it('of who is retired are lower', () => {
    expect(duesCalc(5000, { retired: true }).amount).toBe(25)
    expect(duesCalc(8000, { retired: true }).amount).toBe(80)
    expect(() => duesCalc(0)).toThrow('bad_amount')
  })

  it('never fall as the base rises', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000_000 }), fc.nat(100_000), (fen, more) => {
        expect(duesCalc((fen + more) / 100).amount).toBeGreaterThanOrEqual(duesCalc(fen / 100).amount)
      }),
    )
  })
})

describe('cards that count', () => {
  it('tell the group of new kinds without money, plans or anybody’s dues', async () => {
    await inNewBranch(async () => {
      const DATE = '2026-03-17'
      await sayAll([
        { type: 'theme_day', form: '主题影片', date: DATE, minutes: 120, attendees: 'all' },
        { type: 'volunteer', date: DATE, attendees: ['赵阳'], post: '测温岗' },
        { type: 'honour', date: DATE, topic: '书画比赛', prize: '二等奖', winners: ['孙小雨'] },
        { type: 'donation', date: DATE, topic: '慈善一日捐', items: [{ name: '李响', amount: 777 }] },
        { type: 'dues', date: DATE, items: [{ name: '李响', amount: 777 }] },
        { type: 'qualitySlip', kind: '提醒整改单', date: DATE, count: 2 },
        { type: 'problem', source: '班子指出', problem: '甲', date: DATE },
        { type: 'plan', kind: 'meeting', date: '2026-03-19' },
        { type: 'analysis', period: '2026-Q1', date: DATE },
      ])
      const data = await digestData('2026-03-16', '2026-03-20')
      expect(data).toMatchObject({
        counts: [
          { label: '主题影片', count: 1 },
          { label: '主题党日', count: 1 },
          { label: '志愿服务', count: 1 },
          { label: '捐款', count: 1 },
          { label: '荣誉', count: 1, unit: '项' },
          { label: '提醒整改单', count: 2, unit: '张' },
          { label: '问题清单', count: 1, unit: '项' },
        ],
        minutes: 120,
        lateCount: 0,
        thanks: expect.arrayContaining([
          { name: '赵阳', did: '参加', what: '志愿服务（测温岗）' },
          { name: '孙小雨', did: '获', what: '书画比赛二等奖' },
        ]),
      })
      expect(JSON.stringify(data)).not.toMatch(/777|李响|党费|计划/)
    })
  })

  it('ask of no new kind what it can’t have, and count a theme day with a film as no training', async () => {
    await inNewBranch(async () => {
      const DATE = '2026-03-17'
      await sayAll([
        { type: 'theme_day', form: '主题影片', date: DATE, attendees: 'all' },
        { type: 'dues', date: DATE, items: [{ name: '李响', amount: 7 }] },
        { type: 'qualitySlip', kind: '提醒整改单', date: DATE },
        { type: 'volunteer', date: DATE },
        { type: 'plan', kind: 'training', date: DATE },
      ])
      expect((await monthData('2026-03', '2026-03-25', { reader: await memberNamed('陈立') })).incomplete).toEqual([
        { number: '2026-志-001', missing: ['参加人员'] },
      ])
      const met = (await obligationsOf('2026-03')).filter((one) => one.met).map(({ rule }) => rule)
      expect(met).toEqual(['theme-day-month'])
    })
  })
})

describe('spans', () => {
  it.each([
    ['2026', '2026-01-01', '2026-12-31', 12, 4],
    ['2026-H1', '2026-01-01', '2026-06-30', 6, 2],
    ['2026-H2', '2026-07-01', '2026-12-31', 6, 2],
    ['2026-Q3', '2026-07-01', '2026-09-30', 3, 1],
    ['2024-02', '2024-02-01', '2024-02-29', 1, 1],
  ])('%s', (span, from, to, months, quarters) => {
    expect(spanOf(span)).toEqual({ from, to })
    expect([monthsOf(span).length, quartersOf(span).length]).toEqual([months, quarters])
  })
})
