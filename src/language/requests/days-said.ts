import { civilDate, existsInCalendar, monthNumberOf, yearOf } from '../../core/civil-date.js'
import { findDates } from '../dates/find-dates.js'
import type { DateMention } from '../dates/mention.js'
import { type Scan, TAKEN } from '../scan.js'
import { takeWhen } from './plan/when.js'

/** First and last day of what is said; left out: from today, or without an end. */
export interface Days {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** 3月15日到28日, which may have begun: the years of a plan's days are of no use here. */
const MONTH_DAYS =
  /(?<![\d年])(1[0-2]|0?[1-9])[月./](3[01]|[12]\d|0?[1-9])[日号]?\s?(?:到|至|[-~])\s?(?:(1[0-2]|0?[1-9])[月./])?(3[01]|[12]\d|0?[1-9])(?!\d)[日号]?/

/** The days said: a span, one day, from one on (起), or until one. Undefined: none was said. */
export function daysOf(scan: Scan, today: string): Days | 'unclear' | undefined {
  const known = scan.take(MONTH_DAYS)
  if (known) return monthDays(known.groups, today)
  const before = scan.open
  const mentions = findDates(scan, today, 'plan')
  const [first, second] = mentions
  if (first === undefined) return spanOfDays(scan, today)
  if (mentions.length > 2 || mentions.some(isUnsure)) return 'unclear'
  const between = second && before.slice(first.end, second.start)
  if (between !== undefined && !/^\s*(?:到|至|[-~])\s*$/.test(between)) return 'unclear'
  if (second) return inOrder(first.date as string, second.endDate ?? (second.date as string))
  if (first.endDate !== undefined) return inOrder(first.date as string, first.endDate)
  return oneDay(first, before)
}

const isUnsure = ({ kind, date }: DateMention): boolean => date === undefined || kind === 'unclear' || kind === 'vague'

const inOrder = (from: string, to: string): Days | 'unclear' => (from <= to ? { from, to } : 'unclear')

/** In the last months of a year its first ones are the next year's; of other days gone by nothing is guessed. */
function monthDays(groups: readonly (string | undefined)[], today: string): Days | 'unclear' {
  const [month, day, endMonth = month, endDay] = groups.map((one) => (one === undefined ? undefined : Number(one)))
  const year = yearOf(today)
  const isNextYear = monthNumberOf(today) - (endMonth as number) > ((month as number) > (endMonth as number) ? 0 : 6)
  const endYear = isNextYear ? year + 1 : year
  const startYear = (month as number) > (endMonth as number) ? endYear - 1 : endYear
  if (!existsInCalendar(startYear, month as number, day as number)) return 'unclear'
  if (!existsInCalendar(endYear, endMonth as number, endDay as number)) return 'unclear'
  return inOrder(
    civilDate(startYear, month as number, day as number),
    civilDate(endYear, endMonth as number, endDay as number),
  )
}

function oneDay({ date, start, end }: DateMention, text: string): Days {
  const day = date as string
  if (/(?:到|至|截止)\s*$/.test(text.slice(0, start))) return { to: day }
  return /^\s*(?:起|开始)/.test(text.slice(end)) ? { from: day } : { from: day, to: day }
}

const UNTIL = new RegExp(`(?:到|至|截止)\\s*${TAKEN}`)

/** 下周, 本月 as a whole. */
function spanOfDays(scan: Scan, today: string): Days | 'unclear' | undefined {
  const when = takeWhen(scan, today)
  // 到月底, 到下周: until its last day, from whenever it began.
  if (when.due_to !== undefined && UNTIL.test(scan.open)) return { to: when.due_to }
  if (when.due_to !== undefined) return { from: when.due_from ?? today, to: when.due_to }
  return Object.keys(when).length > 0 ? 'unclear' : undefined
}
