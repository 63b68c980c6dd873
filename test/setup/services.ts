import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { silentLogger } from '../../src/core/logger.js'
import { type Services, startServices } from '../../src/services/services.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Addresses of the engines that all test files of this run share. */
    engines: { readonly mongoUri: string; readonly redisUrl: string }
  }
}

/** Every project of a run is set up by this file, in one process: the first starts the engines, the last stops them. */
let running: Promise<{ services: Services; stop(): Promise<void> }> | undefined
let users = 0

/**
 * One real mongod and one real redis-server for the whole run, on an empty folder that is gone afterwards. Addresses in
 * the environment are not looked at: a test must never write into somebody's ledger.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  users += 1
  running ??= start()
  const { services, stop } = await running
  project.provide('engines', { mongoUri: services.mongoUri, redisUrl: services.redisUrl })
  return async () => {
    users -= 1
    if (users > 0) return
    running = undefined
    await stop()
  }
}

async function start(): Promise<{ services: Services; stop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'branch-ledger-test-'))
  const services = await startServices({
    dataDir,
    allowEmbedded: true,
    logger: silentLogger,
    onProgress: (line) => console.error(line),
  })
  return {
    services,
    async stop() {
      await services.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
