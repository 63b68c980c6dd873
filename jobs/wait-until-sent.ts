import { machineNow } from '../src/core/clock.js'
import { OutboxRow } from '../src/models/outbox-row.js'

const LONGEST_MS = 60_000
const LOOK_EVERY_MS = 50

export interface SweepOutcome {
  readonly sent: number
  readonly failed: number
  /** Neither after a minute: the platform is slow, or asks to wait. */
  readonly pending: number
}

/**
 * Waits until every row was handed to the platform or failed; a minute at most. A row that waits for an operator
 * (wrong credentials, missing scope) counts as failed although it will be tried again.
 */
export async function waitUntilSent(ids: readonly string[]): Promise<SweepOutcome> {
  const deadline = machineNow() + LONGEST_MS
  for (;;) {
    const rows = await OutboxRow.find({ _id: { $in: [...ids] } }, { state: 1, lastErrorKind: 1 }).lean()
    const sent = rows.filter((row) => row.state === 'sent' || row.state === 'superseded').length
    const failed = rows.filter(
      (row) =>
        row.state === 'dead' ||
        row.state === 'uncertain' ||
        (row.state === 'pending' && row.lastErrorKind === 'configuration'),
    ).length
    const pending = ids.length - sent - failed
    if (pending === 0 || machineNow() > deadline) return { sent, failed, pending }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
