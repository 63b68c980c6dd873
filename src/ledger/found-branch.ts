import type { MemberStatus, Role } from '../core/entry.js'
import { UserError } from '../core/errors.js'
import type { RecordMeaning } from '../core/meaning.js'
import type { BranchView, MemberView } from '../core/views.js'
import { inBranch } from '../models/branch-scope.js'
import { branchInputSchema } from './branch-input.js'
import type { SetupView } from './branch-setup.js'
import { findBranchByChat, getBranch, writeBranch } from './branches.js'
import { type EntrySource, toNewEntry } from './new-entry/index.js'
import { listMembers } from './roster.js'
import { type LedgerEntryView, toEntryView } from './to-views.js'

/** A roster that its secretary confirmed. */
export interface FirstRoster {
  readonly branchName: string
  readonly members: readonly {
    readonly name: string
    readonly status: MemberStatus
    readonly roles: readonly Role[]
    readonly platformUserId?: string
  }[]
}

export interface FoundedBranch {
  readonly branch: BranchView
  readonly secretary: MemberView
  readonly members: readonly MemberView[]
}

/**
 * Makes the group a branch; inside a transaction, at `now` (civil epoch ms). What was pending about the group is over
 * then. UserError `group_taken`: an operator, or somebody else, was quicker.
 */
export async function foundBranch(
  { platform, chatId, candidate }: SetupView,
  { branchName, members }: FirstRoster,
  now: number,
  timezone: string,
): Promise<FoundedBranch> {
  if (await findBranchByChat(platform, chatId)) throw new UserError('group_taken', '本群已经登记过支部')
  const { id } = await writeBranch(
    branchInputSchema.parse({ name: branchName, platform, chatId, members }),
    now,
    timezone,
  )
  return await inBranch(id, async () => {
    const roster = await listMembers()
    const secretary = roster.find(({ platformUserId }) => platformUserId === candidate.userId)
    if (!secretary) throw new Error('the roster lacks its secretary')
    return { branch: await getBranch(id), secretary, members: roster }
  })
}

/** The entry that a sentence would become: nothing is kept, and no number is used. */
export async function tryEntry(meaning: RecordMeaning, source: EntrySource): Promise<LedgerEntryView> {
  return await inBranch(source.branch.id, async () => {
    const { content: _sealed, ...input } = await toNewEntry(meaning, source)
    return toEntryView({
      ...input,
      _id: 'trial',
      schemaVersion: 1,
      number: '（试记）',
      recordedAt: source.sentAt,
      revisions: [],
      voided: false,
    })
  })
}
