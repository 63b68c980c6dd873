import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterEach, describe, expect, it } from 'vitest'
import { createLease } from '../../jobs/lease.js'
import { testDatabase } from '../helpers/database.js'
import { startTcpProxy } from '../helpers/tcp-proxy.js'
import { waitFor } from '../helpers/wait-for.js'

const { redisUrl, prefix } = testDatabase()
const TTL_MS = 300

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

/** A connection of its own, as every process has one. */
function newRedis(url = redisUrl): Redis {
  const redis = new Redis(url, { commandTimeout: 200, maxRetriesPerRequest: 1, retryStrategy: () => 20 })
  redis.on('error', () => {})
  stops.push(() => redis.disconnect())
  return redis
}

/** One process that wants the lease, with what it was told. */
function claim(name: string, redis = newRedis()) {
  const told: string[] = []
  const { release } = createLease(redis, name, { ttlMs: TTL_MS }).hold({
    held: () => told.push('held'),
    lost: () => told.push('lost'),
  })
  stops.push(release)
  return { told, release, redis, isHolder: () => told.at(-1) === 'held' }
}

const newName = (): string => `${prefix}:lease:${randomUUID()}`

/** Somebody has asked again: the key's time was set anew. */
async function untilRenewed(redis: Redis, name: string): Promise<void> {
  await redis.pexpire(name, 60_000)
  await waitFor(async () => (await redis.pttl(name)) <= TTL_MS, 'renewed')
}

describe('a lease', () => {
  it('has one holder, also when many ask at once', async () => {
    const name = newName()
    const claims = Array.from({ length: 5 }, () => claim(name))
    await waitFor(() => claims.some(({ isHolder }) => isHolder()), 'held')
    const redis = newRedis()
    await untilRenewed(redis, name)
    await untilRenewed(redis, name)
    expect(claims.flatMap(({ told }) => told)).toEqual(['held'])
    expect(await redis.pttl(name)).toBeGreaterThan(0)
  })

  it('passes on when it is released, and is kept apart by name', async () => {
    const name = newName()
    const first = claim(name)
    await waitFor(first.isHolder, 'held')
    const second = claim(name)
    const other = claim(newName())
    await waitFor(other.isHolder, 'another name is free')
    await first.release()
    await waitFor(second.isHolder, 'taken over')
    expect([first.told, second.told]).toEqual([['held'], ['held']])
    await second.release()
    expect(await newRedis().exists(name)).toBe(0)
  })

  it('is not given back by somebody who never had it', async () => {
    const name = newName()
    const first = claim(name)
    await waitFor(first.isHolder, 'held')
    const second = claim(name)
    const redis = newRedis()
    await untilRenewed(redis, name)
    await second.release()
    expect(await redis.exists(name)).toBe(1)
    await untilRenewed(redis, name)
    expect([first.told, second.told]).toEqual([['held'], []])
  })

  it('can be released before the first answer', async () => {
    const name = newName()
    const first = claim(name)
    await first.release()
    expect(first.told).toEqual([])
    expect(await newRedis().exists(name)).toBe(0)
  })

  it('of a holder that died is taken over when its time is up', async () => {
    const name = newName()
    const redis = newRedis()
    await redis.set(name, 'a process that was killed', 'PX', TTL_MS)
    const second = claim(name)
    expect(second.told).toEqual([])
    await waitFor(second.isHolder, 'taken over')
  })

  it('is taken again after Redis was wiped', async () => {
    const name = newName()
    const first = claim(name)
    await waitFor(first.isHolder, 'held')
    const redis = newRedis()
    await redis.del(name)
    await waitFor(async () => (await redis.exists(name)) === 1, 'taken again')
    expect(first.told).toEqual(['held'])
  })

  it('is lost only to somebody who is seen to have it, and comes back after that one', async () => {
    const name = newName()
    const first = claim(name)
    await waitFor(first.isHolder, 'held')
    await newRedis().set(name, 'another process', 'PX', TTL_MS)
    await waitFor(() => first.told.at(-1) === 'lost', 'lost')
    await waitFor(first.isHolder, 'held again')
    expect(first.told).toEqual(['held', 'lost', 'held'])
  })
})

describe('while Redis is away', () => {
  async function withCable() {
    const cable = await startTcpProxy(Number(new URL(redisUrl).port))
    stops.push(cable.stop)
    return { cable, redis: newRedis(`redis://127.0.0.1:${cable.port}`) }
  }

  it('a holder goes on, and goes on afterwards', async () => {
    const name = newName()
    const { cable, redis } = await withCable()
    const first = claim(name, redis)
    await waitFor(first.isHolder, 'held')
    cable.cut()
    const direct = newRedis()
    await waitFor(async () => (await direct.exists(name)) === 0, 'its time in Redis is up')
    expect(first.told).toEqual(['held'])
    cable.mend()
    await waitFor(async () => (await direct.exists(name)) === 1, 'taken again')
    expect(first.told).toEqual(['held'])
  })

  it('a holder that finds somebody else afterwards has lost it', async () => {
    const name = newName()
    const { cable, redis } = await withCable()
    const first = claim(name, redis)
    await waitFor(first.isHolder, 'held')
    cable.cut()
    const second = claim(name)
    await waitFor(second.isHolder, 'taken over')
    cable.mend()
    await waitFor(() => first.told.at(-1) === 'lost', 'lost')
    expect(second.told).toEqual(['held'])
  })

  it('whoever waits goes on waiting, and a release does not hang', async () => {
    const name = newName()
    const { cable, redis } = await withCable()
    cable.cut()
    const first = claim(name, redis)
    await waitFor(() => redis.status === 'reconnecting', 'away')
    expect(first.told).toEqual([])
    cable.mend()
    await waitFor(first.isHolder, 'held')
    cable.cut()
    await first.release()
    expect(first.told).toEqual(['held'])
  })
})
