import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectExactlyOnce, sayMany } from '../helpers/exactly-once.js'
import { type FaultSite, startFaultSite } from '../helpers/fault-site.js'
import { untilQuiet, waitingRows } from '../helpers/quiet.js'
import type { SpawnedBot } from '../helpers/spawned-bot.js'

const PLATFORM_WAITS_MS = 3000
const CHATS = 3
const EACH = 8

let site: FaultSite
let web: SpawnedBot
let worker: SpawnedBot
let redis: Redis
/** Sentences said in each group so far. */
let said = 0
beforeAll(async () => {
  site = await startFaultSite()
  redis = new Redis(site.engines.redisUrl)
  redis.on('error', () => undefined)
  web = await site.spawn('web')
  worker = await site.spawn('worker')
  await site.open(CHATS)
})
afterAll(async () => {
  redis?.disconnect()
  await site?.stop()
})

/** Says a round of sentences; every one must be acknowledged at its first try, and in time. */
async function sayAcknowledged(): Promise<void> {
  const deliveries = await Promise.all(sayMany(site, EACH, said + 1).map(({ delivered }) => delivered))
  said += EACH
  const tries = deliveries.flatMap((delivery) => delivery?.attempts ?? [])
  expect(tries.map(({ status }) => status)).toEqual(Array(CHATS * EACH).fill(200))
  expect(Math.max(...tries.map(({ durationMs }) => durationMs))).toBeLessThan(PLATFORM_WAITS_MS)
}

async function expectAllDone(): Promise<void> {
  await expectExactlyOnce(site, said)
  await untilQuiet(web.url)
  await expectExactlyOnce(site, said)
  expect([web.isRunning(), worker.isRunning()]).toEqual([true, true])
}

it('FLUSHALL with work pending: nothing is lost, nothing done twice', { timeout: 120_000 }, async () => {
  await sayAcknowledged()
  expect((await waitingRows(web.url))['inbox stored']).toBeGreaterThan(0)
  await redis.flushall()
  await expectAllDone()
})

it('Redis frozen: events are acknowledged, taps carried out, and all is done once it is back', {
  timeout: 120_000,
}, async () => {
  const { simulator, engines, branches } = site
  const receipt = await simulator.waitForMessage(branches[0]?.chatId ?? '', '已记｜')
  engines.freeze('redis')
  await sayAcknowledged()
  const tap = await simulator.tap(branches[0]?.person.陈立 ?? '', receipt.messageId, '撤销')
  expect(tap.toast?.content).toContain('撤销')
  expect(tap.answer?.durationMs).toBeLessThan(PLATFORM_WAITS_MS)
  const ready = await fetch(`${web.url}/readyz`)
  expect(ready.status).toBe(503)
  expect(await ready.json()).toMatchObject({ checks: { mongodb: 'ok', redis: 'no answer' } })
  expect((await waitingRows(web.url))['inbox stored']).toBeGreaterThan(0)
  engines.thaw('redis')
  await expectAllDone()
  expect(simulator.message(receipt.messageId).text).toContain('已撤销')
})

it('kill -9 of Redis: acknowledged meanwhile, done when it is started again', { timeout: 120_000 }, async () => {
  site.engines.kill('redis')
  await sayAcknowledged()
  await expectAllDone()
})
