import { Redis } from 'ioredis'
import { MongoClient } from 'mongodb'
import { expect, test } from 'vitest'
import { testDatabase } from '../helpers/database.js'

test('each call hands out an empty database of its own on engines that commit transactions', async () => {
  const [one, other] = [testDatabase(), testDatabase()]
  expect(one.prefix).not.toBe(other.prefix)
  const client = await new MongoClient(one.mongoUri).connect()
  try {
    expect(client.db().databaseName).toBe(one.prefix)
    expect(await client.db().listCollections().toArray()).toEqual([])
    await client.db().createCollection('entries')
    await client.withSession((session) =>
      session.withTransaction(() => client.db().collection('entries').insertOne({ n: 1 }, { session })),
    )
    expect(await client.db().collection('entries').countDocuments()).toBe(1)
  } finally {
    await client.db().dropDatabase()
    await client.close()
  }
})

test('the shared Redis keeps an append-only file and evicts nothing', async () => {
  const redis = new Redis(testDatabase().redisUrl)
  try {
    expect(await redis.config('GET', 'appendonly')).toEqual(['appendonly', 'yes'])
    expect(await redis.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction'])
  } finally {
    redis.disconnect()
  }
})
