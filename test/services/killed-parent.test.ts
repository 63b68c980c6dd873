import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { MongoClient } from 'mongodb'
import { expect, test } from 'vitest'
import { identityOf } from '../../src/services/process-identity.js'
import { waitUntil } from '../../src/services/wait-until.js'
import { emptyFolder, enginePid, startOn } from './folders.js'

const PARENT = fileURLToPath(new URL('parent-process.ts', import.meta.url))

/** A process of its own (`--import`, so that the number we kill is the one that runs the engines). */
async function startParent(dataDir: string): Promise<{ parent: ChildProcess; mongoUri: string }> {
  const parent = spawn(process.execPath, ['--import', 'tsx', PARENT, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(parent.stdout as NodeJS.ReadableStream, 'data')
  return { parent, mongoUri: JSON.parse(String(line)).mongoUri }
}

async function insertOne(mongoUri: string): Promise<void> {
  const client = await new MongoClient(mongoUri).connect()
  await client
    .db()
    .collection('entries')
    .insertOne({}, { writeConcern: { w: 'majority', j: true } })
  await client.close()
}

test('kill -9 of the process takes its engines along', async () => {
  const dataDir = emptyFolder()
  const { parent, mongoUri } = await startParent(dataDir)
  const engines = [enginePid(dataDir, 'mongo'), enginePid(dataDir, 'redis')]
  expect(engines.map(identityOf)).not.toContain(undefined)
  await insertOne(mongoUri)

  parent.kill('SIGKILL')
  const allGone = (): boolean => engines.every((pid) => identityOf(pid) === undefined)
  expect(await waitUntil(allGone, 10_000)).toBe(true)
})

test('a start right after kill -9 waits for the old engines and loses nothing', async () => {
  const dataDir = emptyFolder()
  const { parent, mongoUri } = await startParent(dataDir)
  await insertOne(mongoUri)
  const exited = once(parent, 'exit')
  parent.kill('SIGKILL')
  await exited

  const services = await startOn(dataDir)
  try {
    expect(services.mongoUri).toBe(mongoUri)
    const client = await new MongoClient(services.mongoUri).connect()
    expect(await client.db().collection('entries').countDocuments()).toBe(1)
    await client.close()
  } finally {
    await services.stop()
  }
})

test('a fresh start is refused while another process runs there, and empties the folder after kill -9', async () => {
  const dataDir = emptyFolder()
  const { parent, mongoUri } = await startParent(dataDir)
  const engines = [enginePid(dataDir, 'mongo'), enginePid(dataDir, 'redis')]
  await insertOne(mongoUri)
  await expect(startOn(dataDir, { fresh: true })).rejects.toThrow(`is in use by process ${parent.pid}`)
  await insertOne(mongoUri)

  const exited = once(parent, 'exit')
  parent.kill('SIGKILL')
  await exited
  const services = await startOn(dataDir, { fresh: true })
  try {
    expect(engines.map(identityOf)).toEqual([undefined, undefined])
    const client = await new MongoClient(services.mongoUri).connect()
    expect(await client.db().collection('entries').countDocuments()).toBe(0)
    await client.close()
  } finally {
    await services.stop()
  }
})

test('SIGTERM to the process stops the engines before it ends', async () => {
  const dataDir = emptyFolder()
  const { parent } = await startParent(dataDir)
  const engines = [enginePid(dataDir, 'mongo'), enginePid(dataDir, 'redis')]
  const exited = once(parent, 'exit')
  parent.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
  expect(engines.map(identityOf)).toEqual([undefined, undefined])
})
