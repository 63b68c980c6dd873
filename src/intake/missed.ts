import { machineNow, toDate } from '../core/clock.js'
import type { Platform } from '../core/platform.js'
import { OutboxRow } from '../models/outbox-row.js'

/** As long as contents are kept (jobs/erase-payloads.ts). */
const KEPT_MS = 8 * 86_400_000

/**
 * A person who could not be reached opened the chat or wrote there: what did not reach him is owed again, oldest first.
 * It never arrived, for the platform refused it for good, so nothing is said twice. Returns the rows' ids; in a
 * transaction.
 */
export async function oweAgain({ name, appId }: Pick<Platform, 'name' | 'appId'>, userId: string): Promise<string[]> {
  const now = machineNow()
  const rows = await OutboxRow.find(
    {
      platform: name,
      appId,
      userId,
      state: 'dead',
      op: 'send',
      lastErrorKind: 'permanent-target',
      payload: { $exists: true },
      createdAt: { $gte: toDate(now - KEPT_MS) },
    },
    { _id: 1 },
  )
    .sort({ createdAt: 1 })
    .lean()
  const ids = rows.map(({ _id }) => _id)
  if (ids.length > 0)
    await OutboxRow.updateMany(
      { _id: { $in: ids } },
      {
        $set: { state: 'pending', notBefore: toDate(now), createdAt: toDate(now), unknownOutcome: false },
        $unset: { doneAt: 1, firstAttemptAt: 1 },
      },
    )
  return ids
}
