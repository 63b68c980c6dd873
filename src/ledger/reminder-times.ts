import { addDays, civilDateAt, civilTimeAt, epochOf, mondayOf, monthOf } from '../core/civil-date.js'
import type { SilentPeriod } from '../core/views.js'
import type { Calendar } from '../core/workdays.js'

/** A civil moment in the branch's own time zone. */
export interface CivilMoment {
  /** `YYYY-MM-DD` */
  readonly date: string
  /** `HH:MM` */
  readonly time: string
}

/** What decides on which days a branch may be spoken to unasked: a `BranchView` is one. */
export interface BranchDays {
  readonly calendar: Calendar
  readonly silentPeriods: readonly SilentPeriod[]
}

// design.md §4. Odd minutes keep off the full and half hours, when the platform is busiest (facts/feishu.md §4.3).
export const DIGEST_TIME = '16:10'
const OPENS = '08:00'
const CLOSES = '21:00'
/**
 * A digest reaches back over weeks that had none, but not over a whole season. Six weeks: with one a month, a month of
 * five Fridays and a week of holidays may lie between two.
 */
export const LONGEST_MERGE_DAYS = 42
/** The end of the day's work: what was recorded in it is told while it is fresh. */
const DAILY_LINE_TIME = '17:30'

/** Whether anything unasked may be said on that day at all: on a workday of the branch that is in no 保障期. */
export const isOpenDay = (date: string, { calendar, silentPeriods }: BranchDays): boolean =>
  calendar.isWorkday(date) && !silentPeriods.some(({ from, to }) => from <= date && date <= to)

/** Whether anything unasked may be said: on an open day, and not between 21:00 and 08:00. */
export const isOpenMoment = ({ date, time }: CivilMoment, days: BranchDays): boolean =>
  isOpenDay(date, days) && time >= OPENS && time < CLOSES

/** The longest 保障期 (src/core/silent-periods.ts) with a holiday on either side. */
const LONGEST_REST_DAYS = 125

/**
 * From an open moment `at` (civil epoch ms): in how many ms the quiet time begins, and in how many the next open day
 * opens. A notice that can't be sent before it begins waits until then.
 */
export function nextQuiet(at: number, timezone: string, days: BranchDays): { startsInMs: number; endsInMs: number } {
  const today = civilDateAt(at, timezone)
  let day = addDays(today, 1)
  for (let count = 0; !isOpenDay(day, days) && count < LONGEST_REST_DAYS; count += 1) day = addDays(day, 1)
  return { startsInMs: epochOf(today, CLOSES, timezone) - at, endsInMs: epochOf(day, OPENS, timezone) - at }
}

/**
 * The Monday of the week whose digest is due at `moment`: from Friday 16:10; Friday not an open day, or missed, then on the
 * next open day of the same Monday–Sunday week. Undefined: none left in this week, or it is not a time to speak.
 */
export function digestDue(moment: CivilMoment, days: BranchDays): string | undefined {
  if (!isOpenMoment(moment, days)) return undefined
  const monday = mondayOf(moment.date)
  const day = digestDay(monday, days)
  if (!day || moment.date < day) return undefined
  return moment.date > day || moment.time >= DIGEST_TIME ? monday : undefined
}

const digestDay = (monday: string, days: BranchDays): string | undefined =>
  [4, 5, 6].map((offset) => addDays(monday, offset)).find((day) => isOpenDay(day, days))

/** Whether the digest of the week of `monday` is the last that falls due in its month. */
export function isLastDigestOfMonth(monday: string, days: BranchDays): boolean {
  const day = digestDay(monday, days)
  if (!day) return false
  const month = monthOf(day)
  for (let later = addDays(monday, 7); monthOf(later) <= month; later = addDays(later, 7)) {
    if (digestDay(later, days)?.startsWith(month)) return false
  }
  return true
}

/**
 * Receipts held back before this moment (civil epoch ms) are told by a daily line that is due at `at`: today's from
 * 17:30, before that what the days until yesterday left. Undefined: it is not a time to speak.
 */
export function dailyLineUntil(at: number, timezone: string, days: BranchDays): number | undefined {
  const moment = { date: civilDateAt(at, timezone), time: civilTimeAt(at, timezone) }
  if (!isOpenMoment(moment, days)) return undefined
  const day = moment.time >= DAILY_LINE_TIME ? moment.date : addDays(moment.date, -1)
  return epochOf(day, DAILY_LINE_TIME, timezone)
}

/**
 * First day that a digest of the week of `monday` covers: the day after the last digest's last day, so that weeks
 * without one are merged and nothing is told twice; for the first digest the week in which the branch began.
 */
export function digestStart(monday: string, lastTo: string | undefined, existsSince: string): string {
  const earliest = addDays(monday, -LONGEST_MERGE_DAYS)
  if (lastTo) return lastTo < earliest ? earliest : addDays(lastTo, 1)
  const first = mondayOf(existsSince)
  return first > earliest && first < monday ? first : monday
}
