import {
  addMonths,
  civilDate,
  compare,
  daysInMonth,
  existsInCalendar,
  monthNumberOf,
  yearOf,
} from '../../core/civil-date.js'

/** A day said without a year that would be this far back is more likely a slip or a plan: asked. */
const FARTHEST_UNSAID_YEAR_DAYS = 300

export type Resolved = { date: string } | 'bad' | 'unclear'

/** A day of a named month and year. */
export function dayOfYear(year: number, month: number, day: number): Resolved {
  return existsInCalendar(year, month, day) ? { date: civilDate(year, month, day) } : 'bad'
}

/** Month and day without a year: the latest past one, today included (SCHEMA §1 "Dates"). */
export function latestPast(month: number, day: number, today: string): Resolved {
  if (month < 1 || month > 12 || day < 1 || day > 31) return 'bad'
  const year = yearOf(today)
  const thisYear = existsInCalendar(year, month, day) ? civilDate(year, month, day) : undefined
  if (thisYear !== undefined && compare(thisYear, today) <= 0) return { date: thisYear }
  // 2月30号 exists in no year; 2月29日 is judged by the February nearest in the past.
  const judged =
    month < monthNumberOf(today) || (month === monthNumberOf(today) && thisYear === undefined) ? year : year - 1
  if (!existsInCalendar(judged, month, day)) return 'bad'
  return { date: civilDate(judged, month, day) }
}

/** Whether a day without a year lies so far back that the speaker may have meant the coming one. */
export function isSuspiciouslyOld(date: string, today: string): boolean {
  return compare(addMonths(date, Math.floor(FARTHEST_UNSAID_YEAR_DAYS / 30)), today) < 0
}

/** 10号 alone: this month's, or last month's when it has not come yet. */
export function latestPastDay(day: number, today: string): Resolved {
  if (day < 1 || day > 31) return 'bad'
  for (const back of [0, 1]) {
    const month = addMonths(`${today.slice(0, 7)}-01`, -back)
    const [y, m] = [yearOf(month), monthNumberOf(month)]
    if (day > daysInMonth(y, m)) return 'unclear'
    const date = civilDate(y, m, day)
    if (compare(date, today) <= 0) return { date }
  }
  return 'unclear'
}
