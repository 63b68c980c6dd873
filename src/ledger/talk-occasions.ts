import { spanOf } from '../core/civil-date.js'
import { UserError } from '../core/errors.js'
import { DEFAULT_OCCASIONS, LONGEST_OCCASION, MOST_OCCASIONS, occasionsOf } from '../core/talk-occasions.js'
import type { MemberView } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { lockBooks } from '../models/counter.js'
import { PartyBranch } from '../models/party-branch.js'
import { getBranch } from './branches.js'
import { listEntries } from './entries.js'
import { isOneOfTheTwo } from './permissions.js'
import { readTalkContent } from './read-talk.js'

/** What is to become of the branch's list. */
export type OccasionChange =
  | { readonly ask: 'add' | 'remove' | 'replace'; readonly names: readonly string[] }
  | { readonly ask: 'reset' }

/**
 * Changes the occasions that the branch in scope keeps, and returns the list as it is then. Talks keep what was said of
 * them. Authorise before; inside `inTransaction`. UserError `bad_value`.
 */
export async function changeOccasions(change: OccasionChange): Promise<readonly string[]> {
  await lockBooks()
  const before = occasionsOf((await getBranch(currentBranchId())).settings)
  const after = changed(before, change)
  if (after.length === 0) throw new UserError('bad_value', '谈话时机至少留一项；要用常见的六项请发：谈话时机 恢复默认')
  if (after.length > MOST_OCCASIONS) throw new UserError('bad_value', `谈话时机最多${MOST_OCCASIONS}项，请先删掉几项`)
  const long = after.find((name) => [...name].length > LONGEST_OCCASION)
  if (long !== undefined) throw new UserError('bad_value', `“${long}”太长，请缩到${LONGEST_OCCASION}字以内`)
  const stored =
    change.ask === 'reset' ? { $unset: { 'settings.talkOccasions': 1 } } : { $set: { 'settings.talkOccasions': after } }
  await PartyBranch.updateOne({ _id: currentBranchId() }, stored)
  return after
}

function changed(before: readonly string[], change: OccasionChange): string[] {
  switch (change.ask) {
    case 'reset':
      return [...DEFAULT_OCCASIONS]
    case 'replace':
      return [...new Set(change.names)]
    case 'add':
      return [...new Set([...before, ...change.names])]
    case 'remove': {
      const unknown = change.names.find((name) => !before.includes(name))
      if (unknown !== undefined)
        throw new UserError('bad_value', `谈话时机里没有“${unknown}”，现在有：${before.join('、')}`)
      return before.filter((name) => !change.names.includes(name))
    }
  }
}

/** How many of the member's own talks were held for each occasion, and for none that was said. */
export interface OccasionCounts {
  readonly counts: ReadonlyMap<string, number>
  readonly unsaid: number
}

/**
 * Counts the talks of a period that the member was one of, nobody else's: for what a talk was held is its people's to know
 * (moments.md §4). Every look at sealed words is audited.
 */
export async function ownOccasions(member: MemberView, period: string, now: number): Promise<OccasionCounts> {
  const talks = (await listEntries({ kind: 'talk', ...spanOf(period) })).filter((talk) => isOneOfTheTwo(member, talk))
  const counts = new Map<string, number>()
  let unsaid = 0
  for (const { id } of talks) {
    const { occasion } = await readTalkContent(id, member, now).catch(erased)
    if (occasion === undefined) unsaid += 1
    else counts.set(occasion, (counts.get(occasion) ?? 0) + 1)
  }
  return { counts, unsaid }
}

const erased = (error: unknown): { readonly occasion?: string } => {
  if (error instanceof UserError && error.code === 'erased') return {}
  throw error
}
