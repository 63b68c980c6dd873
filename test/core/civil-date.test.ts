import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  civilDateAt,
  civilTimeAt,
  compare,
  daysBetween,
  epochOf,
  formatChinese,
  isCivilDate,
  lastDayOfMonth,
  mondayOf,
  monthOf,
  quarterOf,
  quarterSpan,
  weekdayOf,
} from '../../src/core/civil-date.js'

const dates = fc.integer({ min: 0, max: 60_000 }).map((n) => addDays('1950-01-01', n))

describe('civil dates', () => {
  it('knows which days exist', () => {
    for (const date of ['2024-02-29', '2000-02-29', '2026-12-31']) expect(isCivilDate(date)).toBe(true)
    for (const date of ['2026-02-29', '1900-02-29', '2026-02-30', '2026-13-01', '2026-3-5', '2026-00-10', '']) {
      expect(isCivilDate(date)).toBe(false)
    }
  })

  it('agrees with the Gregorian calendar of the platform', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        const moved = addDays(date, days)
        const [y, m, d] = date.split('-').map(Number) as [number, number, number]
        const platform = new Date(Date.UTC(y, m - 1, d + days))
        expect(moved).toBe(platform.toISOString().slice(0, 10))
        expect(weekdayOf(moved)).toBe(platform.getUTCDay() || 7)
        expect(daysBetween(date, moved)).toBe(days)
        expect(Math.sign(compare(date, moved))).toBe(Math.sign(-days) + 0)
      }),
    )
  })

  it('counts weeks from Monday', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const monday = mondayOf(date)
        expect(weekdayOf(monday)).toBe(1)
        expect(daysBetween(monday, date)).toBe(weekdayOf(date) - 1)
      }),
    )
  })

  it('handles months and quarters', () => {
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
    expect(lastDayOfMonth('2024-02')).toBe('2024-02-29')
    expect(lastDayOfMonth('2026-02-03')).toBe('2026-02-28')
    expect(monthOf('2026-03-18')).toBe('2026-03')
    expect(quarterOf('2026-03-31')).toBe('2026-Q1')
    expect(quarterSpan('2026-Q4')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
  })

  it('writes dates as people do', () => {
    expect(formatChinese('2026-03-17')).toBe('3月17日（周二）')
    expect(formatChinese('2025-12-28', '2026-01-06')).toBe('2025年12月28日（周日）')
  })

  it('turns moments into civil time and back, in any zone', () => {
    const noon = epochOf('2026-03-18', '10:00', 'Asia/Shanghai')
    expect(noon).toBe(Date.UTC(2026, 2, 18, 2))
    expect(civilDateAt(Date.UTC(2026, 2, 17, 16), 'Asia/Shanghai')).toBe('2026-03-18')
    expect(civilTimeAt(Date.UTC(2026, 2, 17, 16), 'Asia/Shanghai')).toBe('00:00')
    const zones = fc.constantFrom('Asia/Shanghai', 'Asia/Urumqi', 'UTC', 'America/New_York', 'Asia/Kathmandu')
    fc.assert(
      fc.property(dates, fc.integer({ min: 4, max: 23 }), zones, (date, hour, zone) => {
        const time = `${String(hour).padStart(2, '0')}:30`
        const moment = epochOf(date, time, zone)
        expect(`${civilDateAt(moment, zone)} ${civilTimeAt(moment, zone)}`).toBe(`${date} ${time}`)
      }),
    )
  })
})
