import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { silentLogger } from '../../src/core/logger.js'
import { cacheFolder } from '../../src/services/cache-folder.js'
import { risksIn } from '../../src/services/check-redis.js'
import { findMongod } from '../../src/services/find-mongod.js'
import { findRedis } from '../../src/services/find-redis.js'
import { freePort } from '../../src/services/free-port.js'
import { accepts } from '../../src/services/loopback.js'
import { maskUri } from '../../src/services/mask-uri.js'
import { superviseChild } from '../../src/services/supervise-child.js'
import { waitUntil } from '../../src/services/wait-until.js'
import { testDatabase } from '../helpers/database.js'
import { emptyFolder, startOn } from './folders.js'

const find = { cacheDir: cacheFolder(), onProgress: () => undefined }

async function runEngine(name: string, command: string, args: string[], port: number): Promise<void> {
  const folder = emptyFolder()
  const files = { pidFile: join(folder, 'pid.json'), logFile: join(folder, 'log') }
  mkdirSync(join(folder, 'data'))
  const where = name === 'mongod' ? ['--dbpath', join(folder, 'data')] : ['--dir', join(folder, 'data')]
  const child = await superviseChild({ name, command, args: [...where, ...args], ...files, logger: silentLogger })
  onTestFinished(() => child.stop())
  expect(await waitUntil(() => accepts(port), 20_000)).toBe(true)
}

test('good addresses pass without a word and nothing is started', async () => {
  const { mongoUri, redisUrl } = testDatabase()
  const services = await startOn(emptyFolder(), { mongoUri, redisUrl, allowEmbedded: false })
  expect(services).toMatchObject({ mongoUri, redisUrl, embedded: { mongo: false, redis: false }, warnings: [] })
  await services.stop()
})

test('a MongoDB without replica set is named', async () => {
  const port = await freePort()
  const { path } = await findMongod(find)
  await runEngine('mongod', path, ['--port', String(port), '--bind_ip', '127.0.0.1', '--nojournal'], port)
  const services = await startOn(emptyFolder(), {
    mongoUri: `mongodb://127.0.0.1:${port}/x`,
    redisUrl: testDatabase().redisUrl,
  })
  expect(services.warnings).toEqual([
    expect.stringContaining('MONGODB_URI is no replica set'),
    expect.stringContaining('MONGODB_URI runs without its journal'),
  ])
})

test('a Redis that forgets or evicts is named', async () => {
  const port = await freePort()
  const { path } = await findRedis(find)
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--maxmemory-policy', 'allkeys-lru']
  await runEngine('redis-server', path, args, port)
  const services = await startOn(emptyFolder(), {
    mongoUri: testDatabase().mongoUri,
    redisUrl: `redis://127.0.0.1:${port}`,
  })
  expect(services.warnings).toEqual([
    expect.stringContaining('REDIS_URL keeps no append-only file'),
    expect.stringContaining('REDIS_URL evicts keys when memory is short (allkeys-lru)'),
  ])
})

test('versions, replicas and clusters that were never tried are named', () => {
  const info =
    'redis_version:5.0.7\r\naof_enabled:1\r\nmaxmemory_policy:noeviction\r\nrole:slave\r\ncluster_enabled:1\r\n'
  expect(risksIn(info)).toEqual([
    expect.stringContaining('Redis 5.0.7'),
    expect.stringContaining('read-only replica'),
    expect.stringContaining('Redis Cluster'),
  ])
  expect(risksIn('redis_version:10.0.1\r\naof_enabled:1\r\nmaxmemory_policy:noeviction\r\nrole:master\r\n')).toEqual([])
})

test('a Redis that does not answer is a warning, and its password is not in it', async () => {
  const port = await freePort()
  const services = await startOn(emptyFolder(), {
    mongoUri: testDatabase().mongoUri,
    redisUrl: `redis://app:s3cr%40t@127.0.0.1:${port}/0`,
  })
  expect(services.warnings).toEqual([
    expect.stringContaining(`Redis at redis://app:***@127.0.0.1:${port}/0 doesn't answer`),
  ])
  expect(services.warnings.join()).not.toMatch(/s3cr/)
})

test('a MongoDB that does not answer is an error in one line without the password', async () => {
  const port = await freePort()
  const mongoUri = `mongodb://app:s3cret@127.0.0.1:${port}/x?serverSelectionTimeoutMS=500`
  const failed = startOn(emptyFolder(), { mongoUri, redisUrl: testDatabase().redisUrl }).catch(
    (error: Error) => error.message,
  )
  const message = await failed
  expect(message).toContain(`MongoDB at mongodb://app:***@127.0.0.1:${port}/x`)
  expect(message).toContain('check MONGODB_URI')
  expect(message).not.toMatch(/s3cret|\n/)
})

test.each([
  ['mongodb://u:p@ss@a:1,b:2/x', 'mongodb://u:***@a:1,b:2/x'],
  ['mongodb+srv://u:p%40@host/x?a=1', 'mongodb+srv://u:***@host/x?a=1'],
  ['redis://:secret@host:6379/0', 'redis://:***@host:6379/0'],
  ['redis://127.0.0.1:6379', 'redis://127.0.0.1:6379'],
])('%s is shown as %s', (uri, shown) => {
  expect(maskUri(uri)).toBe(shown)
})
