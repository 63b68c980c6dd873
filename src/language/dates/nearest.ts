import {
  addMonths,
  civilDate,
  compare,
  daysInMonth,
  existsInCalendar,
  monthNumberOf,
  yearOf,
} from '../../core/civil-date.js'
import type { Tense } from './mention.js'

/** A day said without a year that would be this far off is more likely a slip, or meant the other way: asked. */
const FARTHEST_UNSAID_YEAR_DAYS = 300

export type Resolved = { date: string } | 'bad' | 'unclear'

/** A day of a named month and year. */
export function dayOfYear(year: number, month: number, day: number): Resolved {
  return existsInCalendar(year, month, day) ? { date: civilDate(year, month, day) } : 'bad'
}

/** Month and day without a year: in a log the latest past one, in a plan the nearest to come, today included (SCHEMA §1 "Dates"). */
export function nearest(month: number, day: number, today: string, tense: Tense): Resolved {
  if (month < 1 || month > 12 || day < 1 || day > 31) return 'bad'
  return tense === 'log' ? latestPast(month, day, today) : nearestToCome(month, day, today)
}

function latestPast(month: number, day: number, today: string): Resolved {
  const year = yearOf(today)
  const thisYear = existsInCalendar(year, month, day) ? civilDate(year, month, day) : undefined
  if (thisYear !== undefined && compare(thisYear, today) <= 0) return { date: thisYear }
  // 2月30号 exists in no year; 2月29日 is judged by the February nearest in the past.
  const judged =
    month < monthNumberOf(today) || (month === monthNumberOf(today) && thisYear === undefined) ? year : year - 1
  return dayOfYear(judged, month, day)
}

function nearestToCome(month: number, day: number, today: string): Resolved {
  const year = yearOf(today)
  const thisYear = existsInCalendar(year, month, day) ? civilDate(year, month, day) : undefined
  if (thisYear !== undefined && compare(thisYear, today) >= 0) return { date: thisYear }
  const judged = thisYear === undefined && month >= monthNumberOf(today) ? year : year + 1
  return dayOfYear(judged, month, day)
}

/**
 * Whether a day without a year lies so far off that the speaker may have meant another year, or the other direction.
 * What is said to be put down late (补录1月5日…, in December) may be of any month of this year.
 */
export function isFar(date: string, today: string, tense: Tense, late = false): boolean {
  const months = Math.floor(FARTHEST_UNSAID_YEAR_DAYS / 30)
  if (tense === 'plan') return compare(date, addMonths(today, months)) > 0
  return compare(addMonths(date, months), today) < 0 && !(late && yearOf(date) === yearOf(today))
}

/** Farther back than the same day of the next year is ahead: 3月12日 in December. */
export const isLongAgo = (date: string, today: string): boolean => compare(addMonths(date, 6), today) < 0

/** Words that say that an entry is made late. */
export const LATE_ENTRY =
  /补[录记登写上]|补一?[下条个笔]|补充(?:登记|记录)|漏[登记录报了]|忘了?(?:登|记|录|报)|后补|追记|迟报/

/** 10号 alone: this month's, or in a log last month's when it has not come yet, in a plan next month's when it is over. */
export function nearestDay(day: number, today: string, tense: Tense): Resolved {
  if (day < 1 || day > 31) return 'bad'
  for (const months of [0, tense === 'log' ? -1 : 1]) {
    const month = addMonths(`${today.slice(0, 7)}-01`, months)
    const [y, m] = [yearOf(month), monthNumberOf(month)]
    if (day > daysInMonth(y, m)) return 'unclear'
    const date = civilDate(y, m, day)
    if (tense === 'log' ? compare(date, today) <= 0 : compare(date, today) >= 0) return { date }
  }
  return 'unclear'
}
