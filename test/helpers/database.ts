import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import type {} from '../setup/services.js'

export interface TestDatabase {
  /** The shared mongod with a database of the caller's own. */
  readonly mongoUri: string
  /** The shared Redis: `prefix` keeps apart what callers write there. `FLUSHALL` belongs on one of your own. */
  readonly redisUrl: string
  /** Prefix for Redis keys and queues; also the database's name. */
  readonly prefix: string
}

/**
 * A fresh, empty database on the engines of this run; each call makes another. Throws in folders that
 * `vitest.config.ts` lists as pure, where no engine is started.
 */
export function testDatabase(): TestDatabase {
  const engines = inject('engines') as ReturnType<typeof inject<'engines'>> | undefined
  if (!engines)
    throw new Error('this folder runs without engines: move the test, or its folder out of vitest.config.ts')
  const prefix = `test-${randomBytes(6).toString('hex')}`
  const mongoUri = engines.mongoUri.replace(/^(mongodb:\/\/[^/]+\/)[^?]*/, `$1${prefix}`)
  return { mongoUri, redisUrl: engines.redisUrl, prefix }
}
