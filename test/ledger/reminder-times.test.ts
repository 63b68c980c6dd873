import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, epochOf, mondayOf, monthOf, weekdayOf } from '../../src/core/civil-date.js'
import { NATIONAL } from '../../src/core/workdays.js'
import {
  dailyLineUntil,
  digestDue,
  digestStart,
  isLastDigestOfMonth,
  isOpenMoment,
} from '../../src/ledger/reminder-times.js'

const LONG_AGO = '2025-01-01'
const DAYS = { calendar: NATIONAL, silentPeriods: [] }
const at = (date: string, time: string) => ({ date, time })

describe('when a card may come', () => {
  it.each([
    ['2026-03-20', '16:09', undefined, 'Friday, a minute early'],
    ['2026-03-20', '16:10', '2026-03-16', 'Friday'],
    ['2026-03-21', '16:10', undefined, 'Saturday'],
    ['2026-03-23', '10:00', undefined, 'missed; the week is over, it merges into the next'],
    ['2026-02-27', '16:10', '2026-02-23', 'Friday'],
    ['2026-02-28', '08:00', '2026-02-23', 'missed on Friday, Saturday is a workday (调休)'],
    ['2026-05-08', '16:10', '2026-05-04', 'Friday after the holiday'],
    ['2026-05-01', '16:10', undefined, 'Friday is a holiday, and so is the weekend'],
    ['2026-10-10', '16:10', '2026-10-05', 'a working Saturday after a Friday already due'],
  ])('digest on %s %s → week of %s (%s)', (date, time, monday, _why) => {
    expect(digestDue(at(date, time), DAYS)).toBe(monday)
  })

  const days = fc.integer({ min: 0, max: 364 }).map((offset) => addDays('2026-01-01', offset))
  const times = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)

  it('nothing is ever due on a rest day, at night, or for another week', () => {
    fc.assert(
      fc.property(days, times, (date, time) => {
        const moment = at(date, time)
        const week = digestDue(moment, DAYS)
        if (!isOpenMoment(moment, DAYS)) {
          expect(week).toBeUndefined()
        }
        if (week) {
          expect(week).toBe(mondayOf(date))
          expect(weekdayOf(date)).toBeGreaterThanOrEqual(5)
        }
      }),
    )
  })

  it('a digest begins the day after the last one ended, and reaches back six weeks at most', () => {
    expect(digestStart('2026-03-23', '2026-03-20', LONG_AGO)).toBe('2026-03-21')
    expect(digestStart('2026-03-23', '2026-01-09', LONG_AGO)).toBe('2026-02-09')
    expect(digestStart('2026-03-23', undefined, LONG_AGO)).toBe('2026-03-23')
    expect(digestStart('2026-03-23', undefined, '2026-03-18')).toBe('2026-03-16')
  })
})

describe('where calls are to be saved', () => {
  /** The days on which digests fall due, with their weeks. */
  const digests = (from: string, to: string): { day: string; monday: string }[] => {
    const due = new Map<string, string>()
    for (let day = from; day <= to; day = addDays(day, 1)) {
      const monday = digestDue(at(day, '16:10'), DAYS)
      if (monday && !due.has(monday)) due.set(monday, day)
    }
    return [...due].map(([monday, day]) => ({ day, monday }))
  }

  it.each([
    ['2026-03-23', true, 'the last Friday of March'],
    ['2026-03-16', false, 'one more is to come'],
    ['2026-04-20', true, 'the next Friday is a holiday in May'],
    ['2026-09-21', false, 'Mid-Autumn from Friday to Sunday: it has none'],
    ['2026-09-14', true, 'so this one is'],
    ['2026-02-23', true, 'Friday the 27th'],
    ['2026-02-16', false, 'the whole week is Spring Festival: it has none'],
  ])('the digest of the week of %s is the month’s last: %s (%s)', (monday, isLast, _why) => {
    expect(isLastDigestOfMonth(monday, DAYS)).toBe(isLast)
  })

  it('one digest a month is left, the last, and together they leave out no day', () => {
    const all = digests('2025-01-01', '2026-12-31')
    const months = new Set(all.map(({ day }) => monthOf(day)))
    const last = all.filter(({ monday }) => isLastDigestOfMonth(monday, DAYS))
    expect(months.size).toBe(24)
    expect(last.map(({ day }) => monthOf(day))).toEqual([...months])
    for (const { day } of last) {
      const sameMonth = all.filter((one) => monthOf(one.day) === monthOf(day))
      expect(sameMonth.at(-1)?.day).toBe(day)
    }
    for (const [index, { day }] of last.entries()) {
      const next = last[index + 1]
      if (next) expect(digestStart(next.monday, day, LONG_AGO)).toBe(addDays(day, 1))
    }
  })

  const ZONE = 'Asia/Shanghai'
  const until = (date: string, time: string): number | undefined =>
    dailyLineUntil(epochOf(date, time, ZONE), ZONE, DAYS)
  it.each([
    ['2026-03-18', '17:29', '2026-03-17', 'what yesterday left'],
    ['2026-03-18', '17:30', '2026-03-18', 'today’s line'],
    ['2026-03-18', '20:59', '2026-03-18', 'still'],
    ['2026-03-18', '21:00', undefined, 'night'],
    ['2026-03-19', '07:59', undefined, 'night'],
    ['2026-03-19', '08:00', '2026-03-18', 'the next open moment'],
    ['2026-03-21', '17:30', undefined, 'Saturday'],
    ['2026-03-23', '08:00', '2026-03-22', 'Monday morning: the weekend’s'],
    ['2026-02-28', '17:30', '2026-02-28', 'a Saturday that is a workday (调休)'],
  ])('the daily line at %s %s tells what was recorded until %s 17:30 (%s)', (date, time, day, _why) => {
    expect(until(date, time)).toBe(day && epochOf(day, '17:30', ZONE))
  })
})
