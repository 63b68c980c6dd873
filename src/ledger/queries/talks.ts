import { quartersOf, spanOf, yearOf } from '../../core/civil-date.js'
import { listEntryRows } from '../entries.js'
import { isReminderTalk } from '../reminder-talk.js'
import { expectedOn } from '../roster.js'
import { rulesAndRoster } from '../rule-books.js'
import { dutiesOf, periodsOf } from '../rules/judge.js'
import { coverageOf, type TalkCoverage } from '../talk-pairs/coverage.js'
import { peopleOf, type Talk, type Talker } from '../talk-pairs/pairs.js'

export type { Lack } from '../../core/talk-views.js'
export { coverageOf, type TalkCoverage } from '../talk-pairs/coverage.js'

export interface TalksMissing {
  readonly from: string
  readonly to: string
  /** The branch's own promise, quarter by quarter: a count (moments.md §4). */
  readonly promises: readonly { readonly period: string; readonly need: number; readonly have: number }[]
  /** Members without any talk in the period. */
  readonly untalked: readonly string[]
  /** Of the period's year, up to its last day. */
  readonly coverage: TalkCoverage & { readonly year: string }
}

/**
 * Which talks are missing in a period such as `2026-Q1`: the promised number by quarters that have begun, and the
 * year's coverage. 提醒谈话 counts for neither. Who is due is judged at the end of the period, or today when that is
 * earlier. For the secretary in private.
 */
export async function talksMissing(period: string, today: string): Promise<TalksMissing> {
  const { from, to } = spanOf(period)
  const books = await rulesAndRoster(today)
  const { settings } = books
  const year = String(yearOf(to))
  const members = (await expectedOn(today < to ? today : to)).toSorted(asEntered)
  const talks = (await listEntryRows({ kind: 'talk', from: `${year}-01-01`, to: `${year}-12-31` })).filter(
    (talk) => !isReminderTalk(talk),
  )
  const within = (start: string, end: string) => talks.filter(({ date }) => date >= start && date <= end)
  return {
    from,
    to,
    promises: quartersOf(period)
      .map((quarter) => ({ quarter, span: spanOf(quarter), need: promised(quarter, books) }))
      .filter(({ span, need }) => need > 0 && span.from <= today)
      .map(({ quarter, span, need }) => ({ period: quarter, need, have: within(span.from, span.to).length })),
    untalked: untalked(members, within(from, to)),
    coverage: { year, ...coverageOf(members, within(`${year}-01-01`, to), settings.talkPairsUpTo) },
  }
}

/** The order in which the roster was entered, as ids grow with time: by name's code points nobody finds anybody. */
const asEntered = (a: Talker, b: Talker): number => (a.id < b.id ? -1 : 1)

/** What the branch promised for a quarter: it may have changed since, or been switched off. */
const promised = (quarter: string, books: Parameters<typeof dutiesOf>[0]): number =>
  dutiesOf(books, periodsOf(spanOf(quarter).to)).find(({ rule, on }) => on && rule.name === 'talks-quarter')?.need ?? 0

function untalked(members: readonly Talker[], talks: readonly Talk[]): string[] {
  const seen = new Set(talks.flatMap(peopleOf))
  return members.filter(({ id }) => !seen.has(id)).map(({ name }) => name)
}
