import { machineNow, toDate } from '../src/core/clock.js'
import { OutboxRow } from '../src/models/outbox-row.js'
import type { Sweep } from './sweep.js'

const ROWS_AT_ONCE = 1000

/** Wakes the sender for rows whose time has come, and for claims whose lease a killed process left behind. */
export const sweepOutbox: Sweep = async (_at, deps) => {
  const now = toDate(machineNow())
  const due = await OutboxRow.find(
    {
      $or: [
        { state: 'pending', notBefore: { $lte: now } },
        { state: 'sending', leaseUntil: { $lte: now } },
      ],
    },
    { _id: 1 },
  )
    .sort({ notBefore: 1 })
    .limit(ROWS_AT_ONCE)
    .lean()
  const ids = due.map((row) => row._id)
  deps.wakeSender(ids)
  return ids
}
