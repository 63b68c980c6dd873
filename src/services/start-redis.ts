import { Redis } from 'ioredis'
import type { Logger } from '../core/logger.js'
import type { EngineFolder } from './engine-folder.js'
import { isAtLeast } from './engine-version.js'
import type { FoundEngine } from './find-mongod.js'
import { runEngine } from './run-engine.js'
import { ServiceError } from './service-error.js'
import type { StartedEngine } from './start-mongod.js'
import { waitUntil } from './wait-until.js'

const READY_MS = 60_000

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
  const { port, stop } = await runEngine({
    ...{ name: 'redis-server', engine, folder, logger, readyMs: READY_MS },
    args: (on) => redisArgs(folder.data, on),
    becomeReady: answers,
  })
  return { uri: `redis://127.0.0.1:${port}/0`, warnings: [], stop }
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
  } finally {
    redis.disconnect()
  }
}
