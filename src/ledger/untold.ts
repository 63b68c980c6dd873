import type { MemberView } from '../core/views.js'
import { UntoldTalk, type UntoldTalkRow } from '../models/untold-talk.js'
import { findEntries } from './entries.js'
import { isOneOfTheTwo } from './permissions.js'
import { findMember } from './roster.js'
import type { LedgerEntryView } from './to-views.js'

/** A member who is owed the news of talks that were recorded with him. */
export type ReachableMember = MemberView & { readonly platformUserId: string }

/** Notes that this member could not be told of the talk; once for each, however often. In a transaction. */
export async function noteUntold(memberId: string, entryId: string): Promise<void> {
  const row = { memberId, entryId }
  await UntoldTalk.updateOne(row, { $setOnInsert: { schemaVersion: 1 } }, { upsert: true })
}

/** Members of the branch in scope who were not told of something and could be by now. */
export async function reachableUntold(): Promise<ReachableMember[]> {
  const ids = await UntoldTalk.distinct('memberId')
  const members: ReachableMember[] = []
  for (const id of ids) {
    const member = await findMember(String(id))
    if (member && hasAccount(member)) members.push(member)
  }
  return members
}

const hasAccount = (member: MemberView): member is ReachableMember =>
  member.platformUserId !== undefined && member.leftOn === undefined

/**
 * The talks of which he was not told, oldest first, as far as they still stand and he is still one of their people; they
 * are noted as told. `cause` is the same for the same talks. In a transaction.
 */
export async function takeUntold(
  member: MemberView,
): Promise<{ readonly talks: readonly LedgerEntryView[]; readonly cause: string } | undefined> {
  const rows = await UntoldTalk.find({ memberId: member.id }).sort({ _id: 1 }).lean<UntoldTalkRow[]>()
  const [first] = rows
  if (first === undefined) return undefined
  await UntoldTalk.deleteMany({ _id: { $in: rows.map(({ _id }) => _id) } })
  const entries = await findEntries(rows.map(({ entryId }) => entryId))
  const talks = entries.filter((entry) => !entry.voided && isOneOfTheTwo(member, entry))
  return { talks, cause: `untold|${first._id}` }
}
