import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/core/civil-date.js'
import { PERIODS_OF_DAY } from '../../src/core/entry.js'
import { NATIONAL } from '../../src/core/workdays.js'
import {
  heldSpan,
  isUseful,
  type PlannedEvent,
  reminderSpan,
  snoozeDay,
  snoozedSpan,
} from '../../src/ledger/own-reminder-times.js'
import type { BranchDays, CivilMoment } from '../../src/ledger/reminder-times.js'

const OPEN: BranchDays = { calendar: NATIONAL, silentPeriods: [] }
const at = (text: string): CivilMoment => ({ date: text.slice(0, 10), time: text.slice(11) })
const text = ({ date, time }: CivilMoment): string => `${date} ${time}`

const event = (when: string, over: Partial<PlannedEvent> = {}): PlannedEvent => ({
  date: when.slice(0, 10),
  isDeadline: false,
  ...(when.length > 10 && { start: when.slice(11) }),
  plannedAt: at('2026-03-02 09:00'),
  ...over,
})

const spanText = (one: PlannedEvent, days = OPEN, knows = false): string | undefined => {
  const span = reminderSpan(one, days, { knows })
  return span && `${text(span.from)} — ${text(span.until)}`
}

describe('a reminder of a plan', () => {
  it.each([
    ['Thursday afternoon', '2026-03-26 14:00', '2026-03-25 16:30 — 2026-03-26 14:00'],
    ['no hour said', '2026-03-26', '2026-03-25 16:30 — 2026-03-26 09:00'],
    ['Monday', '2026-03-30 14:00', '2026-03-27 16:30 — 2026-03-30 14:00'],
    ['Saturday', '2026-03-28 10:00', '2026-03-27 16:30 — 2026-03-28 10:00'],
    ['the day after 清明', '2026-04-07 14:00', '2026-04-03 16:30 — 2026-04-07 14:00'],
    // 2026-05-09 is a Saturday that is worked for 劳动节.
    ['the Monday after a worked Saturday', '2026-05-11 14:00', '2026-05-09 16:30 — 2026-05-11 14:00'],
  ])('%s comes on the workday before', (_name, when, span) => {
    expect(spanText(event(when))).toBe(span)
  })

  it('of a deadline leaves two working days', () => {
    const deadline = { isDeadline: true }
    expect(spanText(event('2026-03-31', deadline))).toBe('2026-03-30 08:30 — 2026-03-31 21:00')
    // Sunday: Friday is the last day of work.
    expect(spanText(event('2026-03-29', deadline))).toBe('2026-03-26 08:30 — 2026-03-29 21:00')
  })

  it('of a day in a 保障期 comes before it begins', () => {
    const days = { ...OPEN, silentPeriods: [{ from: '2026-03-20', to: '2026-03-31' }] }
    expect(spanText(event('2026-03-26 14:00'), days)).toBe('2026-03-19 16:30 — 2026-03-26 14:00')
    expect(spanText(event('2026-03-31', { isDeadline: true }), days)).toBe('2026-03-18 08:30 — 2026-03-31 21:00')
  })

  it.each([
    ['told the evening before, in the morning', '2026-03-26 14:00', '2026-03-25 17:00', '2026-03-26 08:30'],
    ['told on the day, an hour before', '2026-03-26 15:00', '2026-03-26 10:00', '2026-03-26 14:00'],
    ['told too shortly before: not whoever planned it', '2026-03-26 11:00', '2026-03-26 09:50', undefined],
    ['told for early tomorrow: not whoever planned it', '2026-03-26 09:00', '2026-03-25 17:00', undefined],
    ['told while it begins', '2026-03-26 10:00', '2026-03-26 09:40', undefined],
    ['told for a Saturday morning', '2026-03-28 09:00', '2026-03-27 18:00', undefined],
  ])('%s', (_name, when, plannedAt, from) => {
    const late = event(when, { plannedAt: at(plannedAt) })
    expect(reminderSpan(late, OPEN, { knows: true })?.from).toEqual(from && at(from))
  })

  it('told late is told at once to whoever did not plan it, never within the hour', () => {
    const late = (when: string, plannedAt: string) => spanText(event(when, { plannedAt: at(plannedAt) }))
    expect(late('2026-03-26 09:00', '2026-03-25 17:00')).toBe('2026-03-25 17:00 — 2026-03-26 09:00')
    expect(late('2026-03-26 11:00', '2026-03-26 09:50')).toBe('2026-03-26 09:50 — 2026-03-26 11:00')
    expect(late('2026-03-26 10:00', '2026-03-26 09:40')).toBeUndefined()
  })
})

describe('明天再说', () => {
  it('comes again on the next open morning, or not at all when that is too late', () => {
    const now = at('2026-03-25 16:40')
    expect(snoozeDay(event('2026-03-26 14:00'), now, OPEN)).toBe('2026-03-26')
    expect(snoozeDay(event('2026-03-26 08:30'), now, OPEN)).toBeUndefined()
    expect(snoozeDay(event('2026-03-28 10:00'), at('2026-03-27 16:40'), OPEN)).toBeUndefined()
    const silent = { ...OPEN, silentPeriods: [{ from: '2026-03-26', to: '2026-03-27' }] }
    expect(snoozeDay(event('2026-03-27 14:00'), now, silent)).toBeUndefined()
    expect(snoozeDay(event('2026-03-31', { isDeadline: true }), now, silent)).toBe('2026-03-30')
  })
})

describe('办了吗', () => {
  it.each([
    ['the next workday', '2026-03-26', '2026-03-27 09:30'],
    ['after the weekend', '2026-03-27', '2026-03-30 09:30'],
    ['after 清明', '2026-04-03', '2026-04-07 09:30'],
  ])('%s', (_name, day, from) => {
    expect(heldSpan(day, at('2026-03-02 09:00'), OPEN)?.from).toEqual(at(from))
  })

  it('waits for the end of a 保障期, and is not asked of what was told afterwards', () => {
    const days = { ...OPEN, silentPeriods: [{ from: '2026-03-20', to: '2026-04-10' }] }
    expect(heldSpan('2026-03-26', at('2026-03-02 09:00'), days)?.from).toEqual(at('2026-04-13 09:30'))
    expect(heldSpan('2026-03-26', at('2026-03-27 09:00'), OPEN)).toBeUndefined()
  })
})

const day = fc.integer({ min: 0, max: 360 }).map((offset) => addDays('2026-01-02', offset))
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const moment = fc.record({ date: day, time: clock })
const anyEvent: fc.Arbitrary<PlannedEvent> = fc
  .record(
    {
      date: day,
      isDeadline: fc.boolean(),
      start: clock,
      period: fc.constantFrom(...PERIODS_OF_DAY),
      plannedAt: moment,
    },
    { requiredKeys: ['date', 'isDeadline', 'plannedAt'] },
  )
  .map(({ start, period, ...one }) =>
    one.isDeadline ? one : { ...one, ...(start ? { start } : period && { period }) },
  )
const anyDays: fc.Arbitrary<BranchDays> = fc
  .array(
    fc.tuple(day, fc.integer({ min: 0, max: 40 })).map(([from, length]) => ({ from, to: addDays(from, length) })),
    { maxLength: 2 },
  )
  .map((silentPeriods) => ({ ...OPEN, silentPeriods }))

const before = (a: CivilMoment, b: CivilMoment): boolean => text(a) < text(b)

it('nothing is ever of use at night, on a rest day, in a 保障期, before the plan was told, or once it has begun', () => {
  fc.assert(
    fc.property(anyEvent, anyDays, fc.boolean(), moment, (one, days, knows, now) => {
      const usual = reminderSpan(one, days, { knows })
      const snoozed = snoozeDay(one, now, days)
      const again = snoozed === undefined ? undefined : snoozedSpan(one, snoozed)
      for (const span of [usual, again]) {
        if (span === undefined) continue
        expect(before(span.from, span.until)).toBe(true)
        const begins = one.isDeadline ? `${one.date} 21:00` : `${one.date} ${one.start ?? '18:00'}`
        expect(text(span.until) <= begins).toBe(true)
      }
      if (usual) expect(before(usual.from, one.plannedAt)).toBe(false)
      if (snoozed !== undefined) expect(snoozed > now.date).toBe(true)
      const held = heldSpan(one.date, one.plannedAt, days)
      if (held) expect(held.from.date > one.date).toBe(true)
      for (const span of [usual, again, held]) {
        if (span === undefined || !isUseful(now, span, days)) continue
        expect(NATIONAL.isWorkday(now.date)).toBe(true)
        expect(now.time >= '08:00' && now.time < '21:00').toBe(true)
        expect(days.silentPeriods.some(({ from, to }) => from <= now.date && now.date <= to)).toBe(false)
      }
    }),
    { numRuns: 2000 },
  )
})

it('what was told in time is of use at some moment of the last open day before it', () => {
  fc.assert(
    fc.property(anyEvent, anyDays, (one, days) => {
      const span = reminderSpan({ ...one, plannedAt: at('2025-06-02 09:00') }, days)
      expect(span && isUseful(span.from, span, days)).toBe(true)
    }),
    { numRuns: 500 },
  )
})
