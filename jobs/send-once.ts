import type { BranchView } from '../src/core/views.js'
import { enqueue, type OutgoingMessage } from '../src/intake/outbox.js'
import { nextQuiet } from '../src/ledger/reminder-times.js'
import { inTransaction, isDuplicateKey } from '../src/models/in-transaction.js'
import { type ReminderDocument, ReminderRow } from '../src/models/reminder-row.js'
import type { SweepDeps } from './sweep.js'

interface Notice extends Omit<ReminderDocument, 'outboxIds' | 'schemaVersion' | 'branchId'> {
  /** What is to be written down together with it, by its outbox rows. */
  readonly note?: (outboxIds: readonly string[]) => Promise<void>
  /** In how many ms it is too late for it to be of use: what could not be sent before that never is. */
  readonly uselessInMs?: number
}

/** Whether this card of this period was put into the outbox before: look before its content is gathered. */
export const wasSent = async (id: string): Promise<boolean> => (await ReminderRow.exists({ _id: id })) !== null

/**
 * Puts a card of one period into the outbox, to one recipient or several at once, and once for ever: the reminder row is
 * written in the same transaction, and only one transaction can write it. Returns the outbox rows, or nothing when it
 * was sent before.
 */
export async function sendOnce(
  branch: BranchView,
  { note, uselessInMs, ...reminder }: Notice,
  messages: OutgoingMessage | readonly OutgoingMessage[],
  deps: SweepDeps,
): Promise<readonly string[]> {
  const appId = deps.platforms.get(branch.platform)?.appId
  if (!appId) return []
  const quiet = nextQuiet(reminder.at, branch.timezone, branch)
  try {
    const ids = await inTransaction(async () => {
      const outboxIds = await enqueue(
        [messages].flat(),
        {
          ...{ platform: branch.platform, appId, branchId: branch.id, purpose: 'notice', cause: reminder._id },
          quiet,
          uselessInMs,
        },
        deps.outboxVault,
      )
      await ReminderRow.create([{ ...reminder, branchId: branch.id, outboxIds, schemaVersion: 1 }])
      await note?.(outboxIds)
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
