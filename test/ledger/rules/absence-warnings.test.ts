import { describe, expect, it } from 'vitest'
import { addMonths } from '../../../src/core/civil-date.js'
import { type AbsenceWarning, type AttendanceBooks, warningsOf } from '../../../src/ledger/absence-warnings.js'
import { isTold, type ToldWarning } from '../../../src/ledger/told-warnings.js'
import type { StandingRow } from '../../../src/models/member.js'
import { dues, entry, member, people, rosterOf } from './books.js'

const TODAY = '2026-07-06'
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06']

/** A theme day a month at which all but those named for the month were. */
const meetings = (missing: Readonly<Record<string, readonly string[]>>, months = MONTHS) =>
  months.map((month) => ({
    ...entry('themeDay', `${month}-12`, {
      participants: people(
        ...rosterOf(4)
          .map(({ name }) => name)
          .filter((name) => !missing[month]?.includes(name)),
      ),
    }),
    absent: [],
  }))
type Books = Partial<AttendanceBooks>
type Entries = AttendanceBooks['entries']
const warned = (change: Books): AbsenceWarning[] =>
  warningsOf({ today: TODAY, roster: rosterOf(4), entries: [], dues: [], ...change })
const textOf = ({ name, months, what }: AbsenceWarning): string => `${name} ${what} ${months}`
const told = (change: Books): string[] => warned(change).map(textOf)

/** What is said on each of these days, when what was said is noted by the card that says it. */
function toldOn(days: readonly string[], booksOf: (today: string) => Books): string[][] {
  const rows: ToldWarning[] = []
  return days.map((today) => {
    const fresh = warned({ today, ...booksOf(today) }).filter((one) => !isTold(one, rows, today))
    rows.push(...fresh.map((one) => ({ ...one, by: today })))
    return fresh.map(textOf)
  })
}
const awaySince = (first: string, who = '赵阳'): Record<string, readonly string[]> =>
  Object.fromEntries(MONTHS.filter((month) => month >= first).map((month) => [month, [who]]))

describe('absence from 组织生活', () => {
  const roster = [...rosterOf(4), member('赵阳')]
  const all = (missing: Readonly<Record<string, readonly string[]>>, months = MONTHS): Entries =>
    meetings(missing, months).map((one) => ({
      ...one,
      absent: [],
      participants: missing[one.date.slice(0, 7)]?.includes('赵阳')
        ? one.participants
        : [...one.participants, ...people('赵阳')],
    }))
  const standing = (...history: readonly (readonly [string, StandingRow['standing']])[]) => [
    ...rosterOf(4),
    member('赵阳', { history: history.map(([on, one]) => ({ on, standing: one, status: 'full' })) }),
  ]

  it.each([
    ['2026-06', []],
    ['2026-05', []],
    ['2026-04', ['赵阳 absence 3']],
    ['2026-03', ['赵阳 absence 3']],
    ['2026-02', ['赵阳 absence 5']],
    ['2026-01', ['赵阳 absence 5']],
  ])('since %s is %j: the last stage that was reached', (first, expected) =>
    expect(told({ roster, entries: all(awaySince(first)) })).toEqual(expected),
  )

  it('is ended by being there once, also at a 支委会 or a lecture', () => {
    const back = (kind: 'meeting' | 'training', change = {}) =>
      told({
        roster,
        entries: [
          ...all(awaySince('2026-04')),
          { ...entry(kind, '2026-05-20', { participants: people('赵阳'), ...change }), absent: [] },
        ],
      })
    expect(back('meeting', { subkind: '支委会' })).toEqual([])
    expect(back('training', { form: '专题党课' })).toEqual([])
    expect(back('training', { form: '自学' })).toEqual(['赵阳 absence 3'])
  })

  it('needs gatherings of all, with a list of those present', () => {
    expect(told({ roster, entries: [] })).toEqual([])
    expect(told({ roster, entries: all(awaySince('2026-04'), MONTHS.slice(0, 3)) })).toEqual([])
    const counted = all(awaySince('2026-04')).map((one) => ({ ...one, participants: [] }))
    expect(told({ roster, entries: counted })).toEqual([])
    const committee = all(awaySince('2026-04')).map((one) => ({ ...one, kind: 'meeting' as const, subkind: '支委会' }))
    expect(told({ roster, entries: committee })).toEqual([])
  })

  it('is carried over a month without a gathering', () => {
    const without = all(awaySince('2026-03')).filter(({ date }) => !date.startsWith('2026-05'))
    expect(warned({ roster, entries: without })).toMatchObject([{ months: 3, from: '2026-03', to: '2026-06' }])
    const last = all(awaySince('2026-03')).filter(({ date }) => !date.startsWith('2026-06'))
    expect(warned({ roster, entries: last })).toMatchObject([{ months: 3, from: '2026-03', to: '2026-05' }])
  })

  it('is told once a stage, also where its first card never came', () => {
    const known = (today: string) => ({
      roster,
      entries: all(awaySince('2026-01')).filter(({ date }) => date < today),
    })
    const firsts = ['2026-03-02', '2026-04-01', '2026-05-06', '2026-06-01', '2026-07-01']
    expect(toldOn(firsts, known)).toEqual([[], ['赵阳 absence 3'], [], ['赵阳 absence 5'], []])
    // On leave in April and May, his deputy's cards say nothing; in June one card was not sent.
    expect(toldOn(['2026-06-15', '2026-07-01'], known)).toEqual([['赵阳 absence 5'], []])
    expect(toldOn(['2026-05-20', '2026-05-27', '2026-06-24'], known)).toEqual([
      ['赵阳 absence 3'],
      [],
      ['赵阳 absence 5'],
    ])
  })

  it('is told again of a new row of months, and not of one that was written down late', () => {
    const other = { ...awaySince('2026-01'), '2026-03': [] }
    const days = ['2026-03-02', '2026-07-01']
    const entriesBy = (missing: Readonly<Record<string, readonly string[]>>) => (today: string) => ({
      roster,
      entries: [...all({ '2025-12': ['赵阳'] }, ['2025-12']), ...all(missing).filter(({ date }) => date < today)],
    })
    expect(toldOn(days, entriesBy(other))).toEqual([['赵阳 absence 3'], ['赵阳 absence 3']])
    const late = (today: string) => ({
      roster,
      entries: [
        ...all(awaySince('2026-02')).filter(({ date }) => date < today),
        // January's meeting was entered in June.
        ...(today > '2026-05-30' ? all({ '2025-12': ['赵阳'] }, ['2025-12']) : []),
      ].filter(({ date }) => !date.startsWith('2026-01')),
    })
    expect(toldOn(['2026-05-06', '2026-06-01'], late)).toEqual([['赵阳 absence 3'], ['赵阳 absence 5']])
    expect(toldOn(['2026-05-06', '2026-05-15', '2026-05-31'], late)).toEqual([['赵阳 absence 3'], [], []])
  })

  it('comes again on the card that told of it, when that one comes again', () => {
    const [one] = warned({ roster, entries: all(awaySince('2026-04')) })
    if (!one) throw new Error('nobody was warned of')
    const row = { ...one, by: '2026-07 plan' }
    expect([isTold(one, [row], '2026-07 plan'), isTold(one, [row], '2026-07 gap'), isTold(one, [row])]).toEqual([
      false,
      true,
      true,
    ])
    for (const other of [{ memberId: '王敏' }, { what: 'dues' as const }])
      expect(isTold({ ...one, ...other }, [row])).toBe(false)
  })

  it('respects who was on leave, seconded, retired, not there yet or gone', () => {
    const entries = all(awaySince('2026-02'))
    expect(told({ entries, roster: standing(['0000-01-01', 'active']) })).toEqual(['赵阳 absence 5'])
    for (const state of ['leave', 'seconded', 'retired'] as const) {
      expect(told({ entries, roster: standing(['0000-01-01', state]) })).toEqual([])
      const lately = standing(['0000-01-01', 'active'], ['2026-03-01', state], ['2026-04-01', 'active'])
      expect(told({ entries, roster: lately })).toEqual(['赵阳 absence 3'])
    }
    expect(told({ entries, roster: standing(['2026-04-01', 'active']) })).toEqual(['赵阳 absence 3'])
    const left = standing(['0000-01-01', 'active'], ['2026-06-20', 'left']).map((one) =>
      one.name === '赵阳' ? { ...one, leftOn: '2026-06-20' } : one,
    )
    expect(told({ entries, roster: left })).toEqual([])
  })

  it('with a reason is not without one', () => {
    const entries = all(awaySince('2026-04')).map((one) =>
      one.date.startsWith('2026-05') ? { ...one, absent: [{ name: '赵阳', memberId: '赵阳', reason: '病假' }] } : one,
    )
    expect(told({ roster, entries })).toEqual([])
  })

  it('is never of a time before the branch was here, nor of what was voided', () => {
    const entries = all(awaySince('2026-04'))
    expect(told({ roster, entries, since: '2026-04-01' })).toEqual(['赵阳 absence 3'])
    expect(told({ roster, entries, since: '2026-04-02' })).toEqual([])
    expect(told({ roster, entries: entries.map((one) => ({ ...one, voided: true })) })).toEqual([])
  })
})

describe('unpaid dues', () => {
  const paid = (months: readonly string[], ...names: readonly string[]) => months.map((month) => dues(month, ...names))
  const others = paid(MONTHS, '陈立', '王敏', '李淑贤')

  it('are told at the third and fifth month, also of who is on leave', () => {
    expect(told({ dues: [...others, ...paid(MONTHS.slice(0, 3), '周海明')] })).toEqual(['周海明 dues 3'])
    expect(told({ dues: [...others, ...paid(MONTHS.slice(0, 4), '周海明')] })).toEqual([])
    expect(told({ dues: [...others, ...paid(MONTHS.slice(0, 1), '周海明')] })).toEqual(['周海明 dues 5'])
    const away = rosterOf(4).map((one) => ({
      ...one,
      history: [{ on: '0000-01-01', standing: 'leave' as const, status: 'full' as const }],
    }))
    expect(told({ roster: away, dues: [...others, ...paid(MONTHS.slice(0, 3), '周海明')] })).toEqual(['周海明 dues 3'])
  })

  it('are nobody’s where the books have no dues at all', () => {
    expect(told({ dues: [] })).toEqual([])
    const once = paid(MONTHS.slice(0, 3), '陈立', '王敏', '李淑贤')
    expect(warned({ dues: once })).toMatchObject([{ name: '周海明', months: 3, from: '2026-01', to: '2026-03' }])
  })

  it('are told also where a month is always written down in the next', () => {
    const late = (month: string, ...names: string[]) => ({
      ...dues(month, ...names),
      date: `${addMonths(`${month}-05`, 1)}`,
    })
    const all = MONTHS.map((month) => late(month, '陈立', '王敏', '李淑贤', ...(month <= '2026-02' ? ['周海明'] : [])))
    // On 1 July May is the last month written down, and the third.
    const known = (today: string) => ({ dues: all.filter(({ date }) => date < today) })
    expect(toldOn(['2026-06-01', '2026-07-01', '2026-08-03'], known)).toEqual([[], ['周海明 dues 3'], []])
  })

  it('of months that are all written down at once are told once, at the last stage reached', () => {
    const imported = paid(MONTHS, '陈立', '王敏', '李淑贤')
    const known = (today: string) => ({ dues: today < '2026-06-20' ? [] : imported })
    expect(toldOn(['2026-06-01', '2026-07-06', '2026-08-03'], known)).toEqual([[], ['周海明 dues 5'], []])
  })

  it('are made up for by paying later, and start with the first whole month of a member', () => {
    const late = { ...dues('2026-05', '周海明'), date: '2026-07-01' }
    expect(told({ dues: [...others, ...paid(MONTHS.slice(0, 3), '周海明'), late] })).toEqual([])
    const joined = [
      ...rosterOf(3),
      member('新来', { history: [{ on: '2026-03-20', standing: 'active', status: 'probationary' }] }),
    ]
    expect(told({ roster: joined, dues: others })).toEqual(['新来 dues 3'])
  })
})
