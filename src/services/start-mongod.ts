import type { Logger } from '../core/logger.js'
import type { EngineFolder } from './engine-folder.js'
import { type FoundEngine, OLDEST_MONGOD_SERIES, VENDOR_MONGOD_VERSION } from './find-mongod.js'
import { freePort } from './free-port.js'
import { keepRunning } from './keep-running.js'
import { accepts } from './loopback.js'
import { becomePrimary, REPLICA_SET } from './replica-set.js'
import { ServiceError } from './service-error.js'
import { type Child, stopLeftover, superviseChild } from './supervise-child.js'
import { waitUntil } from './wait-until.js'

/** A folder that a power cut left is read back from its journal first: minutes on a slow disk, less than a second else. */
const READY_MS = 180_000
const PORT_TRIES = 3
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
  await stopLeftover(folder.pidFile, 'mongod', logger)
  let port = folder.port
  const spawnOnce = async (on: number, spawned?: (child: Child) => void): Promise<Child | undefined> => {
    const child = await superviseChild({
      name: 'mongod',
      command: engine.path,
      args: mongodArgs(folder.data, on),
      pidFile: folder.pidFile,
      logFile: folder.logFile,
      logger,
    })
    spawned?.(child)
    await waitUntil(async () => !child.isRunning() || (await accepts(on)), READY_MS)
    if (child.isRunning() && (await becomePrimary(on, READY_MS, child.isRunning).catch(() => false))) return child
    await child.stop()
    return undefined
  }

  for (let attempt = 1; attempt <= PORT_TRIES; attempt += 1) {
    port = await freePort(port)
    // Before the first byte of data: a folder whose series nobody knows could be opened by the wrong one.
    folder.remember(engine, port)
    const child = await spawnOnce(port)
    if (child) {
      const ready = port
      const startAgain = async (spawned: (child: Child) => void): Promise<Child> => {
        const again = await spawnOnce(ready, spawned)
        if (again) return again
        throw new ServiceError(`mongod did not become ready, see ${folder.logFile}`)
      }
      return {
        uri: `mongodb://127.0.0.1:${ready}/${DATABASE}?replicaSet=${REPLICA_SET}`,
        warnings: warningsFor(engine),
        stop: keepRunning('mongod', child, startAgain, logger),
      }
    }
    // Somebody may have taken the port after it was found free; nothing else gets better by trying.
    if (!(await accepts(port))) break
  }
  throw new ServiceError(
    `mongod ${engine.full} did not start on ${folder.data}: its last lines in ${folder.logFile} say why (disk full, rights, damaged files)`,
  )
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
