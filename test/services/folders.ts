import { mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { silentLogger } from '../../src/core/logger.js'
import { type Services, type ServicesOptions, startServices } from '../../src/services/services.js'

/** An empty folder that is gone after the test that asks for it. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'branch-ledger-services-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export const startOn = (dataDir: string, more: Partial<ServicesOptions> = {}): Promise<Services> =>
  startServices({ dataDir, allowEmbedded: true, logger: silentLogger, ...more })

/** Process number of an engine (`mongo`, `redis`) that runs on `dataDir`. */
export const enginePid = (dataDir: string, name: 'mongo' | 'redis'): number =>
  JSON.parse(readFileSync(join(dataDir, `${name}.pid.json`), 'utf8')).pid
