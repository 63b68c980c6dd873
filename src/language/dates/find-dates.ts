import type { Scan } from '../scan.js'
import { calendarDates } from './calendar-dates.js'
import { explicitDates } from './explicit-dates.js'
import type { DateMention, DateRule, Tense } from './mention.js'
import { relativeDates } from './relative-dates.js'

/** In this order, as 春节后第一个工作日 must not be read as 第一个工作日 and 三月三号 not as 三号. */
const RULES: readonly DateRule[] = [calendarDates, explicitDates, relativeDates]

/** All exact (or impossible) dates in what is left of the text, in the order said; their text is claimed. */
export function findDates(scan: Scan, today: string, tense: Tense = 'log'): DateMention[] {
  return RULES.flatMap((rule) => rule(scan, today, tense)).sort((a, b) => a.start - b.start)
}
