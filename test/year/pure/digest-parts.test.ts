import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src/core/civil-date.js'
import { NATIONAL } from '../../../src/core/workdays.js'
import { daysAhead, upcomingOf } from '../../../src/ledger/digest-plans.js'
import { endedSpans, previewedSpan, summariseSpan } from '../../../src/ledger/digest-spans.js'
import { nextDigestDay } from '../../../src/ledger/digest-times.js'
import type { EntryRow } from '../../../src/models/entry-row.js'

const OPEN = { calendar: NATIONAL, silentPeriods: [] }

describe('the days that a digest looks ahead to', () => {
  it.each([
    ['2026-03-20', '2026-03-21', '2026-03-29', 'an ordinary Friday'],
    ['2026-03-21', '2026-03-22', '2026-03-29', 'a Saturday that makes up for a holiday belongs to its week'],
    ['2026-02-14', '2026-02-15', '2026-03-01', '春节 takes the whole of 16–22 February'],
    ['2026-12-31', '2027-01-01', '2027-01-10', 'over the year’s end'],
  ])('from %s: %s to %s (%s)', (today, from, to, _why) => {
    expect(daysAhead(today, NATIONAL)).toEqual({ from, to })
  })
})

describe('what is planned', () => {
  const people = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `人${index}` }))
  const plan = (over: Partial<EntryRow>): EntryRow =>
    ({
      kind: 'plan',
      subkind: 'theme_day',
      planState: 'open',
      voided: false,
      date: '2026-03-26',
      participants: [],
      ...over,
    }) as EntryRow
  const labels = (...plans: EntryRow[]): string[] =>
    upcomingOf(plans, daysAhead('2026-03-20', NATIONAL)).map(({ date, time, label, topic }) =>
      [date.slice(8), time, label, topic].filter(Boolean).join(' '),
    )

  it('is told by day and hour', () => {
    expect(
      labels(
        plan({ date: '2026-03-27', topic: '清明祭英烈' }),
        plan({ start: '14:00', subkind: 'training', participants: people(2) }),
        plan({ start: '09:00', subkind: 'meeting', participants: people(7) }),
        plan({ period: '下午', subkind: 'activity' }),
      ),
    ).toEqual(['26 下午 活动', '26 09:00 会议', '26 14:00 培训', '27 主题党日 清明祭英烈'])
  })

  it.each([
    ['a talk', { subkind: 'talk', topic: undefined }],
    ['one person’s own', { subkind: 'training', participants: people(1) }],
    ['already held', { planState: 'done' }],
    ['moved', { planState: 'moved' }],
    ['taken back', { voided: true }],
    ['of the week after', { date: '2026-03-30' }],
    ['of today', { date: '2026-03-20' }],
  ] as [string, Partial<EntryRow>][])('is not told of when it is %s', (_what, over) => {
    expect(labels(plan(over))).toEqual([])
  })

  it('says of a deadline that it is one', () => {
    const [one] = upcomingOf([plan({ dueTo: '2026-03-26' })], daysAhead('2026-03-20', NATIONAL))
    expect(one?.isDeadline).toBe(true)
  })
})

describe('quarters and years that ended', () => {
  const LONG_AGO = '2020-01-01'
  it.each([
    ['2026-03-31', LONG_AGO, [], 'the quarter is not over'],
    ['2026-04-03', LONG_AGO, ['2026-Q1'], 'the first digest after it'],
    ['2026-05-12', LONG_AGO, ['2026-Q1'], 'six weeks later it is still of use'],
    ['2026-05-13', LONG_AGO, [], 'not longer'],
    ['2026-01-09', LONG_AGO, ['2025-Q4', '2025'], 'the year’s together with its last quarter’s'],
    ['2026-04-03', '2026-03-31', ['2026-Q1'], 'a branch of its last day'],
    ['2026-04-03', '2026-04-01', [], 'a branch that did not exist then'],
  ])('on %s for a branch since %s: %j (%s)', (today, since, spans, _why) => {
    expect(endedSpans(today, since)).toEqual(spans)
  })

  it('the preview shows the one that is due, else the running one', () => {
    expect(previewedSpan('quarter', '2026-04-02', ['2026-Q1'])).toBe('2026-Q1')
    expect(previewedSpan('quarter', '2026-04-10', [])).toBe('2026-Q2')
    expect(previewedSpan('year', '2026-01-05', ['2025-Q4', '2025'])).toBe('2025')
    expect(previewedSpan('year', '2026-04-02', ['2026-Q1'])).toBe('2026')
  })

  it('hold nothing: nothing is told; while one runs, it says until when', () => {
    const reminder = { kind: 'talk', subkind: '提醒谈话', voided: false, participants: [] } as unknown as EntryRow
    const talk = { ...reminder, subkind: '谈心谈话' } as EntryRow
    expect(summariseSpan('2026-Q1', [reminder], '2026-04-03')).toBeUndefined()
    const told = { span: '2026-Q1', counts: [], minutes: 0, talkCount: 1 }
    expect(summariseSpan('2026-Q1', [talk, reminder], '2026-04-03')).toEqual(told)
    expect(summariseSpan('2026-Q1', [talk], '2026-03-18')).toEqual({ ...told, until: '2026-03-18' })
  })
})

describe('when the next digest comes', () => {
  it.each([
    ['2026-03-18', undefined, '2026-03-20', 'this Friday'],
    ['2026-03-20', '2026-03-16', '2026-03-27', 'this week’s was sent'],
    ['2026-04-29', undefined, '2026-05-08', '1 May is a Friday'],
    ['2026-02-16', undefined, '2026-02-27', '春节 week has none; 28 February is a working Saturday'],
  ])('from %s, told %s: %s (%s)', (today, told, day, _why) => {
    expect(nextDigestDay(today, OPEN, told)).toBe(day)
  })

  it('waits for the end of a 保障期, where that may be known', () => {
    const silent = { calendar: NATIONAL, silentPeriods: [{ from: '2026-03-19', to: addDays('2026-03-19', 10) }] }
    expect(nextDigestDay('2026-03-18', silent)).toBe('2026-04-03')
    expect(
      nextDigestDay('2026-03-18', { calendar: { isKnown: () => true, isWorkday: () => false }, silentPeriods: [] }),
    ).toBe(undefined)
  })
})
