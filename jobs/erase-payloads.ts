import { machineNow, toDate } from '../src/core/clock.js'
import { InboxRow } from '../src/models/inbox-row.js'
import { OutboxRow } from '../src/models/outbox-row.js'
import type { Sweep } from './sweep.js'

/** Longer than the platform's whole redelivery and an operator's week (design.md §2); the key row stays for ever. */
const KEEP_MS = 8 * 86_400_000

/** Erases what people wrote, and what was answered, eight days after it was done: it may have been a talk. */
export const erasePayloads: Sweep = async () => {
  const before = toDate(machineNow() - KEEP_MS)
  for (const rows of [InboxRow, OutboxRow]) {
    await (rows as typeof InboxRow).updateMany(
      { payload: { $exists: true }, doneAt: { $lt: before } },
      { $unset: { payload: 1 } },
    )
  }
  return []
}
