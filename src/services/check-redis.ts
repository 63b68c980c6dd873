import { Redis } from 'ioredis'
import { isAtLeast } from './engine-version.js'
import { OLDEST_REDIS_SERIES } from './find-redis.js'
import { maskUri, withoutPassword } from './mask-uri.js'
import { reasonOf } from './service-error.js'

const ANSWER_MS = 5_000

/**
 * Looks at the Redis somebody else runs and names what puts work at risk, a line each. One that doesn't answer is a
 * risk and no error: messages are stored without it and a sweep wakes them (design.md §2). Reads INFO only, which
 * managed servers allow where they refuse CONFIG.
 */
export async function checkRedis(url: string): Promise<string[]> {
  let failure = ''
  let redis: Redis | undefined
  try {
    redis = new Redis(url, {
      lazyConnect: true,
      retryStrategy: () => null,
      maxRetriesPerRequest: 0,
      connectTimeout: ANSWER_MS,
      commandTimeout: ANSWER_MS,
    })
    redis.on('error', (error) => {
      failure = reasonOf(error)
    })
    await redis.connect()
    return risksIn(await redis.info())
  } catch (error) {
    const reason = withoutPassword(failure || reasonOf(error), url)
    return [`Redis at ${maskUri(url)} doesn't answer (${reason}): messages wait until it does; check REDIS_URL`]
  } finally {
    redis?.disconnect()
  }
}

/** The risky settings in an answer to INFO. */
export function risksIn(info: string): string[] {
  const field = (name: string): string | undefined => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim()
  const risks: string[] = []
  const version = field('redis_version')
  if (version && !isAtLeast(version, OLDEST_REDIS_SERIES)) {
    risks.push(`REDIS_URL is Redis ${version}, older than ${OLDEST_REDIS_SERIES}: queues need that or later`)
  }
  if (field('aof_enabled') === '0') {
    risks.push(
      'REDIS_URL keeps no append-only file: queued work is lost with it until a sweep finds it; set appendonly yes',
    )
  }
  const policy = field('maxmemory_policy')
  if (policy && policy !== 'noeviction') {
    risks.push(
      `REDIS_URL evicts keys when memory is short (${policy}): queued work disappears; set maxmemory-policy noeviction`,
    )
  }
  if (field('role') === 'slave') risks.push('REDIS_URL is a read-only replica: nothing can be queued; name the primary')
  if (field('cluster_enabled') === '1') {
    risks.push('REDIS_URL is a Redis Cluster, with which the bot was never tried; name a single instance')
  }
  return risks
}
