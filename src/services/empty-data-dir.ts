import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from '../core/logger.js'
import { LOCK_FILE } from './data-dir-lock.js'
import { stopLeftover } from './supervise-child.js'

/**
 * Removes everything in `dataDir` but our lock on it. Engines that a killed process left behind are stopped first: they
 * would write on into removed files, and without their pid files nobody would find them any more.
 */
export async function emptyDataDir(dataDir: string, logger: Logger): Promise<void> {
  await Promise.all([
    stopLeftover(join(dataDir, 'mongo.pid.json'), 'mongod', logger),
    stopLeftover(join(dataDir, 'redis.pid.json'), 'redis-server', logger),
  ])
  for (const name of readdirSync(dataDir)) {
    if (name !== LOCK_FILE) rmSync(join(dataDir, name), { recursive: true, force: true })
  }
}
