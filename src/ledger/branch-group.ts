import { UserError } from '../core/errors.js'
import type { BranchView, MemberView } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { PartyBranch } from '../models/party-branch.js'
import { findBranchByChat, getBranch } from './branches.js'

/**
 * Makes `chatId` the group of the branch in scope and notes who did it; in a transaction, at `now` (civil epoch ms).
 * Authorise before: only a secretary of this very branch may. UserError `group_taken` when the group is another's.
 */
export async function moveToGroup(
  chatId: string,
  by: Pick<MemberView, 'id' | 'name'>,
  now: number,
): Promise<{ readonly before: BranchView; readonly moved: boolean }> {
  const before = await getBranch(currentBranchId())
  if (before.chatId === chatId) return { before, moved: false }
  if (await findBranchByChat(before.platform, chatId)) throw new UserError('group_taken', '那个群已经是别的支部的群')
  await PartyBranch.updateOne(
    { _id: before.id },
    {
      $set: { chatId, chatClosed: false, chatSeenAt: now },
      $push: {
        revisions: {
          at: now,
          byMemberId: by.id,
          byName: by.name,
          change: 'group',
          before: before.chatId,
          after: chatId,
        },
      },
    },
  )
  return { before, moved: true }
}
