import chineseDays from 'chinese-days'
import { addDays, compare, daysBetween, lastDayOfMonth, monthOf, weekdayOf, yearOf } from './civil-date.js'

/**
 * Workdays by the State Council's yearly list, 调休 included. For a year without a list `chinese-days` answers with
 * plain weekdays and no error (facts/domain.md §6.3), so every answer here can be asked whether it is known.
 */

/** Far more than any obligation looks ahead; keeps a mistaken span from running for seconds. */
const LONGEST_SPAN_DAYS = 4000

const knownYears = new Map<number, boolean>()
const answers = new Map<string, boolean>()

/** Whether the year's list of holidays is in the package: then its National Day has a name other than a weekday's. */
function isYearKnown(year: number): boolean {
  let known = knownYears.get(year)
  if (known === undefined) {
    known = chineseDays.getDayDetail(`${year}-10-01`).name.includes('国庆')
    knownYears.set(year, known)
  }
  return known
}

/** Whether the State Council's list of that day's year is known; if not, cards say 「节假日安排未导入」. */
export const isCalendarKnown = (date: string): boolean => isYearKnown(yearOf(date))

/** Whether people are at work that day; Monday to Friday in a year whose list is not known. */
export function isWorkday(date: string): boolean {
  if (!isCalendarKnown(date)) return weekdayOf(date) <= 5
  let answer = answers.get(date)
  if (answer === undefined) {
    answer = chineseDays.getDayDetail(date).work
    if (answers.size > 5000) answers.clear()
    answers.set(date, answer)
  }
  return answer
}

/** The workdays from `date` to `toDate`, both included, in order; empty when `toDate` is earlier. */
export function workdaysFrom(date: string, toDate: string): string[] {
  if (daysBetween(date, toDate) > LONGEST_SPAN_DAYS) throw new RangeError(`span too long: ${date} to ${toDate}`)
  const days: string[] = []
  for (let day = date; compare(day, toDate) <= 0; day = addDays(day, 1)) if (isWorkday(day)) days.push(day)
  return days
}

/** How many workdays lie from `date` to `toDate`, both included. */
export const workdaysBetween = (date: string, toDate: string): number => workdaysFrom(date, toDate).length

/** The `n`-th workday of a `YYYY-MM` from its end (1 = the last), or undefined when the month has fewer. */
export function nthLastWorkdayOfMonth(month: string, n: number): string | undefined {
  return workdaysFrom(`${month}-01`, lastDayOfMonth(month)).at(-n)
}

/** The `n`-th workday of a `YYYY-MM` from its beginning (1 = the first), or undefined when the month has fewer. */
export function nthWorkdayOfMonth(month: string, n: number): string | undefined {
  return workdaysFrom(`${month}-01`, lastDayOfMonth(month))[n - 1]
}

/** The `n`-th workday strictly before (`n` < 0) or after (`n` > 0) a date. */
export function shiftWorkdays(date: string, n: number): string {
  const step = n < 0 ? -1 : 1
  let day = date
  for (let left = Math.abs(n), guard = 0; left > 0 && guard < LONGEST_SPAN_DAYS; guard++) {
    day = addDays(day, step)
    if (isWorkday(day)) left--
  }
  return day
}

/** Whether this is the last workday of its week or month: the days on which things are closed. */
export const isLastWorkdayOfMonth = (date: string): boolean => nthLastWorkdayOfMonth(monthOf(date), 1) === date
