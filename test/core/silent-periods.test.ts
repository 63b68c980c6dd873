import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '../../src/core/civil-date.js'
import {
  endedOn,
  LONGEST_SILENT_DAYS,
  periodOn,
  standing,
  withoutPeriod,
  withPeriod,
} from '../../src/core/silent-periods.js'
import type { SilentPeriod } from '../../src/core/views.js'

const TODAY = '2026-03-18'
const from = (first: string, to: string): SilentPeriod => ({ from: first, to })
const added = (periods: SilentPeriod[], period: SilentPeriod, today = TODAY) => {
  const result = withPeriod(periods, period, today)
  return 'tooLong' in result ? 'too long' : result
}

describe('保障期', () => {
  it.each([
    ['apart', [from('2026-04-01', '2026-04-03')], from('2026-03-20', '2026-03-28'), 2],
    ['overlapping', [from('2026-03-25', '2026-04-03')], from('2026-03-20', '2026-03-28'), 1],
    ['next to each other', [from('2026-03-29', '2026-04-03')], from('2026-03-20', '2026-03-28'), 1],
    ['inside', [from('2026-03-01', '2026-04-03')], from('2026-03-20', '2026-03-28'), 1],
    [
      'joining two',
      [from('2026-03-15', '2026-03-19'), from('2026-03-29', '2026-04-03')],
      from('2026-03-20', '2026-03-28'),
      1,
    ],
  ])('%s', (_how, periods, period, count) => {
    const result = added(periods, period)
    if (typeof result === 'string') throw new Error(result)
    expect(result.periods).toHaveLength(count)
    expect(result.periods).toContainEqual(result.added)
  })

  it('is never longer than a quarter, merged or not', () => {
    expect(added([], from('2026-03-20', addDays('2026-03-20', LONGEST_SILENT_DAYS - 1)))).not.toBe('too long')
    expect(added([], from('2026-03-20', addDays('2026-03-20', LONGEST_SILENT_DAYS)))).toBe('too long')
    const long = from('2026-03-20', addDays('2026-03-20', LONGEST_SILENT_DAYS - 1))
    expect(added([long], from('2026-06-20', '2026-06-25'))).toBe('too long')
    expect(() => withPeriod([], from('2026-03-20', '2026-03-19'), TODAY)).toThrow(RangeError)
  })

  it('ended early: the days that are over stay, today is open again', () => {
    const periods = [from('2026-03-10', '2026-03-28'), from('2026-04-10', '2026-04-12')]
    expect(endedOn(periods, TODAY)).toEqual([from('2026-03-10', '2026-03-17'), from('2026-04-10', '2026-04-12')])
    expect(endedOn([from(TODAY, '2026-03-28')], TODAY)).toEqual([])
    expect(endedOn(periods, '2026-04-01')).toEqual(periods)
  })

  it('cancelled: one to come goes, one that stands ends', () => {
    const [now, later] = [from('2026-03-10', '2026-03-28'), from('2026-04-10', '2026-04-12')]
    expect(withoutPeriod([now, later], later, TODAY)).toEqual([now])
    expect(withoutPeriod([now, later], now, TODAY)).toEqual([from('2026-03-10', '2026-03-17'), later])
  })

  it('long past ones are forgotten, those that count this month or last are not', () => {
    const result = added(
      [from('2025-11-01', '2025-11-20'), from('2026-02-01', '2026-02-20')],
      from('2026-04-01', '2026-04-02'),
    )
    expect(result).toMatchObject({ periods: [from('2026-02-01', '2026-02-20'), from('2026-04-01', '2026-04-02')] })
  })

  const day = fc.integer({ min: -20, max: 60 }).map((offset) => addDays(TODAY, offset))
  const period = fc.tuple(day, fc.nat(15)).map(([first, length]) => from(first, addDays(first, length)))
  const step = fc.oneof(
    period.map((one) => ({ set: one })),
    fc.constant({ end: true as const }),
    fc.nat(3).map((index) => ({ cancel: index })),
  )

  it('after any commands they are in order and apart, and a day is silent as the commands say', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let periods: SilentPeriod[] = []
        const silent = new Set<string>()
        for (const one of steps) {
          if ('set' in one) {
            const result = withPeriod(periods, one.set, TODAY)
            if ('tooLong' in result) continue
            periods = result.periods
            for (let date = one.set.from; date <= one.set.to; date = addDays(date, 1)) silent.add(date)
          } else if ('end' in one) {
            const current = periodOn(periods, TODAY)
            periods = endedOn(periods, TODAY)
            for (let date = TODAY; current && date <= current.to; date = addDays(date, 1)) silent.delete(date)
          } else {
            const meant = standing(periods, TODAY)[one.cancel]
            if (!meant) continue
            periods = withoutPeriod(periods, meant, TODAY)
            for (let date = meant.from; date <= meant.to; date = addDays(date, 1))
              if (date >= TODAY) silent.delete(date)
          }
        }
        for (const [index, { from: first, to }] of periods.entries()) {
          expect(first <= to).toBe(true)
          expect(daysBetween(first, to)).toBeLessThan(LONGEST_SILENT_DAYS)
          const next = periods[index + 1]
          if (next) expect(daysBetween(to, next.from)).toBeGreaterThan(1)
        }
        for (let date = addDays(TODAY, -40); date < addDays(TODAY, 90); date = addDays(date, 1)) {
          if (date >= TODAY) expect([date, periodOn(periods, date) !== undefined]).toEqual([date, silent.has(date)])
        }
      }),
    )
  })
})
