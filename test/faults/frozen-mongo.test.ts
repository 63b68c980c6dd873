import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Attempt } from '../../src/simulator/feishu/index.js'
import { expectExactlyOnce, sayMany } from '../helpers/exactly-once.js'
import { type FaultSite, startFaultSite } from '../helpers/fault-site.js'
import { holdDocument } from '../helpers/hold-document.js'
import { untilQuiet } from '../helpers/quiet.js'
import { redeliverRefused } from '../helpers/redeliver.js'
import type { SpawnedBot } from '../helpers/spawned-bot.js'

/** The platform's own patience, for events and taps. */
const PLATFORM_WAITS_MS = 3000
const FROZEN_MS = 10_000
const SAY_EVERY_MS = 250
const CHATS = 3

let site: FaultSite
let web: SpawnedBot
let worker: SpawnedBot
beforeAll(async () => {
  // 15 ms, 300 ms, 3.6 s and 21.6 s between the platform's five tries.
  site = await startFaultSite({ retryScale: 0.001 })
  web = await site.spawn('web')
  worker = await site.spawn('worker')
  await site.open(CHATS)
})
afterAll(() => site?.stop())

/** Sentences said in each group so far. */
let each = 0
/** Goes on talking in every group for so long. */
async function load(ms: number): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await delay(SAY_EVERY_MS)) {
    each += 1
    sayMany(site, 1, each)
  }
}

const attempts = (): Attempt[] => site.simulator.deliveries().flatMap((delivery) => delivery.attempts)

it('MongoDB frozen for ten seconds under load: 503 in time, health told apart, afterwards everything once', {
  timeout: 240_000,
}, async () => {
  const { simulator, engines, branches } = site
  await load(1000)
  await simulator.settled()
  const receipt = await simulator.waitForMessage(branches[0]?.chatId ?? '', '已记｜', 60_000)

  engines.freeze('mongo')
  const frozen = load(FROZEN_MS)
  try {
    const tap = await simulator.tap(branches[0]?.person.陈立 ?? '', receipt.messageId, '撤销')
    expect(tap.clientCode).toBeUndefined()
    expect(tap.toast?.content).toMatch(/系统忙/)
    expect(tap.answer?.durationMs).toBeLessThan(PLATFORM_WAITS_MS)
    expect((await fetch(`${web.url}/healthz`)).status).toBe(200)
    const ready = await fetch(`${web.url}/readyz`)
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({ ready: false, checks: { mongodb: 'no answer', redis: 'ok' } })
    const metrics = await fetch(`${web.url}/metrics`, { signal: AbortSignal.timeout(10_000) })
    expect(await metrics.text()).toContain('webhook_requests_total')
  } finally {
    await frozen
    engines.thaw('mongo')
  }
  await load(500)

  await simulator.settled()
  expect(attempts().map(({ status }) => status)).toContain(503)
  expect(attempts().filter(({ status }) => status !== 200 && status !== 503)).toEqual([])
  // A try that the platform gave up on shows no status; so each was answered, and in time.
  expect(Math.max(...attempts().map(({ durationMs }) => durationMs))).toBeLessThan(PLATFORM_WAITS_MS)
  expect([web.isRunning(), worker.isRunning()]).toEqual([true, true])
  await redeliverRefused(simulator)
  await expectExactlyOnce(site, each)
  await untilQuiet(web.url)
  await expectExactlyOnce(site, each)
})

it('a tap that is stored and can not be carried out in time: 「处理中」 within the deadline, done by a worker', {
  timeout: 120_000,
}, async () => {
  const { simulator, admin, engines } = site
  const branch = site.branches[1]
  if (!branch) throw new Error('no branch')
  const receipt = await simulator.waitForMessage(branch.chatId, '已记｜')
  const number = /\d{4}-[一-龥]+-\d{3,}/.exec(receipt.text)?.[0]
  const entryOf = async () => (await admin.entries(branch.id)).find((one) => one.number === number)
  const entry = await entryOf()
  expect(entry?.voided).toBe(false)

  // Somebody else's transaction holds the entry, so that the tap's own can't get through.
  const held = await holdDocument(engines.mongoUri, entry?.id ?? '')
  const tap = await simulator.tap(branch.person.陈立, receipt.messageId, '撤销')
  expect(tap.toast?.content).toContain('处理中')
  expect(tap.answer?.durationMs).toBeLessThan(PLATFORM_WAITS_MS)
  await held.release()

  await simulator.waitUntil(() => simulator.message(receipt.messageId).text.includes('已撤销'), 40_000)
  expect((await entryOf())?.voided).toBe(true)
})

it('kill -9 of MongoDB under load: what was acknowledged is there again, the rest comes again, all of it once', {
  timeout: 240_000,
}, async () => {
  const { simulator, engines } = site
  const before = attempts().length
  const talking = load(4000)
  engines.kill('mongo')
  await talking
  await simulator.settled()
  expect(
    attempts()
      .slice(before)
      .filter(({ status }) => status !== 200 && status !== 503),
  ).toEqual([])
  await redeliverRefused(simulator)
  await expectExactlyOnce(site, each, 90_000)
  await untilQuiet(web.url)
  await expectExactlyOnce(site, each)
  expect([web.isRunning(), worker.isRunning()]).toEqual([true, true])
})

it('MongoDB dies with inserts on their way: what is acknowledged all the same is stored', {
  timeout: 120_000,
}, async () => {
  const { simulator, engines } = site
  engines.freeze('mongo')
  each += 1
  sayMany(site, 1, each)
  // Sent, and without an answer: nothing shows when an insert lies in the socket of a server that stands still. Were
  // this too short, the kill would come before the inserts, which is the test above.
  await delay(500)
  engines.kill('mongo')
  await simulator.settled()
  await redeliverRefused(simulator)
  await expectExactlyOnce(site, each, 60_000)
})
