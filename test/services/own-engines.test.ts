import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { MongoClient } from 'mongodb'
import { expect, test } from 'vitest'
import { identityOf } from '../../src/services/process-identity.js'
import type { Services } from '../../src/services/services.js'
import { waitUntil } from '../../src/services/wait-until.js'
import { emptyFolder, enginePid, startOn } from './folders.js'

const portOf = (uri: string): number => Number(new URL(uri).port)

async function withMongo<T>(services: Services, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = await new MongoClient(services.mongoUri).connect()
  try {
    return await work(client)
  } finally {
    await client.close()
  }
}

async function withRedis<T>(services: Services, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(services.redisUrl)
  try {
    return await work(redis)
  } finally {
    redis.disconnect()
  }
}

test('starts on an empty folder and finds everything again at the second start, also on other ports', async () => {
  const dataDir = join(emptyFolder(), '支部 data')
  const first = await startOn(dataDir)
  const wroteIn = [portOf(first.mongoUri), portOf(first.redisUrl)]
  expect(first.embedded).toEqual({ mongo: true, redis: true })
  await withMongo(first, (client) => client.db().collection('entries').insertOne({ number: '2026-学-001' }))
  await withRedis(first, (redis) => redis.set('kept', 'yes'))
  await first.stop()
  await first.stop()
  expect(existsSync(join(dataDir, 'lock.json'))).toBe(false)

  const second = await startOn(dataDir)
  expect([portOf(second.mongoUri), portOf(second.redisUrl)]).toEqual(wroteIn)
  expect(await withMongo(second, (client) => client.db().collection('entries').countDocuments())).toBe(1)
  expect(await withRedis(second, (redis) => redis.get('kept'))).toBe('yes')
  await second.stop()

  const squatters = await Promise.all(
    wroteIn.map(
      (port) =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1', () => resolve(server))
        }),
    ),
  )
  const third = await startOn(dataDir)
  try {
    expect(wroteIn).not.toContain(portOf(third.mongoUri))
    expect(wroteIn).not.toContain(portOf(third.redisUrl))
    await withMongo(third, async (client) => {
      await client
        .db()
        .collection('entries')
        .insertOne({ number: '2026-学-002' }, { writeConcern: { w: 'majority' } })
      expect(await client.db().collection('entries').countDocuments()).toBe(2)
    })
    expect(await withRedis(third, (redis) => redis.get('kept'))).toBe('yes')
  } finally {
    await third.stop()
    for (const server of squatters) server.close()
  }
})

test('a folder in use is refused, and an engine that dies is started again at the same address', async () => {
  const dataDir = emptyFolder()
  const services = await startOn(dataDir)
  try {
    await expect(startOn(dataDir)).rejects.toThrow(
      `the data folder ${dataDir} is in use by process ${process.pid}: stop that one, or set DATA_DIR to another folder`,
    )
    await withMongo(services, (client) =>
      client
        .db()
        .collection('entries')
        .insertOne({ n: 1 }, { writeConcern: { j: true } }),
    )

    const killed = [enginePid(dataDir, 'mongo'), enginePid(dataDir, 'redis')]
    for (const pid of killed) process.kill(pid, 'SIGKILL')
    const replaced = (name: 'mongo' | 'redis'): boolean =>
      existsSync(join(dataDir, `${name}.pid.json`)) && !killed.includes(enginePid(dataDir, name))
    expect(await waitUntil(() => replaced('mongo') && replaced('redis'), 20_000)).toBe(true)
    expect(await withMongo(services, (client) => client.db().collection('entries').countDocuments())).toBe(1)
    expect(await withRedis(services, (redis) => redis.ping())).toBe('PONG')
  } finally {
    await services.stop()
  }
})

test('data of another series is never opened, and nothing is left running', async () => {
  const dataDir = emptyFolder()
  await (await startOn(dataDir)).stop()
  const noteFile = join(dataDir, 'mongo.json')
  const note = JSON.parse(readFileSync(noteFile, 'utf8'))
  writeFileSync(noteFile, JSON.stringify({ ...note, series: '5.0' }))

  await expect(startOn(dataDir)).rejects.toThrow(
    /another series.*set MONGODB_URI.*mongod 5\.0, which wrote the data folder/,
  )
  expect(existsSync(join(dataDir, 'redis.pid.json'))).toBe(false)
  expect(existsSync(join(dataDir, 'lock.json'))).toBe(false)

  writeFileSync(noteFile, JSON.stringify(note))
  await (await startOn(dataDir)).stop()
})

test('Redis data of a newer series is not passed over in silence', async () => {
  const dataDir = emptyFolder()
  await (await startOn(dataDir)).stop()
  writeFileSync(join(dataDir, 'redis.json'), JSON.stringify({ series: '99.0' }))
  await expect(startOn(dataDir)).rejects.toThrow(/was written by Redis 99\.0/)
})

test('slow commands leave no text in the log', async () => {
  const dataDir = emptyFolder()
  const services = await startOn(dataDir)
  try {
    await withMongo(services, async (client) => {
      const entries = client.db().collection('entries')
      await entries.insertOne({ note: 'first' })
      // Longer than the 100 ms at which mongod logs a command by default.
      await entries.findOne({ note: 'canary-7f3a', $where: 'sleep(300) || true' })
      await entries.findOne({ $where: 'sleep(300) || this.note === "canary-7f3a"' })
    })
  } finally {
    await services.stop()
  }
  const log = readFileSync(join(dataDir, 'logs', 'mongo.log'), 'utf8')
  expect(log).toContain('"c":"NETWORK"')
  expect(log).not.toContain('canary-7f3a')
})

test('a lock whose process is gone is taken over', async () => {
  const dataDir = emptyFolder()
  // This process's own number with another start time: what a restarted container finds.
  writeFileSync(join(dataDir, 'lock.json'), JSON.stringify({ pid: process.pid, identity: 'earlier' }))
  const services = await startOn(dataDir)
  expect(JSON.parse(readFileSync(join(dataDir, 'lock.json'), 'utf8')).identity).toBe(identityOf(process.pid))
  await services.stop()
})

test('a stop right after an engine died leaves nothing running', async () => {
  const dataDir = emptyFolder()
  const services = await startOn(dataDir)
  const first = enginePid(dataDir, 'mongo')
  process.kill(first, 'SIGKILL')
  const startsAgain = (): boolean =>
    existsSync(join(dataDir, 'mongo.pid.json')) && enginePid(dataDir, 'mongo') !== first
  expect(await waitUntil(startsAgain, 20_000)).toBe(true)
  const second = enginePid(dataDir, 'mongo')
  await services.stop()
  expect(identityOf(second)).toBeUndefined()
  expect(existsSync(join(dataDir, 'mongo.pid.json'))).toBe(false)
})

test('without permission to run engines a missing address is an error that names it', async () => {
  const missing = startOn(emptyFolder(), { allowEmbedded: false, redisUrl: 'redis://127.0.0.1:1' })
  await expect(missing).rejects.toThrow('MONGODB_URI must be set: only ROLE=all starts MongoDB and Redis by itself')
})
