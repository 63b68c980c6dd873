import { machineNow, toDate } from '../src/core/clock.js'
import { InboxRow } from '../src/models/inbox-row.js'
import { OutboxRow } from '../src/models/outbox-row.js'
import { SWEEPS, type SweepName } from './index.js'
import type { SweepDeps } from './sweep.js'
import { type SweepOutcome, waitUntilSent } from './wait-until-sent.js'

const DRAINED_WITHIN_MS = 60_000
const LOOK_EVERY_MS = 50

/**
 * Runs a sweep as of `at` and says what became of what it caused. `wait` false: answers once it is in the outbox, all
 * of it then counted as pending.
 */
export async function runSweep(name: SweepName, at: number, wait: boolean, deps: SweepDeps): Promise<SweepOutcome> {
  const startedAt = machineNow()
  const ids = await SWEEPS[name](at, deps)
  if (!wait) return { sent: 0, failed: 0, pending: ids.length }
  if (name !== 'inbox') return waitUntilSent(ids)
  // What a woken chat answers is what this sweep caused.
  await waitUntilDrained(startedAt)
  const answers = await OutboxRow.find({ createdAt: { $gte: toDate(startedAt) } }, { _id: 1 }).lean()
  return waitUntilSent(answers.map((row) => row._id))
}

/** What came after the sweep began is not its own. */
async function waitUntilDrained(startedAt: number): Promise<void> {
  const deadline = machineNow() + DRAINED_WITHIN_MS
  const left = { state: 'stored' as const, storedAt: { $lt: toDate(startedAt) } }
  while ((await InboxRow.exists(left)) && machineNow() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
