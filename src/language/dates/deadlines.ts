import {
  addDays,
  civilDate,
  lastDayOfMonth,
  mondayOf,
  monthNumberOf,
  weekdayOf,
  yearOf,
} from '../../core/civil-date.js'
import { NUMBER, parseNumber } from '../chinese-numerals.js'
import { newYearsEve } from './festivals.js'
import { weekdayNumber } from './relative-dates.js'

/** By when something is to be done; a span has a first day too (SCHEMA §1 "Dates", deadlines). */
export interface Deadline {
  readonly due_from?: string
  readonly due_to: string
}

type Rule = readonly [RegExp, (groups: readonly (string | undefined)[], today: string) => Deadline | undefined]

const by = (due_to: string | undefined): Deadline | undefined => (due_to === undefined ? undefined : { due_to })
const BEFORE = '(?:之前|以前|前)'

/** The next day of this month and day that is not over. */
function nextDay(month: number, day: number, today: string): string | undefined {
  const days = [yearOf(today), yearOf(today) + 1].flatMap((year) => valid(year, month, day) ?? [])
  return days.find((date) => date >= today)
}

function valid(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1) return undefined
  const last = Number(lastDayOfMonth(civilDate(year, month, 1).slice(0, 7)).slice(8))
  return day <= last ? civilDate(year, month, day) : undefined
}

const endOfMonth = (today: string, monthsOn: number): string => {
  const months = yearOf(today) * 12 + monthNumberOf(today) - 1 + monthsOn
  return lastDayOfMonth(`${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`)
}

const RULES: readonly Rule[] = [
  [
    new RegExp(`(${NUMBER})月(${NUMBER})[日号]${BEFORE}?`),
    ([month, day], today) => by(nextDay(parseNumber(month ?? '') ?? 0, parseNumber(day ?? '') ?? 0, today)),
  ],
  [
    new RegExp(`(?:(?:本月|这个月|当月)|(?<![\\d月一二三四五六七八九十]))(${NUMBER})[日号]${BEFORE}`),
    ([day], today) => {
      const onDay = parseNumber(day ?? '') ?? 0
      const here = valid(yearOf(today), monthNumberOf(today), onDay)
      return here !== undefined && here >= today ? by(here) : undefined
    },
  ],
  [
    new RegExp(`(${NUMBER})(?:天|日)(?:之|以)?内`),
    ([days], today) => by(addDays(today, parseNumber(days ?? '') ?? Number.NaN)),
  ],
  [
    /([一1两二2])(?:个)?(?:周|星期|礼拜)(?:之|以)?内/,
    ([weeks], today) => by(addDays(today, /[一1]/.test(weeks ?? '') ? 7 : 14)),
  ],
  [
    new RegExp(`(下|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天])${BEFORE}?`),
    ([which, day], today) => {
      const monday = which === '下' ? addDays(mondayOf(today), 7) : mondayOf(today)
      const date = addDays(monday, weekdayNumber(day ?? '') - 1)
      return by(date >= today ? date : which === undefined ? addDays(date, 7) : undefined)
    },
  ],
  [
    /下个?(?:周|星期|礼拜)(?:(?:之|以)?内)?/,
    (_groups, today) => ({ due_from: addDays(mondayOf(today), 7), due_to: addDays(mondayOf(today), 13) }),
  ],
  [
    new RegExp(`(今天|明天|大?后天)(?:下班)?${BEFORE}`),
    ([day], today) => by(addDays(today, { 今天: 0, 明天: 1, 后天: 2 }[day ?? ''] ?? 3)),
  ],
  [/(?:本|这)个?(?:周|星期|礼拜)(?:之|以)?内/, (_groups, today) => by(addDays(today, 7 - weekdayOf(today)))],
  [
    new RegExp(`(${NUMBER})月份?(?:底|末)${BEFORE}?`),
    ([month], today) => {
      const on = (parseNumber(month ?? '') ?? Number.NaN) - monthNumberOf(today)
      return Number.isInteger(on) && Math.abs(on) < 12 ? by(endOfMonth(today, on < 0 ? on + 12 : on)) : undefined
    },
  ],
  [new RegExp(`下个?月(?:底|末)${BEFORE}?`), (_groups, today) => by(endOfMonth(today, 1))],
  [new RegExp(`(?:本|这个?)?月(?:底|末)${BEFORE}?|(?:本|这个)月内`), (_groups, today) => by(endOfMonth(today, 0))],
  [
    new RegExp(`(?:年|春节|过年)${BEFORE}`),
    (_groups, today) => {
      const eve = monthNumberOf(today) <= 2 ? newYearsEve(yearOf(today)) : undefined
      return eve !== undefined && eve >= today ? by(eve) : undefined
    },
  ],
]

/**
 * The one deadline said in a clause, and what is left of the clause without it. Undefined when there is none, several,
 * or one that is over: what is not sure is asked about.
 */
export function findDeadline(clause: string, today: string): { deadline: Deadline; rest: string } | undefined {
  for (const [pattern, resolve] of RULES) {
    const match = pattern.exec(clause)
    if (!match) continue
    const deadline = resolve(match.slice(1), today)
    if (!deadline || !/^\d{4}-\d\d-\d\d$/.test(deadline.due_to)) return undefined
    const rest = clause.slice(0, match.index) + clause.slice(match.index + match[0].length)
    return RULES.some(([other]) => other.test(rest)) ? undefined : { deadline, rest }
  }
  return undefined
}
