import { Redis } from 'ioredis'
import type { Logger } from '../core/logger.js'
import type { EngineFolder } from './engine-folder.js'
import { isAtLeast } from './engine-version.js'
import type { FoundEngine } from './find-mongod.js'
import { freePort } from './free-port.js'
import { keepRunning } from './keep-running.js'
import { accepts } from './loopback.js'
import { ServiceError } from './service-error.js'
import type { StartedEngine } from './start-mongod.js'
import { type Child, stopLeftover, superviseChild } from './supervise-child.js'
import { waitUntil } from './wait-until.js'

const READY_MS = 60_000
const PORT_TRIES = 3

/**
 * Runs `redis-server` as a child: loopback, append-only, nothing evicted, data in `folder`. Resolves when it answers;
 * throws `ServiceError` when it doesn't, or when a newer series wrote the data (it would be passed over in silence).
 */
export async function startRedis(engine: FoundEngine, folder: EngineFolder, logger: Logger): Promise<StartedEngine> {
  if (folder.series && !isAtLeast(engine.series, folder.series)) {
    throw new ServiceError(
      `${folder.data} was written by Redis ${folder.series} and only ${engine.full} is here: install that one, or remove the folder (it holds wake-ups only, which are made again)`,
    )
  }
  await stopLeftover(folder.pidFile, 'redis-server', logger)
  const spawnOnce = async (port: number, spawned?: (child: Child) => void): Promise<Child | undefined> => {
    const child = await superviseChild({
      name: 'redis-server',
      command: engine.path,
      args: redisArgs(folder.data, port),
      pidFile: folder.pidFile,
      logFile: folder.logFile,
      logger,
    })
    spawned?.(child)
    await waitUntil(async () => !child.isRunning() || (await accepts(port)), READY_MS)
    if (child.isRunning() && (await answers(port, child.isRunning))) return child
    await child.stop()
    return undefined
  }

  let port = folder.port
  for (let attempt = 1; attempt <= PORT_TRIES; attempt += 1) {
    port = await freePort(port)
    folder.remember(engine, port)
    const child = await spawnOnce(port)
    if (child) {
      const ready = port
      const startAgain = async (spawned: (child: Child) => void): Promise<Child> => {
        const again = await spawnOnce(ready, spawned)
        if (again) return again
        throw new ServiceError(`redis-server did not become ready, see ${folder.logFile}`)
      }
      return {
        uri: `redis://127.0.0.1:${ready}/0`,
        warnings: [],
        stop: keepRunning('redis-server', child, startAgain, logger),
      }
    }
    if (!(await accepts(port))) break
  }
  throw new ServiceError(
    `redis-server ${engine.full} did not start on ${folder.data}: its last lines in ${folder.logFile} say why (disk full, rights, damaged files)`,
  )
}

function redisArgs(data: string, port: number): string[] {
  return [
    ...['--bind', '127.0.0.1', '--port', String(port), '--dir', data, '--daemonize', 'no'],
    // The append-only file is what survives; snapshots beside it would only write the same twice.
    ...['--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction'],
  ]
}

/** Answers PING, which it refuses as long as it reads its append-only file back. */
async function answers(port: number, isRunning: () => boolean): Promise<boolean> {
  const redis = new Redis({
    port,
    host: '127.0.0.1',
    lazyConnect: true,
    retryStrategy: () => null,
    enableReadyCheck: false,
  })
  redis.on('error', () => undefined)
  try {
    await redis.connect()
    let pong = false
    await waitUntil(async () => {
      pong = (await redis.ping().catch(() => '')) === 'PONG'
      return pong || !isRunning()
    }, READY_MS)
    return pong
  } catch {
    return false
  } finally {
    redis.disconnect()
  }
}
