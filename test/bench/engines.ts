import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLogger } from '../../src/core/logger.js'
import { startServices } from '../../src/services/services.js'

export interface BenchEngines {
  readonly mongodPid: number
  readonly redisPid: number
  /** `mongod 6.0.5, redis-server 7.0.15`. */
  readonly versions: string
  readonly redisUrl: string
  /** A database of its own for each measurement. */
  mongoUri(name: string): string
  stop(): Promise<void>
}

/** A real mongod and redis-server on an empty folder that is gone afterwards. They share our core. */
export async function startEngines(): Promise<BenchEngines> {
  const dataDir = mkdtempSync(join(tmpdir(), 'branch-ledger-bench-'))
  const services = await startServices({
    dataDir,
    allowEmbedded: true,
    logger: silentLogger,
    onProgress: (line) => console.error(line),
  })
  const note = (file: string): Record<string, unknown> => JSON.parse(readFileSync(join(dataDir, file), 'utf8'))
  return {
    mongodPid: Number(note('mongo.pid.json').pid),
    redisPid: Number(note('redis.pid.json').pid),
    versions: `mongod ${note('mongo.json').version}, redis-server ${note('redis.json').version}`,
    redisUrl: services.redisUrl,
    mongoUri: (name) => services.mongoUri.replace(/^(mongodb:\/\/[^/]+\/)[^?]*/, `$1bench-${name}`),
    async stop() {
      await services.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
