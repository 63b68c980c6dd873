import { PlatformError, UserError } from '../core/errors.js'
import type { Logger } from '../core/logger.js'
import type { Platform } from '../core/platform.js'
import type { BranchView, MemberView } from '../core/views.js'
import { bindAccount, findMemberByUserId, listMembers } from '../ledger/roster.js'
import { inBranch } from '../models/branch-scope.js'
import { inTransaction } from '../models/in-transaction.js'
import type { ProcessDeps } from './plan.js'
import { tellUntold } from './tell-untold.js'

/**
 * Who `userId` is in the branch. The operator may have entered a roster of names without account ids: then the name
 * that the platform itself tells for the account is compared, and a single member of that name without an account is
 * bound to it; only where `mayBind`: in the branch's own group, since a namesake elsewhere is a stranger. Undefined: not a
 * member. A name that the platform won't tell is no reason to keep the message, and its
 * chat, waiting: then he counts as unknown and is told so. Throws where asking again later will do.
 */
export async function identify(
  branch: BranchView,
  userId: string,
  platform: Platform,
  mayBind: boolean,
  deps: Pick<ProcessDeps, 'logger' | 'outboxVault' | 'wakeSender'>,
): Promise<MemberView | undefined> {
  const { logger } = deps
  const known = await inBranch(branch.id, () => findMemberByUserId(userId))
  if (known || !mayBind) return known
  const unbound = await inBranch(branch.id, async () =>
    (await listMembers()).filter((member) => !member.platformUserId && !member.leftOn),
  )
  if (unbound.length === 0) return undefined
  const name = await nameOf(userId, platform, logger)
  const namesakes = unbound.filter((member) => member.name === name)
  const member = namesakes[0]
  if (namesakes.length !== 1 || !member) return undefined
  logger.info({ branchId: branch.id, memberId: member.id }, 'account bound to the roster by its platform name')
  const bound = await inTransaction(() =>
    inBranch(branch.id, () => bindAndTell(branch, member.id, userId, platform, deps)),
  )
    // Somebody else was bound meanwhile: then he is not known here.
    .catch((error: unknown) => {
      if (error instanceof UserError) return undefined
      throw error
    })
  if (bound) deps.wakeSender(bound.outboxIds)
  return bound?.member
}

/** What could not be told him before, he is told with it. */
async function bindAndTell(
  branch: BranchView,
  memberId: string,
  userId: string,
  platform: Platform,
  { outboxVault: vault }: Pick<ProcessDeps, 'outboxVault'>,
): Promise<{ readonly member: MemberView; readonly outboxIds: readonly string[] }> {
  const member = await bindAccount(memberId, userId)
  const outboxIds = await tellUntold(branch, { ...member, platformUserId: userId }, { platform, vault })
  return { member, outboxIds }
}

/** The name that the platform tells for an account; undefined where it tells none. Throws where asking again will do. */
export async function nameOf(userId: string, platform: Platform, logger: Logger): Promise<string | undefined> {
  try {
    return (await platform.namesOf([userId])).get(userId)
  } catch (error) {
    if (!(error instanceof PlatformError) || error.kind === 'retryable' || error.kind === 'unknown-outcome') throw error
    logger.warn(
      { platform: platform.name, kind: error.kind, code: error.code },
      'the platform does not tell names: members without an account id in the roster are not recognised',
    )
    return undefined
  }
}
