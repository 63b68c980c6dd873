import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectExactlyOnce, receiptNumbers, sayMany, trainingSentence } from '../helpers/exactly-once.js'
import { type FaultSite, startFaultSite } from '../helpers/fault-site.js'
import { untilQuiet, waitingRows } from '../helpers/quiet.js'
import type { SpawnedBot } from '../helpers/spawned-bot.js'
import { waitFor } from '../helpers/wait-for.js'

/**
 * contract.md gives 20 s for taking over what a killed process had claimed; as much again is for a busy machine. What
 * is left to mongod alone (a transaction whose client is gone) takes 60 to 90 s, so a failure is told from slowness.
 */
const DONE_WITHIN_MS = 40_000
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
  await mongo?.close()
  await site?.stop()
})

/** Transactions that stand open; those of a killed process stay until somebody ends them. */
async function openTransactions(): Promise<number> {
  const sessions = await mongo
    .db('admin')
    .aggregate([{ $currentOp: { idleSessions: true, allUsers: true } }, { $match: { type: 'idleSession' } }])
    .toArray()
  return sessions.filter((one) => one.transaction !== undefined).length
}

it('kill -9 of a worker in the middle of its transactions: another finishes everything, once', {
  timeout: 240_000,
}, async () => {
  const [doomed] = await Promise.all([site.spawn('worker'), site.spawn('worker')])
  await Promise.all(sayMany(site, EACH).map(({ delivered }) => delivered))
  await waitFor(async () => (await site.admin.entries(site.branches[0]?.id ?? '')).length > 0, 'work is under way')
  // Killed while MongoDB stands still: whatever the worker had begun there stays begun, as when a machine dies.
  site.engines.freeze('mongo')
  await doomed?.kill()
  site.engines.thaw('mongo')
  expect((await waitingRows(web.url))['inbox stored']).toBeGreaterThan(0)

  await expectExactlyOnce(site, EACH, DONE_WITHIN_MS)
  await untilQuiet(web.url)
  await expectExactlyOnce(site, EACH)
  expect(await openTransactions()).toBe(0)
})

it('kill -9 after the platform took a message and before that was stored: the same key again, one message', {
  timeout: 240_000,
}, async () => {
  const { simulator, branches } = site
  const [branch] = branches
  if (!branch) throw new Error('no branch')
  const before = simulator.apiCalls('message.create').length
  // The only worker must be the one that dies: the survivor of the first test goes as well.
  const worker = await site.restartWorker()
  simulator.fault({ api: 'message.create', moment: 'after', hang: true })
  simulator.say(branch.person.赵阳, branch.chatId, trainingSentence(EACH + 1))
  await waitFor(() => receiptNumbers(simulator, branch.chatId).length === EACH + 1, 'the platform shows the receipt')
  expect((await waitingRows(web.url))['outbox sending']).toBe(1)
  await worker.kill()

  await site.spawn('worker')
  await untilQuiet(web.url, DONE_WITHIN_MS)
  const calls = simulator.apiCalls('message.create').slice(before)
  expect(calls).toHaveLength(2)
  expect(calls[1]?.body?.uuid).toBe(calls[0]?.body?.uuid)
  await expectExactlyOnce({ ...site, admin: site.admin, branches: [branch] }, EACH + 1)
})
