import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, monthOf } from '../../../src/core/civil-date.js'
import type { SilentPeriod } from '../../../src/core/views.js'
import { isWorkday } from '../../../src/core/workdays.js'
import { MOST_PER_MONTH } from '../../../src/ledger/times/judged-cards.js'
import { MONTHS_OF_2026, perMonth, playYear, type Sent, type Year } from './play.js'

const QUARTER_MONTHS = ['03', '06', '09', '12']

/** The plan, the quarter's and the year's card of one month have one time. */
function monthOfTime({ card, period }: Sent): string {
  if (card === 'year') return `plan ${period}-11`
  if (card !== 'quarter') return `${card} ${period}`
  return `plan ${period.slice(0, 4)}-${QUARTER_MONTHS[Number(period.slice(-1)) - 1]}`
}

const day = fc.integer({ min: 0, max: 364 }).map((offset) => addDays('2026-01-01', offset))
const span = (longest: number): fc.Arbitrary<SilentPeriod> =>
  fc.tuple(day, fc.integer({ min: 0, max: longest })).map(([from, length]) => ({ from, to: addDays(from, length) }))
const years: fc.Arbitrary<Year> = fc.record({
  down: fc.array(fc.oneof(span(1), span(31)), { maxLength: 4 }),
  silent: fc.array(span(20), { maxLength: 2 }),
  since: fc.constantFrom({ date: '2025-06-01', time: '10:00' }, { date: '2026-02-09', time: '10:00' }),
  snoozes: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 20 }),
  back: fc
    .array(fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 200 })), { maxLength: 3 })
    .map((pairs) => new Map(pairs)),
  says: fc.constantFrom(
    () => true,
    ({ card }: { card: string }) => card !== 'gap',
    ({ card }: { card: string }) => card !== 'quarter' && card !== 'year',
  ),
})

describe('in any year, with downtime, 保障期, snoozes and a clock set back', () => {
  const check = (property: (sent: Sent[], year: Year) => void): void =>
    fc.assert(
      fc.property(years, (year) => property(playYear(year), year)),
      { numRuns: 25 },
    )

  it('no card comes twice unless it was asked for', () =>
    check((sent) => {
      const own = sent.filter(({ again }) => !again).map(({ card, period }) => `${card} ${period}`)
      expect(new Set(own).size).toBe(own.length)
    }))

  it('none comes on a rest day, at night or in a 保障期', () =>
    check((sent, { silent = [] }) => {
      for (const { at } of sent) {
        expect(isWorkday(at.date)).toBe(true)
        expect(at.time >= '08:00' && at.time < '21:00').toBe(true)
        expect(silent.some(({ from, to }) => from <= at.date && at.date <= to)).toBe(false)
      }
    }))

  it('at most five come in a month, and never two within four hours but the plan and what has its time', () =>
    check((sent) => {
      for (const count of perMonth(sent).values()) expect(count).toBeLessThanOrEqual(MOST_PER_MONTH)
      for (const one of sent) {
        const near = sent.filter(
          ({ at }) =>
            at.date === one.at.date && Math.abs(Number(at.time.slice(0, 2)) - Number(one.at.time.slice(0, 2))) < 3,
        )
        expect(new Set(near.map(monthOfTime)).size).toBe(1)
        expect(near.filter(({ card }) => card === 'quarter' || card === 'year').length).toBeLessThanOrEqual(1)
        expect(near.filter(({ card }) => card !== 'quarter' && card !== 'year').length).toBeLessThanOrEqual(1)
      }
    }))

  it('a month is never forgotten: its closing card comes, or a later card carries it, wherever anybody could be told', () =>
    fc.assert(
      fc.property(
        fc.array(fc.oneof(span(1), span(31)), { maxLength: 4 }),
        fc.array(span(20), { maxLength: 2 }),
        (down, silent) => {
          const sent = playYear({ down, silent, to: '2027-01-29' })
          for (const month of MONTHS_OF_2026) {
            const next = monthOf(addDays(`${month}-28`, 4))
            const reachable = (one: string): boolean =>
              Array.from({ length: 28 }, (_, index) => `${one}-${String(index + 1).padStart(2, '0')}`).some(
                (date) => isWorkday(date) && ![...down, ...silent].some(({ from, to }) => from <= date && date <= to),
              )
            const told =
              sent.some(({ card, period }) => card === 'closing' && period === month) ||
              sent.some(({ carries }) => carries === month)
            if (reachable(next)) expect(told, month).toBe(true)
          }
        },
      ),
      { numRuns: 25 },
    ))

  it('the quarter’s card comes in its third month, the month’s in its month', () =>
    check((sent) => {
      for (const { card, period, at } of sent.filter(({ again }) => !again)) {
        if (card === 'quarter') expect(QUARTER_MONTHS).toContain(at.date.slice(5, 7))
        if (card === 'plan' || card === 'gap') expect(monthOf(at.date)).toBe(period)
      }
    }))
})
