import mongoose from 'mongoose'

/** Our connections are known by it, whatever their process and role. */
export const APP_NAME = 'branch-ledger'
/**
 * Between two statements of a transaction of ours lies no more than our own computing (everything that needs the
 * network comes before it), so one that rests this long has lost its process.
 */
const ABANDONED_AFTER_MS = 5000

interface OpenTransaction {
  readonly lsid: { readonly id: unknown }
}

/**
 * Ends transactions that a killed process of ours left open. mongod itself keeps them and the rows they wrote for a
 * minute, up to 90 s measured, and everybody else who writes such a row fails for so long. One that is alive after all
 * (its process was suspended) is merely tried again by the driver. Where we may not look (rights, a sharded cluster)
 * mongod's own minute stays. Returns how many there were.
 */
export async function endAbandonedTransactions(): Promise<number> {
  const admin = mongoose.connection.getClient().db('admin')
  const isAbandoned = {
    type: 'idleSession',
    appName: APP_NAME,
    'transaction.timeInactiveMicros': { $gt: ABANDONED_AFTER_MS * 1000 },
  }
  const steps = [
    { $currentOp: { allUsers: false, idleSessions: true } },
    { $match: isAbandoned },
    { $project: { lsid: 1 } },
  ]
  // As a plain buffer the session's id would have lost its UUID type, and mongod refuses it.
  const open = await admin.aggregate<OpenTransaction>(steps, { promoteBuffers: false }).toArray()
  if (open.length > 0) await admin.command({ killSessions: open.map(({ lsid }) => ({ id: lsid.id })) })
  return open.length
}
