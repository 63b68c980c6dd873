import chineseDays from 'chinese-days'
import { addDays, compare, daysBetween, lastDayOfMonth, monthOf, weekdayOf, yearOf } from './civil-date.js'
import { dayOfFestival, FESTIVALS } from './festivals.js'

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

/** Without a list: the festivals' own days are off whatever the list will say (《全国年节及纪念日放假办法》 第二条). */
const isPlainWorkday = (date: string): boolean =>
  weekdayOf(date) <= 5 && !FESTIVALS.some((festival) => dayOfFestival(festival, yearOf(date)) === date)

/** Which days people are at work. A branch has its own: it may have imported a list that the package has not yet. */
export interface Calendar {
  /** Whether the State Council's list of that day's year is known; if not, cards say 「节假日安排未导入」. */
  isKnown(date: string): boolean
  /** Whether people are at work that day; Monday to Friday but for the festivals in a year whose list is not known. */
  isWorkday(date: string): boolean
}

/** What the package knows: for whatever has no branch. */
export const NATIONAL: Calendar = {
  isKnown: (date) => isYearKnown(yearOf(date)),
  isWorkday(date) {
    let answer = answers.get(date)
    if (answer === undefined) {
      answer = isYearKnown(yearOf(date)) ? chineseDays.getDayDetail(date).work : isPlainWorkday(date)
      if (answers.size > 5000) answers.clear()
      answers.set(date, answer)
    }
    return answer
  },
}

/** One year of the State Council's notice: what differs from plain weekdays. */
export interface HolidayList {
  readonly year: number
  /** Days off, the weekends among them included; those around New Year may lie in the year before. */
  readonly rest: readonly string[]
  /** 调休: weekend days on which people are at work. */
  readonly work: readonly string[]
}

/** `base` with these lists in the place of its own of the same years; of a year given twice the last counts. */
export function withLists(lists: readonly HolidayList[], base: Calendar = NATIONAL): Calendar {
  if (lists.length === 0) return base
  const years = new Map(lists.map((list) => [list.year, list]))
  const days = new Map<string, boolean>()
  // In order, as a notice may also say something of the last days of the year before it.
  for (const { rest, work } of [...years.values()].sort((a, b) => a.year - b.year)) {
    for (const date of rest) days.set(date, false)
    for (const date of work) days.set(date, true)
  }
  return {
    isKnown: (date) => years.has(yearOf(date)) || base.isKnown(date),
    isWorkday: (date) => days.get(date) ?? (years.has(yearOf(date)) ? weekdayOf(date) <= 5 : base.isWorkday(date)),
  }
}

export const isCalendarKnown = (date: string, calendar = NATIONAL): boolean => calendar.isKnown(date)
export const isWorkday = (date: string, calendar = NATIONAL): boolean => calendar.isWorkday(date)

/** The workdays from `date` to `toDate`, both included, in order; empty when `toDate` is earlier. */
export function workdaysFrom(date: string, toDate: string, calendar = NATIONAL): string[] {
  if (daysBetween(date, toDate) > LONGEST_SPAN_DAYS) throw new RangeError(`span too long: ${date} to ${toDate}`)
  const days: string[] = []
  for (let day = date; compare(day, toDate) <= 0; day = addDays(day, 1)) if (calendar.isWorkday(day)) days.push(day)
  return days
}

/** How many workdays lie from `date` to `toDate`, both included. */
export const workdaysBetween = (date: string, toDate: string, calendar = NATIONAL): number =>
  workdaysFrom(date, toDate, calendar).length

/** The `n`-th workday of a `YYYY-MM` from its end (1 = the last), or undefined when the month has fewer. */
export function nthLastWorkdayOfMonth(month: string, n: number, calendar = NATIONAL): string | undefined {
  return workdaysFrom(`${month}-01`, lastDayOfMonth(month), calendar).at(-n)
}

/** The `n`-th workday of a `YYYY-MM` from its beginning (1 = the first), or undefined when the month has fewer. */
export function nthWorkdayOfMonth(month: string, n: number, calendar = NATIONAL): string | undefined {
  return workdaysFrom(`${month}-01`, lastDayOfMonth(month), calendar)[n - 1]
}

/** The `n`-th workday strictly before (`n` < 0) or after (`n` > 0) a date. */
export function shiftWorkdays(date: string, n: number, calendar = NATIONAL): string {
  const step = n < 0 ? -1 : 1
  let day = date
  for (let left = Math.abs(n), guard = 0; left > 0 && guard < LONGEST_SPAN_DAYS; guard++) {
    day = addDays(day, step)
    if (calendar.isWorkday(day)) left--
  }
  return day
}

/** Whether this is the last workday of its month: the day on which things are closed. */
export const isLastWorkdayOfMonth = (date: string, calendar = NATIONAL): boolean =>
  nthLastWorkdayOfMonth(monthOf(date), 1, calendar) === date
