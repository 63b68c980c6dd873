import { machineNow, toDate } from '../core/clock.js'
import { PlatformError } from '../core/errors.js'
import { type InboxDocument, InboxRow } from '../models/inbox-row.js'
import type { ProcessDeps } from './plan.js'
import { processInbound } from './process-inbound.js'

/** One chat of one app: the unit of order. */
export interface ChatKey {
  readonly platform: string
  readonly appId: string
  readonly chatId: string
}

/** A row whose own handling throws so often is put aside, so that one poisoned message never blocks its chat. */
const MAX_ATTEMPTS = 5
/** A tap is carried out inline by the process that received it; only one that was left behind is ours. */
export const TAP_LEFT_BEHIND_MS = 3000
/** Then other chats have their turn: a flooded one must not hold a worker. */
const ROWS_AT_ONCE = 50

/**
 * Takes the chat's stored rows in the order they were typed, one by one. Returns whether some may be left: wake it again
 * then. Throws when an engine or the platform is in the way; the rows stay stored.
 */
export async function drainChat(chat: ChatKey, deps: ProcessDeps): Promise<boolean> {
  for (let count = 0; count < ROWS_AT_ONCE; count += 1) {
    const row = await nextRow(chat)
    if (!row) return false
    try {
      await processInbound(row, deps)
    } catch (error) {
      if (isPassing(error)) throw error
      await noteFailure(row, error, deps)
    }
  }
  return true
}

function nextRow(chat: ChatKey): Promise<InboxDocument | null> {
  return InboxRow.findOne({
    platform: chat.platform,
    appId: chat.appId,
    chatId: chat.chatId,
    state: 'stored',
    $or: [{ kind: { $ne: 'action' } }, { storedAt: { $lt: toDate(machineNow() - TAP_LEFT_BEHIND_MS) } }],
  })
    .sort({ sentAt: 1 })
    .lean()
}

/** Engines and platforms come back; a row that waits for them has done nothing wrong. Any other fault is ours, and counts. */
function isPassing(error: unknown): boolean {
  if (error instanceof PlatformError) return true
  const name = error instanceof Error ? error.name : ''
  if (/^Mongo.*(Network|Selection|Timeout|NotConnected|PoolCleared|PoolClosed|WaitQueue|Topology)/.test(name))
    return true
  const { hasErrorLabel } = error as { hasErrorLabel?: (label: string) => boolean }
  const labels = ['TransientTransactionError', 'UnknownTransactionCommitResult', 'RetryableWriteError']
  return hasErrorLabel !== undefined && labels.some((label) => hasErrorLabel.call(error, label))
}

async function noteFailure(row: InboxDocument, error: unknown, deps: ProcessDeps): Promise<void> {
  const attempts = (row.attempts ?? 0) + 1
  // The message of an unknown error may quote what the person wrote: only its class is kept.
  const lastError = error instanceof Error ? error.name : 'unknown'
  const stack = error instanceof Error ? firstFrame(error) : undefined
  await InboxRow.updateOne(
    { _id: row._id, state: 'stored' },
    {
      $set: {
        attempts,
        lastError,
        ...(attempts >= MAX_ATTEMPTS ? { state: 'failed', doneAt: toDate(machineNow()) } : {}),
      },
    },
  )
  deps.logger.error(
    { inboxId: row._id, attempts, error: lastError, at: stack },
    attempts >= MAX_ATTEMPTS
      ? 'a message was put aside after repeated faults; see GET /admin/failed and replay it after an update'
      : 'a message could not be handled; it will be tried again',
  )
}

/** Where it was thrown, without the message. */
function firstFrame(error: Error): string | undefined {
  return error.stack
    ?.split('\n')
    .find((line) => line.trim().startsWith('at '))
    ?.trim()
}
