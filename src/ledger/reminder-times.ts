import {
  addDays,
  addMonths,
  civilDateAt,
  civilTimeAt,
  epochOf,
  lastDayOfMonth,
  mondayOf,
  monthOf,
} from '../core/civil-date.js'
import { isWorkday, nthLastWorkdayOfMonth, nthWorkdayOfMonth } from '../core/workdays.js'

/** A civil moment in the branch's own time zone. */
export interface CivilMoment {
  /** `YYYY-MM-DD` */
  readonly date: string
  /** `HH:MM` */
  readonly time: string
}

// design.md §4. Odd minutes keep off the full and half hours, when the platform is busiest (facts/feishu.md §4.3).
const CLOSING_TIME = '09:10'
const CLOSING_WORKDAYS_LEFT = 5
const DIGEST_TIME = '16:10'
const OPENS = '08:00'
const CLOSES = '21:00'
/** A closing card that an outage swallowed is still of use in the first workdays of the next month, not later. */
const CATCH_UP_WORKDAYS = 5
/**
 * A digest reaches back over weeks that had none, but not over a whole season. Six weeks: with one a month, a month of
 * five Fridays and a week of holidays may lie between two.
 */
const LONGEST_MERGE_DAYS = 42
/** The end of the day's work: what was recorded in it is told while it is fresh. */
const DAILY_LINE_TIME = '17:30'

/** Whether anything unasked may be said: on a workday, and not between 21:00 and 08:00. */
export const isOpenMoment = ({ date, time }: CivilMoment): boolean => isWorkday(date) && time >= OPENS && time < CLOSES

const LONGEST_REST_DAYS = 15

/**
 * From an open moment `at` (civil epoch ms): in how many ms the quiet time begins, and in how many the next workday
 * opens. A notice that can't be sent before it begins waits until then.
 */
export function nextQuiet(at: number, timezone: string): { startsInMs: number; endsInMs: number } {
  const today = civilDateAt(at, timezone)
  let day = addDays(today, 1)
  for (let count = 0; !isWorkday(day) && count < LONGEST_REST_DAYS; count += 1) day = addDays(day, 1)
  return { startsInMs: epochOf(today, CLOSES, timezone) - at, endsInMs: epochOf(day, OPENS, timezone) - at }
}

/**
 * The month (`YYYY-MM`) whose closing card is due at `moment`: this month's from its fifth-last workday, 09:10, to its
 * end; before that, the last month's during the first workdays, when the branch existed then (`existsSince`) and an
 * outage may have swallowed it. Undefined: none, or it is not a time to speak. Whether it was sent is not judged here.
 */
export function closingDue(moment: CivilMoment, existsSince: string): string | undefined {
  if (!isOpenMoment(moment)) return undefined
  const month = monthOf(moment.date)
  const due = nthLastWorkdayOfMonth(month, CLOSING_WORKDAYS_LEFT)
  if (due && (moment.date > due || (moment.date === due && moment.time >= CLOSING_TIME))) return month
  const last = monthOf(addMonths(`${month}-01`, -1))
  const until = nthWorkdayOfMonth(month, CATCH_UP_WORKDAYS)
  const existed = existsSince <= lastDayOfMonth(last)
  return existed && until && moment.date <= until ? last : undefined
}

/**
 * The Monday of the week whose digest is due at `moment`: from Friday 16:10; Friday a rest day, or missed, then on the
 * next workday of the same Monday–Sunday week. Undefined: none left in this week, or it is not a time to speak.
 */
export function digestDue(moment: CivilMoment): string | undefined {
  if (!isOpenMoment(moment)) return undefined
  const monday = mondayOf(moment.date)
  const day = digestDay(monday)
  if (!day || moment.date < day) return undefined
  return moment.date > day || moment.time >= DIGEST_TIME ? monday : undefined
}

const digestDay = (monday: string): string | undefined =>
  [4, 5, 6].map((offset) => addDays(monday, offset)).find((day) => isWorkday(day))

/** Whether the digest of the week of `monday` is the last that falls due in its month. */
export function isLastDigestOfMonth(monday: string): boolean {
  const day = digestDay(monday)
  if (!day) return false
  const month = monthOf(day)
  for (let later = addDays(monday, 7); monthOf(later) <= month; later = addDays(later, 7)) {
    if (digestDay(later)?.startsWith(month)) return false
  }
  return true
}

/**
 * Receipts held back before this moment (civil epoch ms) are told by a daily line that is due at `at`: today's from
 * 17:30, before that what the days until yesterday left. Undefined: it is not a time to speak.
 */
export function dailyLineUntil(at: number, timezone: string): number | undefined {
  const moment = { date: civilDateAt(at, timezone), time: civilTimeAt(at, timezone) }
  if (!isOpenMoment(moment)) return undefined
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
