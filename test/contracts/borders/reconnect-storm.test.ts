import { setTimeout as pass } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { silentLogger } from '../../../src/core/logger.js'
import type { Lease, LongConnection, Platform } from '../../../src/core/platform.js'
import { createDingtalkPlatform } from '../../../src/platforms/dingtalk/platform.js'
import { createFeishuPlatform } from '../../../src/platforms/feishu/platform.js'
import { type DingtalkSimulator, startDingtalkSimulator } from '../../../src/simulator/dingtalk/index.js'
import { type FeishuSimulator, startFeishuSimulator } from '../../../src/simulator/feishu/index.js'
import { waitFor } from '../../helpers/wait-for.js'

/** In real time, with the intervals of the platforms and of production: nothing here is scaled. */
const AILING_MS = 60_000
const MOST_OPENINGS = 10
/** The longest back-off, and a little for the opening itself. */
const BACK_WITHIN_MS = 65_000

/** This process is the only one. */
const lease: Lease = {
  hold(holder) {
    holder.held()
    return { release: async () => {} }
  },
}

interface Gateway {
  readonly connection: LongConnection
  openings(): number
  /** Does it again after every change. */
  hurt(): void
  heal(): void
}

const stops: (() => Promise<unknown>)[] = []
afterAll(() => Promise.all(stops.map((stop) => stop())))

function connect(platform: Platform): LongConnection {
  const connection = platform.connect?.({ lease, door: async () => ({}) })
  if (!connection) throw new Error('no long connection')
  return connection
}

async function feishu(ail: (simulator: FeishuSimulator, on: boolean) => void): Promise<Gateway> {
  const simulator = await startFeishuSimulator({ appId: 'cli_0123456789abcdef', settings: { mode: 'websocket' } })
  const { appId, appSecret } = simulator.options
  const keys = { encryptKey: '', verificationToken: '' }
  ail(simulator, true)
  const config = { appId, appSecret, ...keys, domain: simulator.url, mode: 'websocket' } as const
  const connection = connect(createFeishuPlatform(config, { logger: silentLogger, onApiCall() {} }))
  stops.push(async () => {
    await connection.close()
    await simulator.stop()
  })
  return {
    connection,
    openings: () => simulator.longConnection.openings().length,
    hurt: () => ail(simulator, true),
    heal: () => ail(simulator, false),
  }
}

async function dingtalk(ail: (simulator: DingtalkSimulator, on: boolean) => void): Promise<Gateway> {
  const simulator = await startDingtalkSimulator({ settings: { mode: 'stream' } })
  const { clientId, clientSecret, robotCode } = simulator.options
  ail(simulator, true)
  const bases = { apiBase: simulator.url, oapiBase: simulator.url }
  const config = { clientId, clientSecret, robotCode, ...bases, mode: 'stream' } as const
  const connection = connect(createDingtalkPlatform(config, { logger: silentLogger, onApiCall() {} }))
  stops.push(async () => {
    await connection.close()
    await simulator.stop()
  })
  return {
    connection,
    openings: () => simulator.gateway.openings().length,
    hurt: () => ail(simulator, true),
    heal: () => ail(simulator, false),
  }
}

const AILMENTS: readonly (readonly [string, () => Promise<Gateway>])[] = [
  ['of Feishu’s that drops every connection', () => feishu(({ longConnection }, on) => on && longConnection.dropAll())],
  [
    'of Feishu’s that refuses every handshake',
    () => feishu(({ longConnection }, on) => longConnection.refuseUpgrade(on)),
  ],
  [
    'of Feishu’s that has an error inside',
    () => feishu(({ longConnection }, on) => longConnection.refuseEndpoint(on ? 1000040343 : undefined)),
  ],
  ['of DingTalk’s that drops every connection', () => dingtalk(({ gateway }, on) => on && gateway.dropAll())],
  [
    'of DingTalk’s that sends every connection away',
    () => dingtalk(({ gateway }, on) => on && gateway.disconnectAll(0)),
  ],
  ['of DingTalk’s that refuses every handshake', () => dingtalk(({ gateway }, on) => gateway.refuseUpgrade(on))],
  ['of DingTalk’s that is busy', () => dingtalk(({ gateway }, on) => gateway.refuseOpen(on ? 503 : undefined))],
]

/** What a gateway saw of the bot while it ailed, and how long the bot took to come back afterwards. */
async function courseOf(start: () => Promise<Gateway>): Promise<{ openings: number; backAfterMs: number }> {
  const gateway = await start()
  const ailing = setInterval(gateway.hurt, 20)
  await pass(AILING_MS)
  clearInterval(ailing)
  const openings = gateway.openings()
  gateway.heal()
  const healthy = performance.now()
  await waitFor(() => gateway.connection.state() === 'connected', 'connected again', 2 * BACK_WITHIN_MS)
  return { openings, backAfterMs: performance.now() - healthy }
}

/** All at once: a minute is long. */
const courses = new Map<string, ReturnType<typeof courseOf>>()
beforeAll(() => {
  for (const [name, start] of AILMENTS) courses.set(name, courseOf(start))
})

const timeout = AILING_MS + 3 * BACK_WITHIN_MS
it.each(AILMENTS)('a gateway %s: it is not stormed, and found again once it is well', { timeout }, async (name) => {
  const course = await courses.get(name)
  expect(course?.openings).toBeGreaterThan(1)
  expect(course?.openings).toBeLessThanOrEqual(MOST_OPENINGS)
  expect(course?.backAfterMs).toBeLessThan(BACK_WITHIN_MS)
})
