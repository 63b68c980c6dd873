import { monthOf, quarterSpan } from '../core/civil-date.js'
import { isMissingOn } from '../core/missing.js'
import type { QuarterData } from '../core/talk-views.js'
import type { MemberView } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { getBranch } from './branches.js'
import { obligationsOf } from './obligations.js'
import { talkSuggestion } from './talk-pairs/talk-books.js'
import { withoutLeftOut } from './talk-pairs/talk-map.js'

/** The rule of the promised talks (rules/quarterly.ts): the card's first line, so not among its others. */
const PROMISE = 'talks-quarter'

type Reader = Pick<MemberView, 'roles'>

/**
 * What the card of a quarter (`2026-Q1`) says on a day; undefined when nothing is missing, then no card is sent. For the
 * secretary, or who stands in for him, in private; which pairs are left out is told to the secretary himself alone.
 */
export async function quarterData(quarter: string, today: string, reader: Reader): Promise<QuarterData | undefined> {
  const data = await quarterPicture(quarter, today, reader)
  const duties = [...(data.promise ? [data.promise] : []), ...data.others]
  const isComplete = data.map.done >= data.map.total && !duties.some((duty) => isMissingOn(duty, today))
  return isComplete ? undefined : data
}

/** As `quarterData`, also when everything is there; `shown`: the key of the pair after which another is suggested. */
export async function quarterPicture(
  quarter: string,
  today: string,
  { roles }: Reader,
  shown?: string,
): Promise<QuarterData> {
  const { id, name } = await getBranch(currentBranchId())
  const obligations = (await obligationsOf(monthOf(quarterSpan(quarter).to), today)).filter(
    ({ every }) => every === 'quarter',
  )
  const promise = obligations.find(({ rule }) => rule === PROMISE)
  const { map, next } = await talkSuggestion(quarter.slice(0, 4), today, shown)
  return {
    branch: { id, name },
    quarter,
    today,
    ...(promise && { promise }),
    map: roles.includes('secretary') ? map : withoutLeftOut(map),
    ...(next && { next }),
    others: obligations.filter(({ rule }) => rule !== PROMISE),
  }
}
