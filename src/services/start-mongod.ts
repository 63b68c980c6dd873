import type { Logger } from '../core/logger.js'
import type { EngineFolder } from './engine-folder.js'
import { type FoundEngine, OLDEST_MONGOD_SERIES, VENDOR_MONGOD_VERSION } from './find-mongod.js'
import { becomePrimary, REPLICA_SET } from './replica-set.js'
import { runEngine } from './run-engine.js'

/** A folder that a power cut left is read back from its journal first: minutes on a slow disk, less than a second else. */
const READY_MS = 180_000
const DATABASE = 'branch-ledger'

export interface StartedEngine {
  readonly uri: string
  readonly warnings: readonly string[]
  stop(): Promise<void>
}

/**
 * Runs `mongod` as a child: a single-node replica set on loopback with its data in `folder`. Resolves when it takes
 * writes; throws `ServiceError` when it doesn't.
 */
export async function startMongod(engine: FoundEngine, folder: EngineFolder, logger: Logger): Promise<StartedEngine> {
  const { port, stop } = await runEngine({
    ...{ name: 'mongod', engine, folder, logger, readyMs: READY_MS },
    args: (on) => mongodArgs(folder.data, on),
    becomeReady: (on, isRunning) => becomePrimary(on, READY_MS, isRunning),
  })
  const uri = `mongodb://127.0.0.1:${port}/${DATABASE}?replicaSet=${REPLICA_SET}`
  return { uri, warnings: warningsFor(engine), stop }
}

function mongodArgs(data: string, port: number): string[] {
  return [
    ...['--dbpath', data, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
    ...['--replSet', REPLICA_SET, '--oplogSize', '64', '--wiredTigerCacheSizeGB', '0.25', '--quiet'],
    // The log of slow commands quotes them, and with them what people wrote: never.
    ...['--profile', '0', '--slowms', '2147483647'],
    // Up to 200 MB of the vendor's own measurements, of no use to a branch.
    ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
  ]
}

function warningsFor(engine: FoundEngine): string[] {
  if (engine.series !== OLDEST_MONGOD_SERIES) return []
  return [
    `MongoDB ${engine.full} is past its vendor's support: right for a first look; an office in production sets MONGODB_URI or puts mongod ${VENDOR_MONGOD_VERSION} on PATH before the first start`,
  ]
}
