import type { Trace } from './why.js'

/**
 * One text read by many small rules. A rule claims what it has understood; later rules see only what is left, and what
 * is left at the end must be harmless or the bot asks (nothing unexplained may look like a date, a number or a person).
 */

/** Stands for a character of a quoted title: present, but not to be read as words. */
export const TITLE = '\uE000'
/** The names of a kind may stand in quotation marks: “慈善一日捐”. */
export const TITLES =
  /《[^《》\n]{1,60}》|“(?![\u4E00-\u9FFF]{2,12}奖”|人人都是培训师|开门第一课|慈善一日捐|[\u4E00-\u9FFF]{0,4}一日捐|一支部一特色|一书记一项目|一党员一风采)[^“”\n]{2,40}”|「[^「」\n]{2,40}」|『[^『』\n]{2,40}』|‘[^‘’\n]{2,40}’|[=+@-]\s?[A-Za-z]{2,20}\([^()\n]{0,120}\)|(?<![A-Za-z(=,])"(?!人人都是培训师|开门第一课|慈善一日捐|[\u4E00-\u9FFF]{0,4}一日捐|一支部一特色|一书记一项目|一党员一风采)[^"\n]{2,40}"/g
/** The text with each character of its titles hidden: what stands in them is no word of the sentence. */
export const withoutTitles = (text: string): string => text.replace(TITLES, (title) => TITLE.repeat(title.length))
/** Stands for a character that a rule has understood. */
export const TAKEN = '\uE001'

export interface Found {
  start: number
  end: number
  text: string
  groups: readonly (string | undefined)[]
}

export class Scan {
  readonly text: string
  #open: string
  readonly #trace: Trace | undefined
  #reading: { field: string; by: string } | undefined

  /** With a trace, every claim made while reading a field (see `as`) is kept there. */
  constructor(text: string, trace?: Trace) {
    this.text = text
    this.#open = text
    this.#trace = trace
  }

  /** Runs a rule; what it claims is traced as this field, read by this rule. */
  as<T>(field: string, by: string, read: () => T): T {
    const outer = this.#reading
    this.#reading = { field, by }
    try {
      return read()
    } finally {
      this.#reading = outer
    }
  }

  /** Traces words that a rule read without claiming them. */
  note(field: string, from: string, by: string): void {
    this.#trace?.push({ field, from, by })
  }

  /** The text with claimed characters replaced by marks, so positions stay. */
  get open(): string {
    return this.#open
  }

  /** All matches of a pattern (with the `g` flag) in what is left. */
  all(pattern: RegExp): Found[] {
    // Not `matchAll`: it copies the pattern at each call, which was a fifth of the time of a sentence.
    if (!pattern.global) throw new TypeError(`needs the g flag: ${pattern}`)
    const found: Found[] = []
    pattern.lastIndex = 0
    for (let match = pattern.exec(this.#open); match; match = pattern.exec(this.#open)) {
      found.push({ start: match.index, end: match.index + match[0].length, text: match[0], groups: match.slice(1) })
      if (match[0] === '') pattern.lastIndex += 1
    }
    return found
  }

  /** The first match in what is left. */
  first(pattern: RegExp): Found | undefined {
    const match = pattern.exec(this.#open)
    if (!match) return undefined
    return { start: match.index, end: match.index + match[0].length, text: match[0], groups: match.slice(1) }
  }

  has(pattern: RegExp): boolean {
    return pattern.test(this.#open)
  }

  claim(span: { start: number; end: number }, mark = TAKEN): void {
    const width = span.end - span.start
    if (width <= 0) return
    if (this.#trace && this.#reading && mark === TAKEN) {
      this.#trace.push({ ...this.#reading, from: this.text.slice(span.start, span.end) })
    }
    this.#open = this.#open.slice(0, span.start) + mark.repeat(width) + this.#open.slice(span.end)
  }

  /** Gives a claimed span back, for a rule that finds it belongs to the subject after all. */
  reveal(span: { start: number; end: number }): void {
    this.#open = this.#open.slice(0, span.start) + this.text.slice(span.start, span.end) + this.#open.slice(span.end)
  }

  /** Puts a span back as it was in an earlier `open`. */
  restore(span: { start: number; end: number }, earlier: string): void {
    this.#open = this.#open.slice(0, span.start) + earlier.slice(span.start, span.end) + this.#open.slice(span.end)
  }

  /** Claims the first match and returns it. */
  take(pattern: RegExp): Found | undefined {
    const found = this.first(pattern)
    if (found) this.claim(found)
    return found
  }

  /** Claims every match (pattern with the `g` flag). */
  takeAll(pattern: RegExp): Found[] {
    const found = this.all(pattern)
    for (const span of found) this.claim(span)
    return found
  }
}
