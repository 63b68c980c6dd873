import {
  addDays,
  addMonths,
  civilDateAt,
  civilTimeAt,
  dayOf,
  mondayOf,
  weekdayName,
  weekdayOf,
} from '../core/civil-date.js'
import { isCalendarKnown, isWorkday, shiftWorkdays } from '../core/workdays.js'

/**
 * What a day is to people at work: `makeup` is a weekend day that is worked (调休), `holiday` a weekday that isn't,
 * `unknown` a day of a year whose list of holidays hasn't come yet.
 */
export type DayMark = 'workday' | 'weekend' | 'holiday' | 'makeup' | 'unknown'

export interface PageDay {
  readonly date: string
  readonly day: number
  readonly weekday: string
  readonly mark: DayMark
}

export interface PageCalendar {
  /** The branch's civil date and time of day. */
  readonly date: string
  readonly time: string
  readonly today: PageDay
  /** The weeks around today, Monday first. */
  readonly days: readonly PageDay[]
  /** Where the buttons lead. */
  readonly steps: Readonly<Record<'yesterday' | 'day' | 'workday' | 'week' | 'month', string>>
}

const weeksBefore = 1
const weeksShown = 5

/** The strip of days around a moment, in the branch's time zone. */
export function calendarAround(now: number, timezone: string): PageCalendar {
  const date = civilDateAt(now, timezone)
  const first = addDays(mondayOf(date), -7 * weeksBefore)
  return {
    date,
    time: civilTimeAt(now, timezone),
    today: describeDay(date),
    days: Array.from({ length: 7 * weeksShown }, (_, index) => describeDay(addDays(first, index))),
    steps: {
      yesterday: addDays(date, -1),
      day: addDays(date, 1),
      workday: shiftWorkdays(date, 1),
      week: addDays(date, 7),
      month: addMonths(date, 1),
    },
  }
}

const describeDay = (date: string): PageDay => ({
  date,
  day: dayOf(date),
  weekday: weekdayName(date),
  mark: markOf(date),
})

function markOf(date: string): DayMark {
  const isWeekend = weekdayOf(date) > 5
  if (!isCalendarKnown(date)) return isWeekend ? 'weekend' : 'unknown'
  if (isWorkday(date)) return isWeekend ? 'makeup' : 'workday'
  return isWeekend ? 'weekend' : 'holiday'
}
