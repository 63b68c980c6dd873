import type { BranchView } from '../src/core/views.js'
import { enqueue, type OutgoingMessage } from '../src/intake/outbox.js'
import { inTransaction, isDuplicateKey } from '../src/models/in-transaction.js'
import { type ReminderDocument, ReminderRow } from '../src/models/reminder-row.js'
import type { SweepDeps } from './sweep.js'

/**
 * Puts a card of one period into the outbox, once for ever: the reminder row is written in the same transaction, and
 * only one transaction can write it. Returns the outbox rows, or nothing when it was sent before.
 */
export async function sendOnce(
  branch: BranchView,
  reminder: Omit<ReminderDocument, 'outboxIds' | 'schemaVersion' | 'branchId'>,
  message: OutgoingMessage,
  deps: SweepDeps,
): Promise<readonly string[]> {
  if (await ReminderRow.exists({ _id: reminder._id })) return []
  const appId = deps.platforms.get(branch.platform)?.appId
  if (!appId) return []
  try {
    const ids = await inTransaction(async () => {
      const outboxIds = await enqueue(
        [message],
        { platform: branch.platform, appId, branchId: branch.id, purpose: 'notice', cause: reminder._id },
        deps.outboxVault,
      )
      await ReminderRow.create([{ ...reminder, branchId: branch.id, outboxIds, schemaVersion: 1 }])
      return outboxIds
    })
    deps.wakeSender(ids)
    return ids
  } catch (error) {
    // Another process was first; it acts.
    if (isDuplicateKey(error)) return []
    throw error
  }
}

/** Runs `work` for each branch; one branch's trouble never keeps the others from their cards. */
export async function forEachBranch(
  branches: readonly BranchView[],
  deps: SweepDeps,
  work: (branch: BranchView) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const ids: string[] = []
  for (const branch of branches) {
    try {
      ids.push(...(await work(branch)))
    } catch (error) {
      deps.logger.error(
        { branchId: branch.id, error: error instanceof Error ? error.name : 'unknown' },
        'a sweep failed for one branch; the next tick tries again',
      )
    }
  }
  return ids
}
