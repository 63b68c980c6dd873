import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import { Redis } from 'ioredis'
import mongoose from 'mongoose'
import { isSweepName, type SweepName } from '../jobs/index.js'
import { moveClock } from '../jobs/move-clock.js'
import { createQueues } from '../jobs/queues.js'
import { runSweep } from '../jobs/run-sweep.js'
import { startSchedule } from '../jobs/schedule.js'
import type { SweepDeps } from '../jobs/sweep.js'
import { startWorkers } from '../jobs/workers.js'
import type { Config } from './config.js'
import { machineNow, toDate } from './core/clock.js'
import type { Logger } from './core/logger.js'
import type { Platform } from './core/platform.js'
import { createVault } from './core/seal.js'
import { createHttpApp, listen, type RawHandler } from './http/server.js'
import { createWebhook } from './http/webhook.js'
import { createApiCounter } from './intake/api-counter.js'
import { createInbox } from './intake/inbox.js'
import { createLimiter } from './intake/limiter.js'
import type { ProcessDeps } from './intake/process-inbound.js'
import type { SendDeps } from './intake/send-one.js'
import { createSharedClock } from './intake/shared-clock.js'
import { answerTap, type TapDeps } from './intake/tap.js'
import { listFailed, replayFailed } from './intake/waiting.js'
import { configureDraftVault } from './ledger/drafts.js'
import { rewrapTalkKeys } from './ledger/talk-keys.js'
import { configureTalkVault } from './ledger/talk-vault.js'
import { createMetrics } from './metrics.js'
import { endAbandonedTransactions } from './models/abandoned-transactions.js'
import { buildIndexes, connectMongo, disconnectMongo } from './models/connect.js'
import { runMigrations } from './models/migrations/run-migrations.js'
import { anyBeatSince, beat } from './models/worker-beat.js'
import { createFeishuPlatform } from './platforms/feishu/platform.js'
import type { Secrets } from './secrets.js'

export interface App {
  readonly port: number
  /** Stops listening, lets running work end, closes every connection. */
  stop(): Promise<void>
}

/** Engines and secrets that the process got elsewhere. */
export interface AppInput {
  readonly mongoUri: string
  readonly redisUrl: string
  readonly secrets: Secrets
}

/** A worker that showed no sign of life for so long is not there: three of its ticks, and one to spare. */
const BEAT_MAX_AGE_MS = 20_000
/** Civil time is shared through MongoDB; a process that serves only HTTP looks for it so often. */
const CLOCK_REFRESH_MS = 1000

/**
 * The composition root: the only place that knows every layer. Connects, migrates, builds indexes, and only then takes
 * traffic. `config.role` decides which parts run here. Throws when an engine can't be reached or the port is taken.
 */
export async function startApp(config: Config, input: AppInput, logger: Logger): Promise<App> {
  await connectMongo(input.mongoUri)
  await runMigrations({ logger })
  await buildIndexes()
  // Two deployments may share one Redis: the database's name keeps their keys apart.
  const prefix = `ledger-${mongoose.connection.name}`
  const queues = await createQueues(input.redisUrl, prefix, logger)

  const metrics = createMetrics()
  const counter = createApiCounter()
  const clock = createSharedClock()
  await clock.refresh()
  const { fieldKeys } = input.secrets
  configureTalkVault(createVault(fieldKeys, 'talk'))
  configureDraftVault(createVault(fieldKeys, 'draft'))
  const inboxVault = createVault(fieldKeys, 'inbox')
  const outboxVault = createVault(fieldKeys, 'outbox')

  const platforms = new Map<string, Platform>()
  if (config.feishu) {
    const onApiCall: Parameters<typeof createFeishuPlatform>[1]['onApiCall'] = (call) => {
      counter.count(call)
      metrics.apiCall(call.platform, call.api)
    }
    platforms.set('feishu', createFeishuPlatform(config.feishu, { logger, onApiCall }))
  }

  const { wakeChat, wakeSender } = queues
  const processDeps: ProcessDeps = { platforms, inboxVault, outboxVault, logger, wakeSender }
  const sweepDeps: SweepDeps = { platforms, outboxVault, logger, wakeChat, wakeSender }
  const sweep = (name: SweepName, at: number | undefined, wait: boolean) =>
    runSweep(name, at ?? clock.now(), wait, sweepDeps)

  const closers: (() => Promise<unknown>)[] = []
  let isWorking = async (): Promise<boolean> => anyBeatSince(toDate(machineNow() - BEAT_MAX_AGE_MS))
  if (config.role !== 'web') {
    const redis = new Redis(input.redisUrl, { maxRetriesPerRequest: 1, commandTimeout: 5000 })
    redis.on('error', (error) => logger.debug({ error: error.name }, 'redis connection of the limiter'))
    const sendDeps: SendDeps = {
      platforms,
      limiter: createLimiter(redis, prefix),
      limits: config.sendLimits,
      vault: outboxVault,
      logger,
    }
    const workers = await startWorkers(input.redisUrl, prefix, { ...processDeps, ...sendDeps })
    isWorking = async () => workers.isRunning()
    const workerId = `${hostname()}-${randomUUID()}`
    const { stuck } = await rewrapTalkKeys()
    if (stuck > 0)
      logger.warn(
        { talks: stuck },
        'talks sealed under a key that is not in FIELD_KEYS: add it back, or they stay closed',
      )
    const schedule = startSchedule({
      run: (name) => sweep(name, undefined, false),
      beat: async () => {
        await clock.refresh()
        if (workers.isRunning()) await beat(workerId, toDate(machineNow()))
        await counter.flush()
      },
      takeOver: endAbandonedTransactions,
      unasked: config.schedule,
      logger,
    })
    closers.push(
      () => schedule.stop(),
      () => workers.close(),
      async () => redis.disconnect(),
    )
  } else {
    const refresh = setInterval(() => {
      clock.refresh().catch(() => {})
      counter.flush().catch(() => {})
    }, CLOCK_REFRESH_MS)
    closers.push(async () => clearInterval(refresh))
  }

  const tapDeps: TapDeps = { ...processDeps, inbox: createInbox(inboxVault), clock, wakeChat }
  const webhooks: Record<string, RawHandler> = {}
  const feishu = platforms.get('feishu')
  if (config.role !== 'worker' && feishu) {
    const webhook = createWebhook(feishu, {
      inbox: tapDeps.inbox,
      logger,
      wakeChat,
      answerTap: (tap, platform, arrivedAt) => answerTap(tap, platform, arrivedAt, tapDeps),
      count: metrics.webhook,
    })
    // The console allows one address for events and card callbacks, so each route takes both.
    webhooks['/feishu/events'] = webhook
    webhooks['/feishu/cards'] = webhook
  }

  const askBotIds = keepAskingBotIds(platforms, logger)
  const app = createHttpApp({
    logger,
    adminToken: config.role === 'worker' ? undefined : config.adminToken,
    webhooks,
    admin: {
      timezone: config.timezone,
      now: () => clock.now(),
      runSweep: async (name, at, wait) => (isSweepName(name) ? sweep(name, at, wait) : undefined),
      moveClock:
        config.env === 'demo' || config.env === 'test'
          ? (to) => moveClock(to, clock, config.timezone, sweepDeps)
          : undefined,
      deadLetters: () => listFailed(),
      replay: async (id) => (await replayFailed(id)) !== undefined,
      usage: async () => {
        await counter.flush()
        return counter.thisMonth()
      },
    },
    health: {
      checks: {
        mongodb: async () => void (await mongoose.connection.db?.command({ ping: 1 })),
        redis: () => queues.ping(),
        workers: async () => {
          if (!(await isWorking())) throw new Error('no worker process is running')
        },
        ...Object.fromEntries(
          [...platforms].map(([name, platform]) => [`${name} bot id`, async () => assertBotId(platform)]),
        ),
      },
      metrics: metrics.text,
    },
  })
  const server = await listen(app, config.host, config.port)
  const port = (server.address() as AddressInfo).port
  logger.info({ port, role: config.role, env: config.env }, 'listening')

  let stopped: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    askBotIds.stop()
    await closeServer(server)
    for (const close of closers) await close()
    await queues.close()
    await counter.flush().catch(() => {})
    await disconnectMongo()
  }
  return {
    port,
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}

function assertBotId(platform: Platform): void {
  if (!platform.botUserId())
    throw new Error('not known yet: check app id, secret and network; it is asked again every few seconds')
}

const BOT_ID_RETRY_MS = 3000

/** Started without network, the bot learns its own id as soon as there is one; until then messages wait, stored. */
function keepAskingBotIds(platforms: ReadonlyMap<string, Platform>, logger: Logger): { stop(): void } {
  const ask = async (): Promise<void> => {
    for (const platform of platforms.values()) {
      if (platform.botUserId()) continue
      await platform.refreshBotUserId().catch((error: unknown) => {
        logger.warn(
          { platform: platform.name, code: (error as { code?: string }).code },
          "the bot's own id is not known yet; check app id, secret and network",
        )
      })
    }
  }
  let timer: NodeJS.Timeout | undefined
  const again = (): void => {
    void ask().finally(() => {
      if ([...platforms.values()].some((platform) => !platform.botUserId())) timer = setTimeout(again, BOT_ID_RETRY_MS)
    })
  }
  again()
  return { stop: () => clearTimeout(timer) }
}

/** Idle keep-alive connections would hold the process for minutes. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
}
