import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectExactlyOnce, sayMany } from '../helpers/exactly-once.js'
import { type FaultSite, startFaultSite } from '../helpers/fault-site.js'
import { untilQuiet, waitingRows } from '../helpers/quiet.js'
import type { SpawnedBot } from '../helpers/spawned-bot.js'
import { waitFor } from '../helpers/wait-for.js'

/** contract.md: what a killed process had claimed is taken over within 20 s; the rest is for the work itself. */
const TAKEN_OVER_MS = 20_000
const CHATS = 6
const EACH = 8

let site: FaultSite
let web: SpawnedBot
let mongo: MongoClient
beforeAll(async () => {
  site = await startFaultSite()
  mongo = await new MongoClient(site.engines.mongoUri).connect()
  web = await site.spawn('web')
  await site.open(CHATS)
})
afterAll(async () => {
  await mongo.close()
  await site.stop()
})

/** Transactions whose client is gone: mongod itself keeps them, and what they locked, for a minute. */
async function idleTransactions(): Promise<number> {
  const open = await mongo
    .db('admin')
    .aggregate([{ $currentOp: { idleSessions: true, allUsers: true } }, { $match: { type: 'idleSession' } }])
    .toArray()
  return open.filter((one) => one.transaction !== undefined).length
}

it('kill -9 of a worker in the middle of its transactions: another finishes everything, once', async () => {
  const [doomed] = await Promise.all([site.spawn('worker'), site.spawn('worker')])
  await Promise.all(sayMany(site, EACH).map(({ delivered }) => delivered))
  await waitFor(async () => (await site.admin.entries(site.branches[0]?.id ?? '')).length > 0, 'work is under way')
  // Frozen together, killed apart: whatever the worker had begun stays begun, as after a cut network.
  site.engines.freeze('mongo')
  await doomed?.kill()
  site.engines.thaw('mongo')
  const killedAt = Date.now()
  const left = await waitingRows(web.url)
  console.log({ left, open: await idleTransactions() })
  expect(left['inbox stored']).toBeGreaterThan(0)

  await expectExactlyOnce(site, EACH, TAKEN_OVER_MS * 6)
  await untilQuiet(web.url)
  console.log('done after', Date.now() - killedAt)
  expect(await idleTransactions()).toBe(0)
})
