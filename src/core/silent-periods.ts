import { addDays, compare, daysBetween, isCivilDate } from './civil-date.js'
import type { SilentPeriod } from './views.js'

/** A quarter: longer, and duties of a whole quarter would pass without a word to anybody. */
export const LONGEST_SILENT_DAYS = 92
/** 进入保障期 without an end: a forgotten one must not silence the bot for ever. */
export const OPEN_ENDED_DAYS = 31
/** Sweeps look back at most over the month and week they stand in. */
const KEPT_DAYS = 62

/** Those that stand on `today` or are to come, earliest first. */
export const standing = (periods: readonly SilentPeriod[], today: string): SilentPeriod[] =>
  periods.filter(({ to }) => to >= today).toSorted((a, b) => compare(a.from, b.from))

/** The period with that day in it. */
export const periodOn = (periods: readonly SilentPeriod[], date: string): SilentPeriod | undefined =>
  periods.find(({ from, to }) => from <= date && date <= to)

/**
 * The periods with another one; those it touches become one with it. `tooLong` when that is more than
 * `LONGEST_SILENT_DAYS`. Throws RangeError unless `from` ≤ `to` are days.
 */
export function withPeriod(
  periods: readonly SilentPeriod[],
  added: SilentPeriod,
  today: string,
): { readonly periods: SilentPeriod[]; readonly added: SilentPeriod } | { readonly tooLong: true } {
  if (!isCivilDate(added.from) || !isCivilDate(added.to) || added.to < added.from) {
    throw new RangeError(`no silent period: ${added.from} to ${added.to}`)
  }
  const touches = ({ from, to }: SilentPeriod): boolean => from <= addDays(added.to, 1) && to >= addDays(added.from, -1)
  const merged = periods
    .filter(touches)
    .reduce((sum, { from, to }) => ({ from: from < sum.from ? from : sum.from, to: to > sum.to ? to : sum.to }), added)
  if (daysBetween(merged.from, merged.to) >= LONGEST_SILENT_DAYS) return { tooLong: true }
  return { periods: kept([...periods.filter((one) => !touches(one)), merged], today), added: merged }
}

/** The periods with `today` and what follows of the one it stands in taken out: one may speak again at once. */
export function endedOn(periods: readonly SilentPeriod[], today: string): SilentPeriod[] {
  const current = periodOn(periods, today)
  if (!current) return kept(periods, today)
  const before = current.from < today ? [{ from: current.from, to: addDays(today, -1) }] : []
  return kept([...periods.filter((one) => one !== current), ...before], today)
}

/** The periods without one of them; of one that has begun the days that are over stay. */
export const withoutPeriod = (
  periods: readonly SilentPeriod[],
  { from, to }: SilentPeriod,
  today: string,
): SilentPeriod[] => {
  const current = from <= today && today <= to
  return current
    ? endedOn(periods, today)
    : kept(
        periods.filter((one) => one.from !== from || one.to !== to),
        today,
      )
}

const kept = (periods: readonly SilentPeriod[], today: string): SilentPeriod[] =>
  periods.filter(({ to }) => to >= addDays(today, -KEPT_DAYS)).toSorted((a, b) => compare(a.from, b.from))
