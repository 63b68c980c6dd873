import { machineNow, toDate } from '../core/clock.js'
import { InboxRow } from '../models/inbox-row.js'
import { OutboxRow } from '../models/outbox-row.js'

/** A bound that every row meets: without one on the index's field, the partial index is not used. */
const EVER = { $gte: toDate(0) }

/** How many rows stand in each state that is not done. */
export async function countWaiting(): Promise<{ box: 'inbox' | 'outbox'; state: string; count: number }[]> {
  const outboxStates = ['pending', 'sending', 'uncertain', 'dead'] as const
  const inboxStates = ['stored', 'failed'] as const
  const inbox = inboxStates.map(async (state) => ({
    box: 'inbox' as const,
    state,
    count: await InboxRow.countDocuments({ state, storedAt: EVER }),
  }))
  const outbox = outboxStates.map(async (state) => ({
    box: 'outbox' as const,
    state,
    count: await OutboxRow.countDocuments({ state }),
  }))
  return Promise.all([...inbox, ...outbox])
}

/** What was given up and waits for an operator, newest first: ids, causes and times, never content. */
export async function listFailed(limit = 200): Promise<object[]> {
  const inbox = await InboxRow.find(
    { state: 'failed', storedAt: EVER },
    { kind: 1, chatId: 1, storedAt: 1, attempts: 1, lastError: 1, platform: 1 },
  )
    .sort({ storedAt: -1 })
    .limit(limit)
    .lean()
  const outbox = await OutboxRow.find(
    { state: { $in: ['dead', 'uncertain'] } },
    {
      platform: 1,
      branchId: 1,
      purpose: 1,
      op: 1,
      state: 1,
      createdAt: 1,
      firstAttemptAt: 1,
      attempts: 1,
      lastErrorKind: 1,
      lastError: 1,
    },
  )
    .sort({ notBefore: -1 })
    .limit(limit)
    .lean()
  return [
    ...inbox.map(({ _id, ...row }) => ({ id: _id, box: 'inbox', ...row })),
    ...outbox.map(({ _id, ...row }) => ({ id: _id, box: 'outbox', ...row })),
  ]
}

/**
 * Tries a failed row again at an operator's wish: he has looked whether it arrived. False: nothing failed under `id`,
 * or its content was erased. The first attempt counts from now, so that a later retry may trust the key again.
 */
export async function replayFailed(id: string): Promise<'inbox' | 'outbox' | undefined> {
  const inbox = await InboxRow.updateOne(
    { _id: id, state: 'failed', payload: { $exists: true } },
    { $set: { state: 'stored', attempts: 0 }, $unset: { doneAt: 1 } },
  )
  if (inbox.modifiedCount === 1) return 'inbox'
  const outbox = await OutboxRow.updateOne(
    { _id: id, state: { $in: ['dead', 'uncertain'] }, payload: { $exists: true } },
    {
      $set: {
        state: 'pending',
        notBefore: toDate(machineNow()),
        createdAt: toDate(machineNow()),
        unknownOutcome: false,
      },
      $unset: { doneAt: 1, firstAttemptAt: 1 },
    },
  )
  return outbox.modifiedCount === 1 ? 'outbox' : undefined
}
