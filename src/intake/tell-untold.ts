import { untoldCard } from '../../handlers/index.js'
import type { PlatformName } from '../core/platform.js'
import type { Vault } from '../core/seal.js'
import type { BranchView } from '../core/views.js'
import { findBranchesOfUser } from '../ledger/branches.js'
import { type ReachableMember, takeUntold } from '../ledger/untold.js'
import { enqueue, type OutboxContext } from './outbox.js'

/** Where it is sent from, and when one may. */
export interface TellingContext extends Pick<OutboxContext, 'quiet'> {
  readonly platform: { readonly name: PlatformName; readonly appId: string }
  readonly vault: Vault
}

/**
 * A member whose account is known by now is told, in private, of the talks that were recorded with him before: one card
 * for all of them, once. In the branch's scope and a transaction. Returns the outbox rows.
 */
export async function tellUntold(
  branch: BranchView,
  member: ReachableMember,
  { platform, vault, quiet }: TellingContext,
): Promise<string[]> {
  const untold = await takeUntold(member)
  if (untold === undefined || untold.talks.length === 0) return []
  const userId = member.platformUserId
  const inSeveral = (await findBranchesOfUser(branch.platform, userId)).length > 1
  const card = untoldCard(untold.talks, member, inSeveral ? branch.name : undefined)
  return enqueue(
    [{ op: 'send', target: { userId }, content: { type: 'card', card }, inGroup: false }],
    {
      platform: platform.name,
      appId: platform.appId,
      branchId: branch.id,
      purpose: 'notice',
      cause: untold.cause,
      ...(quiet ? { quiet } : {}),
    },
    vault,
  )
}
