import { compare } from '../../core/civil-date.js'
import type { Scan } from '../scan.js'
import { calendarDates } from './calendar-dates.js'
import { explicitDates } from './explicit-dates.js'
import type { DateMention, DateRule, Tense } from './mention.js'
import { relativeDates } from './relative-dates.js'

/** In this order, as 春节后第一个工作日 must not be read as 第一个工作日 and 三月三号 not as 三号. */
const RULES: readonly DateRule[] = [calendarDates, explicitDates, relativeDates]

/** All exact (or impossible) dates in what is left of the text, in the order said; their text is claimed. */
export function findDates(scan: Scan, today: string, tense: Tense = 'log'): DateMention[] {
  return joinSpans(
    scan,
    RULES.flatMap((rule) => rule(scan, today, tense)).sort((a, b) => a.start - b.start),
  )
}

/** 上月30号到本月1号, 上周五至昨天: two days of any wording with 到 between them; the word is claimed. */
function joinSpans(scan: Scan, mentions: DateMention[]): DateMention[] {
  const joined: DateMention[] = []
  for (const mention of mentions) {
    const first = joined.at(-1)
    if (!first || !isDay(first) || !isDay(mention) || !TO.test(scan.text.slice(first.end, mention.start))) {
      joined.push(mention)
      continue
    }
    const { start, date } = first
    const span = { start, end: mention.end, raw: scan.text.slice(start, mention.end) }
    scan.claim(span)
    joined[joined.length - 1] =
      compare(date, mention.date) < 0
        ? { ...span, kind: 'span', date, endDate: mention.date }
        : { ...span, kind: 'unclear' }
  }
  return joined
}

const isDay = (mention: DateMention): mention is DateMention & { date: string } =>
  (mention.kind === 'day' || mention.kind === 'weekday') && mention.date !== undefined
const TO = /^\s?(?:一直|直)?(?:到|至|~|-)\s?$/
