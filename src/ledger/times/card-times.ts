import { addDays, addMonths, lastDayOfMonth, monthNumberOf, monthOf, quarterOf, yearOf } from '../../core/civil-date.js'
import { type Calendar, nthLastWorkdayOfMonth, nthWorkdayOfMonth, workdaysFrom } from '../../core/workdays.js'
import type { CivilMoment } from '../reminder-times.js'

/** The cards of one month, in the order in which they come. */
export const MONTH_CARDS = ['plan', 'gap', 'closing'] as const
export type MonthCard = (typeof MONTH_CARDS)[number]
/** Every card that comes to the secretary by the calendar. */
export type SecretaryCard = MonthCard | 'quarter' | 'year'

/** Between which moments a card is of use: from its own time, until `until` (excluded), when another one says it better. */
export interface CardTime {
  readonly card: SecretaryCard
  /** `2026-03`, `2026-Q1` or `2026`. */
  readonly period: string
  readonly from: CivilMoment
  readonly until: CivilMoment
}

// design.md §4. Odd minutes keep off the full and half hours, when the platform is busiest (facts/feishu.md §4.3).
export const CARD_TIME = '09:10'
const GAP_FROM_DAY = 15
const CLOSING_WORKDAYS_LEFT = 5
/** A closing card that was missed is still of use in the first workdays of the next month, not later. */
const CATCH_UP_WORKDAYS = 5
/** The year's duties are looked through while two months are left to do them in (domain.md §1.4: 第四季度). */
const YEAR_CARD_MONTH = 11

/** The day on which the month's gap card comes; undefined when the closing card comes that very day, or before. */
export function gapDay(month: string, calendar: Calendar): string | undefined {
  const [day] = workdaysFrom(`${month}-${GAP_FROM_DAY}`, lastDayOfMonth(month), calendar)
  const closing = closingDay(month, calendar)
  return day !== undefined && closing !== undefined && day < closing ? day : undefined
}

/** The day on which the month's closing card comes: its fifth-last workday. */
export const closingDay = (month: string, calendar: Calendar): string | undefined =>
  nthLastWorkdayOfMonth(month, CLOSING_WORKDAYS_LEFT, calendar)

/** Asked for every branch each minute, and the same all month. A calendar never changes: an imported list makes a new one. */
const known = new WeakMap<Calendar, Map<string, readonly CardTime[]>>()

/** Every card that is of use at some moment of the date's month, in the order in which they come. */
export function cardTimes(date: string, calendar: Calendar): readonly CardTime[] {
  const month = monthOf(date)
  const months = known.get(calendar) ?? new Map<string, readonly CardTime[]>()
  known.set(calendar, months)
  const times = months.get(month) ?? timesOf(month, calendar)
  months.set(month, times)
  return times
}

function timesOf(month: string, calendar: Calendar): CardTime[] {
  const first = nthWorkdayOfMonth(month, 1, calendar)
  if (first === undefined) return []
  return [
    ...lateClosing(month, first, calendar),
    ...ofMonth(month, first, calendar),
    ...ofQuarterAndYear(month, calendar),
  ]
}

function ofMonth(month: string, first: string, calendar: Calendar): CardTime[] {
  const gap = gapDay(month, calendar)
  const closing = closingDay(month, calendar)
  const end = endOf(lastDayOfMonth(month))
  const days: [MonthCard, string | undefined][] = [
    ['plan', first],
    ['gap', gap],
    ['closing', closing],
  ]
  const kept = days.filter((one): one is [MonthCard, string] => one[1] !== undefined)
  return kept.map(([card, day], index) => {
    const next = kept[index + 1]?.[1]
    return { card, period: month, from: at(day), until: next === undefined ? end : at(next) }
  })
}

/** Last month's closing card, from when the new month's plan comes: the plan says what it would have said. */
function lateClosing(month: string, first: string, calendar: Calendar): CardTime[] {
  const last = lastMonth(month)
  const until = nthWorkdayOfMonth(month, CATCH_UP_WORKDAYS, calendar)
  return until === undefined ? [] : [{ card: 'closing', period: last, from: at(first), until: endOf(until) }]
}

function ofQuarterAndYear(month: string, calendar: Calendar): CardTime[] {
  const number = monthNumberOf(`${month}-01`)
  const year = String(yearOf(`${month}-01`))
  const times: CardTime[] = []
  const quarterDay = number % 3 === 0 ? nthWorkdayOfMonth(month, 1, calendar) : undefined
  if (quarterDay !== undefined) {
    const period = quarterOf(quarterDay)
    times.push({ card: 'quarter', period, from: at(quarterDay), until: endOf(lastDayOfMonth(month)) })
  }
  const yearDay = number < YEAR_CARD_MONTH ? undefined : nthWorkdayOfMonth(`${year}-${YEAR_CARD_MONTH}`, 1, calendar)
  if (yearDay !== undefined) {
    times.push({ card: 'year', period: year, from: at(yearDay), until: endOf(`${year}-12-31`) })
  }
  return times
}

/** The `YYYY-MM` before. */
export const lastMonth = (month: string): string => monthOf(addMonths(`${month}-01`, -1))

const at = (date: string): CivilMoment => ({ date, time: CARD_TIME })
const endOf = (date: string): CivilMoment => ({ date: addDays(date, 1), time: '00:00' })

/** Negative, zero or positive, as `a` is before, at or after `b`. */
export function compareMoments(a: CivilMoment, b: CivilMoment): number {
  const [one, other] = [`${a.date} ${a.time}`, `${b.date} ${b.time}`]
  return one < other ? -1 : one > other ? 1 : 0
}
