import { monthOf, quarterSpan } from '../core/civil-date.js'
import { isMissingOn } from '../core/missing.js'
import type { QuarterData, TalkMap } from '../core/talk-views.js'
import type { MemberView } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { getBranch } from './branches.js'
import { dutiesFor } from './duties-for.js'
import { obligationsOf } from './obligations.js'
import { talkSuggestion } from './talk-pairs/talk-books.js'

/** The rule of the promised talks (rules/quarterly.ts): the card's first line, so not among its others. */
const PROMISE = 'talks-quarter'

/** Switched off it asks for no pair, and then nothing of the map is missing. */
const COVERAGE = 'talk-pairs-year'

/**
 * What the card of a quarter (`2026-Q1`) says on a day; undefined when nothing is missing, then no card is sent. For the
 * secretary, or who stands in for him, in private; which pairs are left out is told to the secretary himself alone.
 */
export async function quarterData(
  quarter: string,
  today: string,
  reader: MemberView,
): Promise<QuarterData | undefined> {
  const { map, next, ...data } = await quarterPicture(quarter, today, reader)
  const { promise, others, isCoverageDue } = data
  const isCovered = !isCoverageDue || map.done >= map.total
  if (isCovered && ![promise, ...others].some((duty) => duty && isMissingOn(duty, today))) return undefined
  // A branch that switched off all that asks for talks isn't led to one.
  return promise || isCoverageDue ? { ...data, map, ...(next && { next }) } : data
}

/** As `quarterData`, also when everything is there; `shown`: the key of the pair after which another is suggested. */
export async function quarterPicture(
  quarter: string,
  today: string,
  reader: MemberView,
  shown?: string,
): Promise<QuarterData & { readonly map: TalkMap }> {
  const { id, name } = await getBranch(currentBranchId())
  const owed = dutiesFor(reader, await obligationsOf(monthOf(quarterSpan(quarter).to), today))
  const obligations = owed.filter(({ every }) => every === 'quarter')
  const promise = obligations.find(({ rule }) => rule === PROMISE)
  return {
    branch: { id, name },
    quarter,
    today,
    ...(promise && { promise }),
    ...(await talkSuggestion(quarter.slice(0, 4), today, reader, shown)),
    isCoverageDue: owed.some(({ rule }) => rule === COVERAGE),
    others: obligations.filter(({ rule }) => rule !== PROMISE),
  }
}
