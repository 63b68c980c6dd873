import { machineNow, toDate } from '../core/clock.js'
import { UserError } from '../core/errors.js'
import type { Inbound, Notice, Platform } from '../core/platform.js'
import { inTransaction } from '../models/in-transaction.js'
import { type InboxDocument, InboxRow } from '../models/inbox-row.js'
import { openInbound } from './inbox.js'
import { oweAgain } from './missed.js'
import type { Effect, Plan, ProcessDeps } from './plan.js'
import { processAction } from './process-action.js'
import { processMembership } from './process-membership.js'
import { processMessage } from './process-message.js'
import { processRecall } from './process-recall.js'

/** What came of a row: `done` by us, or `taken` by somebody else before. */
export type ProcessResult = { readonly state: 'done'; readonly notice?: Notice } | { readonly state: 'taken' }

/** `carryOutInbound` for a row that was read from the inbox. */
export async function processInbound(row: InboxDocument, deps: ProcessDeps): Promise<ProcessResult> {
  return carryOutInbound(openInbound(row, deps.inboxVault), row._id, deps, { late: true })
}

/**
 * Carries out what was stored as row `rowId`, exactly once: the row goes from stored to done in the same transaction as
 * its effect, and whoever finds it no longer stored stops. Throws when something is in the way that may pass (engines,
 * the platform's own id); the row then stays stored and is taken again. `late`: nobody waits for the answer to a tap.
 */
export async function carryOutInbound(
  inbound: Inbound,
  rowId: string,
  deps: ProcessDeps,
  { late }: { readonly late: boolean },
): Promise<ProcessResult> {
  const platform = deps.platforms.get(inbound.platform)
  if (platform?.appId !== inbound.appId) {
    throw new Error(`no ${inbound.platform} app ${inbound.appId} is configured here`)
  }
  const plan = await planOf(inbound, platform, rowId, deps, late)
  const reached = reachedPerson(inbound)
  const work = async (): Promise<Effect> => {
    const effect = await plan.carryOut()
    return reached ? { ...effect, outboxIds: [...effect.outboxIds, ...(await oweAgain(platform, reached))] } : effect
  }
  const effect = await carryOut(rowId, work).catch((error: unknown) => {
    if (error instanceof UserError) return carryOut(rowId, () => plan.refuse(error.userMessage))
    throw error
  })
  if (!effect) return { state: 'taken' }
  if (effect.outboxIds.length > 0) deps.wakeSender(effect.outboxIds)
  return { state: 'done', notice: effect.notice }
}

/** Who shows by it that private messages reach him now. */
function reachedPerson(inbound: Inbound): string | undefined {
  if (inbound.kind === 'message') return inbound.chatType === 'p2p' ? inbound.senderId : undefined
  return inbound.kind === 'chatOpened' ? inbound.operatorId : undefined
}

/** Undefined: somebody else had carried the row out before. */
function carryOut(rowId: string, work: () => Promise<Effect>): Promise<Effect | undefined> {
  return inTransaction(async () => {
    const claimed = await InboxRow.updateOne(
      { _id: rowId, state: 'stored' },
      { $set: { state: 'done', doneAt: toDate(machineNow()) } },
    )
    if (claimed.matchedCount === 0) return undefined
    const effect = await work()
    if (effect.wipe) await InboxRow.updateOne({ _id: rowId }, { $unset: { payload: 1 } })
    return effect
  })
}

/** Everything that needs the network happens here, before the transaction; what it returns runs inside. */
function planOf(inbound: Inbound, platform: Platform, rowId: string, deps: ProcessDeps, late: boolean): Promise<Plan> {
  switch (inbound.kind) {
    case 'message':
      return processMessage(inbound, platform, rowId, deps)
    case 'action':
      return processAction(inbound, platform, rowId, deps, late)
    case 'recalled':
      return processRecall(inbound, platform, rowId, deps)
    default:
      return processMembership(inbound, platform, rowId, deps)
  }
}
