import type { DigestTarget, MemberView } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { PartyBranch } from '../models/party-branch.js'
import { getBranch } from './branches.js'

/**
 * Sends the digests of the branch in scope there from now on, and notes who said so; in a transaction, at `now` (civil
 * epoch ms). Authorise before: only its secretary may. False: they went there already.
 */
export async function sendDigestsTo(
  to: DigestTarget,
  by: Pick<MemberView, 'id' | 'name'>,
  now: number,
): Promise<boolean> {
  const { id, digestTo: before = 'group' } = await getBranch(currentBranchId())
  if (before === to) return false
  const revision = { at: now, byMemberId: by.id, byName: by.name, change: 'digest', before, after: to }
  await PartyBranch.updateOne({ _id: id }, { $set: { digestTo: to }, $push: { revisions: revision } })
  return true
}
