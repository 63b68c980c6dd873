import type { Scan } from '../scan.js'

/** One place in the text that names a day, or looks as if it did. */
export interface DateMention {
  start: number
  end: number
  raw: string
  /**
   * `day` and `span` are civil dates; `weekday` is one given by its weekday alone; `bad` is a day that does not exist;
   * `vague` names no day (上个月, 前阵子); `unclear` could be several.
   */
  kind: 'day' | 'span' | 'weekday' | 'bad' | 'vague' | 'unclear'
  date?: string
  endDate?: string
  /** So long ago that, its year unsaid, the next one may be meant: only what says that it is over makes it a log's. */
  longAgo?: boolean
  /** 1–7 of a `weekday`. */
  weekday?: number
}

/** How a day said without its year or month is meant: in a log the latest past one, in a plan the nearest to come (SCHEMA §1 "Dates"). */
export type Tense = 'log' | 'plan'

/** A rule that finds mentions and claims their text. `today` is the day the message was typed. */
export type DateRule = (scan: Scan, today: string, tense: Tense) => DateMention[]
