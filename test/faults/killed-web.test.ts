import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectExactlyOnce, sayMany } from '../helpers/exactly-once.js'
import { type FaultSite, startFaultSite } from '../helpers/fault-site.js'
import { untilQuiet, waitingRows } from '../helpers/quiet.js'
import { redeliverRefused } from '../helpers/redeliver.js'
import { startTcpProxy } from '../helpers/tcp-proxy.js'
import { waitFor } from '../helpers/wait-for.js'

const CHATS = 3
const EACH = 10

let site: FaultSite
beforeAll(async () => {
  site = await startFaultSite()
})
afterAll(() => site?.stop())

it('kill -9 of the web between store and wake-up: a sweep of the worker finds what was acknowledged', {
  timeout: 240_000,
}, async () => {
  const redis = new URL(site.engines.redisUrl)
  const proxy = await startTcpProxy(Number(redis.port))
  redis.port = String(proxy.port)
  const web = await site.spawn('web', { REDIS_URL: redis.href })
  await site.open(CHATS)
  // From here on no wake-up reaches Redis, and the process that would repeat it is killed.
  proxy.cut()
  const deliveries = await Promise.all(sayMany(site, EACH).map(({ delivered }) => delivered))
  expect(deliveries.map((delivery) => delivery?.state)).toEqual(Array(CHATS * EACH).fill('delivered'))
  expect((await waitingRows(web.url))['inbox stored']).toBe(CHATS * EACH)
  await web.kill()
  proxy.stop()

  await site.spawn('worker')
  const again = await site.spawn('web')
  await expectExactlyOnce(site, EACH, 30_000)
  await untilQuiet(again.url)
  await expectExactlyOnce(site, EACH)
})

it('kill -9 of the web in a stream of events: what was acknowledged is done, the rest comes again, all of it once', {
  timeout: 240_000,
}, async () => {
  const { simulator } = site
  const web = await site.spawn('web')
  const accepted = (): number => simulator.deliveries().filter(({ state }) => state === 'delivered').length
  const before = accepted()
  const said = sayMany(site, EACH, EACH + 1)
  await waitFor(() => accepted() > before, 'the first of them are acknowledged')
  await web.kill()
  const again = await site.spawn('web')
  await redeliverRefused(simulator)
  expect(said.map(({ delivery }) => delivery?.attempts.some(({ status }) => status === 200))).not.toContain(false)
  await expectExactlyOnce(site, 2 * EACH)
  await untilQuiet(again.url)
  await expectExactlyOnce(site, 2 * EACH)
})

it('SIGTERM the moment it listens: it ends by itself with code 0', { timeout: 120_000 }, async () => {
  const early = await site.spawn('worker')
  expect(await early.stop()).toBe(0)
})

it('SIGTERM under load: both end by themselves with code 0, and nothing is lost', { timeout: 240_000 }, async () => {
  const { simulator } = site
  const [web, worker] = [await site.spawn('web'), await site.restartWorker()]
  sayMany(site, EACH, 2 * EACH + 1)
  await waitFor(() => simulator.deliveries().at(-1)?.attempts.length, 'events are on their way')
  expect(await Promise.all([web.stop(), worker.stop()])).toEqual([0, 0])
  const again = await site.spawn('web')
  await site.spawn('worker')
  await redeliverRefused(simulator)
  await expectExactlyOnce(site, 3 * EACH)
  await untilQuiet(again.url)
  await expectExactlyOnce(site, 3 * EACH)
})
