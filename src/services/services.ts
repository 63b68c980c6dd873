import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Logger } from '../core/logger.js'
import { cacheFolder } from './cache-folder.js'
import { checkMongo } from './check-mongo.js'
import { checkRedis } from './check-redis.js'
import { lockDataDir } from './data-dir-lock.js'
import { emptyDataDir } from './empty-data-dir.js'
import { openEngineFolder } from './engine-folder.js'
import { findMongod } from './find-mongod.js'
import { findRedis } from './find-redis.js'
import { reasonOf, ServiceError } from './service-error.js'
import { type StartedEngine, startMongod } from './start-mongod.js'
import { startRedis } from './start-redis.js'

export { maskUri } from './mask-uri.js'
export { ServiceError } from './service-error.js'

export interface ServicesOptions {
  readonly mongoUri?: string
  readonly redisUrl?: string
  /** Data, logs and lock of engines that we run ourselves. */
  readonly dataDir: string
  /** False: what isn't given is an error (`ROLE=web` and `worker`, design.md §5). */
  readonly allowEmbedded: boolean
  readonly logger: Logger
  /** Called with a line for a person when something takes long, such as a first download. */
  readonly onProgress?: (line: string) => void
  /** Begins with an empty data folder. What was in it is removed once it is sure that nobody else uses it. */
  readonly fresh?: boolean
  /** Instead of the user's cache folder. */
  readonly cacheDir?: string
}

export interface Services {
  readonly mongoUri: string
  readonly redisUrl: string
  /** Which of the two we run ourselves. */
  readonly embedded: { readonly mongo: boolean; readonly redis: boolean }
  /** What an operator should know, a line each, without secrets. */
  readonly warnings: readonly string[]
  /** Stops what was started here and frees the data folder. May be called twice. */
  stop(): Promise<void>
}

/**
 * MongoDB and Redis, ready for use: those given are checked, those not given are found or fetched, started as children
 * and supervised. Throws `ServiceError`, a line for the operator; nothing is left running then.
 */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const { mongoUri, redisUrl, allowEmbedded, logger } = options
  if (!allowEmbedded && (!mongoUri || !redisUrl)) {
    const missing = [mongoUri ? '' : 'MONGODB_URI', redisUrl ? '' : 'REDIS_URL'].filter(Boolean).join(' and ')
    throw new ServiceError(`${missing} must be set: only ROLE=all starts MongoDB and Redis by itself`)
  }
  const embedded = { mongo: !mongoUri, redis: !redisUrl }
  const dataDir = embedded.mongo || embedded.redis ? makeDataDir(options.dataDir) : ''
  const release = dataDir ? lockDataDir(dataDir) : () => undefined
  const found = { dataDir, logger, cacheDir: options.cacheDir ?? cacheFolder(), onProgress: options.onProgress }

  try {
    if (dataDir && options.fresh) await emptyDataDir(dataDir, logger)
  } catch (error) {
    release()
    throw error
  }
  const results = await Promise.allSettled([
    mongoUri ? given(mongoUri, checkMongo(mongoUri, logger)) : ownMongo(found),
    redisUrl ? given(redisUrl, checkRedis(redisUrl)) : ownRedis(found),
  ])
  const started = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> => {
    stopped ??= Promise.all(started.map((engine) => engine.stop())).then(release)
    return stopped
  }
  const [mongo, redis] = results
  if (mongo.status === 'rejected' || redis.status === 'rejected') {
    await stop()
    throw toServiceError(results)
  }
  return {
    mongoUri: mongo.value.uri,
    redisUrl: redis.value.uri,
    embedded,
    warnings: started.flatMap((engine) => engine.warnings),
    stop,
  }
}

interface OwnOptions {
  readonly dataDir: string
  readonly cacheDir: string
  readonly logger: Logger
  readonly onProgress: ((line: string) => void) | undefined
}

async function given(uri: string, check: Promise<string[]>): Promise<StartedEngine> {
  return { uri, warnings: await check, stop: async () => undefined }
}

async function ownMongo({
  dataDir,
  cacheDir,
  logger,
  onProgress = () => undefined,
}: OwnOptions): Promise<StartedEngine> {
  const folder = openEngineFolder(dataDir, 'mongo', ['WiredTiger'])
  const engine = await findMongod({ cacheDir, series: folder.series, onProgress })
  return startMongod(engine, folder, logger)
}

async function ownRedis({
  dataDir,
  cacheDir,
  logger,
  onProgress = () => undefined,
}: OwnOptions): Promise<StartedEngine> {
  // Redis 7 keeps its append-only files in a folder, 6.2 in one file.
  const folder = openEngineFolder(dataDir, 'redis', ['appendonly.aof', 'appendonlydir'])
  const engine = await findRedis({ cacheDir, onProgress })
  return startRedis(engine, folder, logger)
}

function makeDataDir(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.W_OK)
    return realpathSync(dataDir)
  } catch (error) {
    throw new ServiceError(
      `the data folder ${resolve(dataDir)} can't be written (${reasonOf(error)}): set DATA_DIR to one that can`,
    )
  }
}

function toServiceError(results: readonly PromiseSettledResult<unknown>[]): ServiceError {
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
  const message = reasons.map((reason) => (reason instanceof Error ? reason.message : String(reason))).join(' · ')
  return new ServiceError(message, { cause: reasons[0] })
}
