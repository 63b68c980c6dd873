import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { machineNow, toDate } from '../../core/clock.js'
import { type Logger, silentLogger } from '../../core/logger.js'
import { isDuplicateKey } from '../in-transaction.js'
import { MIGRATIONS, type Migration } from './list.js'
import { MigrationRow } from './migration-row.js'

const LEASE_ID = 'lease'
/** A holder renews every third of it; one that was killed is followed after at most this long. */
const LEASE_MS = 15_000
const RETRY_MS = 250

interface RunOptions {
  readonly migrations?: readonly Migration[]
  readonly logger?: Logger
  readonly leaseMs?: number
}

/**
 * Carries out the migrations that this database has not seen, one process at a time: the others wait for the lease and
 * then find nothing left. Returns the names carried out here; throws what a migration threw, with the lease released.
 */
export async function runMigrations(options: RunOptions = {}): Promise<string[]> {
  const { migrations = MIGRATIONS, logger = silentLogger, leaseMs = LEASE_MS } = options
  const owner = randomUUID()
  while (!(await claimLease(owner, leaseMs))) await sleep(RETRY_MS)
  const renewal = setInterval(() => void renewLease(owner, leaseMs).catch(() => {}), leaseMs / 3)
  try {
    const applied: string[] = []
    for (const migration of migrations) {
      if (await MigrationRow.exists({ _id: migration.name })) continue
      // Asked before each step: a process that slept through its lease must not go on beside its successor.
      if (!(await renewLease(owner, leaseMs))) throw new Error('lost the migration lease; start again')
      await migration.run()
      await MigrationRow.updateOne(
        { _id: migration.name },
        { $set: { appliedAt: toDate(machineNow()) } },
        { upsert: true },
      )
      applied.push(migration.name)
      logger.info({ migration: migration.name }, 'migration carried out')
    }
    return applied
  } finally {
    clearInterval(renewal)
    await MigrationRow.deleteOne({ _id: LEASE_ID, owner })
  }
}

async function claimLease(owner: string, leaseMs: number): Promise<boolean> {
  const now = machineNow()
  try {
    await MigrationRow.updateOne(
      { _id: LEASE_ID, until: { $lt: toDate(now) } },
      { $set: { owner, until: toDate(now + leaseMs) } },
      { upsert: true },
    )
    return true
  } catch (error) {
    // The row is there and not run out: somebody else holds it.
    if (isDuplicateKey(error)) return false
    throw error
  }
}

async function renewLease(owner: string, leaseMs: number): Promise<boolean> {
  const { matchedCount } = await MigrationRow.updateOne(
    { _id: LEASE_ID, owner },
    { $set: { until: toDate(machineNow() + leaseMs) } },
  )
  return matchedCount === 1
}
