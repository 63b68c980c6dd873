import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Router } from 'express'
import { Redis } from 'ioredis'
import mongoose from 'mongoose'
import { isSweepName, type SweepName } from '../jobs/index.js'
import { createLease } from '../jobs/lease.js'
import { moveClock } from '../jobs/move-clock.js'
import { createQueues } from '../jobs/queues.js'
import { runSweep } from '../jobs/run-sweep.js'
import { startSchedule } from '../jobs/schedule.js'
import type { SweepDeps } from '../jobs/sweep.js'
import { startWorkers } from '../jobs/workers.js'
import { borderChecks, connectAll, createPlatforms, webhooksOf } from './borders.js'
import { type Config, ConfigError } from './config.js'
import { type Clock, machineNow, toDate } from './core/clock.js'
import { createFormLinks, type FormLinks } from './core/form-link.js'
import type { Logger } from './core/logger.js'
import type { Door, LongConnection, Platform } from './core/platform.js'
import { createVault, type FieldKey, fingerprintOf } from './core/seal.js'
import { NotReadyError } from './http/health-routes.js'
import { closeServer, createHttpApp, listen } from './http/server.js'
import { createApiCounter } from './intake/api-counter.js'
import { keepAskingBotIds } from './intake/bot-ids.js'
import { createBudget } from './intake/budget.js'
import { createDoor, type DoorDeps } from './intake/door.js'
import { createInbox } from './intake/inbox.js'
import { createLimiter } from './intake/limiter.js'
import { correctForm, dropForm, openForm, submitForm } from './intake/open-form.js'
import type { ProcessDeps } from './intake/plan.js'
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
import { foreignKeys } from './models/key-check.js'
import { runMigrations } from './models/migrations/run-migrations.js'
import { anyBeatSince, beat } from './models/worker-beat.js'
import type { Secrets } from './secrets.js'
import { createDiskFileStore } from './services/disk-file-store.js'
import { formPageRouter } from './web/form-page.js'

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
  /** Tells the month in which platform calls count; the machine's own clock when not given. */
  readonly quotaClock?: Clock
}

/** A worker that showed no sign of life for so long is not there: three of its ticks, and one to spare. */
const BEAT_MAX_AGE_MS = 20_000
/** So long after a killed process another one, or itself anew, may open the connection; who lives renews it in thirds. */
const LEASE_MS = 6000
/** Civil time is shared through MongoDB; a process that serves only HTTP looks for it so often. */
const CLOCK_REFRESH_MS = 1000

/**
 * The composition root: the only place that knows every layer. Connects, migrates, builds indexes, and only then takes
 * traffic; Redis may come later, what arrives meanwhile is stored. `config.role` decides which parts run here. Throws
 * when MongoDB can't be reached, a key is not the one this database was sealed with, or the port is taken; nothing is
 * left running then.
 */
export async function startApp(config: Config, input: AppInput, logger: Logger): Promise<App> {
  const closers: (() => unknown)[] = []
  const stop = async (): Promise<void> => {
    for (const close of closers.toReversed()) await close()
  }
  try {
    const port = await start(config, input, logger, closers)
    let stopped: Promise<void> | undefined
    return {
      port,
      stop: () => {
        stopped ??= stop()
        return stopped
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(
  config: Config,
  { mongoUri, redisUrl, secrets, quotaClock }: AppInput,
  logger: Logger,
  closers: (() => unknown)[],
): Promise<number> {
  await connectMongo(mongoUri)
  closers.push(disconnectMongo)
  await runMigrations({ logger })
  await buildIndexes()
  const { fieldKeys } = secrets
  await assertOwnKeys(fieldKeys)

  // Two deployments may share one Redis: the database's name keeps their keys apart.
  const prefix = `ledger-${mongoose.connection.name}`
  const queues = createQueues(redisUrl, prefix, logger)
  closers.push(queues.close)
  const { wakeChat, wakeSender } = queues

  const metrics = createMetrics()
  const counter = createApiCounter(quotaClock)
  closers.push(() => counter.flush().catch(() => {}))
  const links = config.publicUrl ? createFormLinks(secrets.linkSecret, config.publicUrl) : undefined
  const platforms = createPlatforms(config, links, logger, (call) => {
    counter.count(call)
    metrics.apiCall(call.platform, call.api)
  })
  const budget = createBudget(counter, [...platforms.values()], config.quotas)
  await counter.refresh()
  const clockMoves = config.env === 'demo' || config.env === 'test'
  const clock = createSharedClock({ moves: clockMoves })
  await clock.refresh()
  configureTalkVault(createVault(fieldKeys, 'talk'))
  configureDraftVault(createVault(fieldKeys, 'draft'))
  const inboxVault = createVault(fieldKeys, 'inbox')
  const outboxVault = createVault(fieldKeys, 'outbox')

  const { timezone } = config
  const files = createDiskFileStore(join(config.dataDir, 'evidence'))
  const processDeps: ProcessDeps = {
    platforms,
    inboxVault,
    outboxVault,
    logger,
    clock,
    timezone,
    budget,
    files,
    wakeSender,
  }
  const sweepDeps: SweepDeps = { platforms, outboxVault, budget, logger, wakeChat, wakeSender }
  const sweep = (name: SweepName, at: number | undefined, wait: boolean) =>
    runSweep(name, at ?? clock.now(), wait, sweepDeps)

  const tapDeps: TapDeps = { ...processDeps, inbox: createInbox(inboxVault), wakeChat }
  const doorDeps: DoorDeps = {
    inbox: tapDeps.inbox,
    wakeChat,
    answerTap: (tap, platform, arrivedAt) => answerTap(tap, platform, arrivedAt, tapDeps),
    count: metrics.webhook,
  }
  const doorOf = (platform: Platform): Door => createDoor(platform, doorDeps)
  let connections: ReadonlyMap<string, LongConnection> = new Map()
  let isWorking = async (): Promise<boolean> => anyBeatSince(toDate(machineNow() - BEAT_MAX_AGE_MS))
  const app = createHttpApp({
    logger,
    adminToken: config.role === 'worker' ? undefined : config.adminToken,
    webhooks: config.role === 'worker' ? {} : webhooksOf(platforms, { doorOf, logger, count: metrics.webhook }),
    pages: links && config.role !== 'worker' ? [formPageOf(links, tapDeps, config)] : [],
    admin: {
      timezone: config.timezone,
      platforms: [...platforms.keys()],
      now: () => clock.now(),
      runSweep: async (name, at, wait) => (isSweepName(name) ? sweep(name, at, wait) : undefined),
      moveClock: clockMoves ? (to) => moveClock(to, clock, config.timezone, sweepDeps) : undefined,
      deadLetters: () => listFailed(),
      replay: async (id) => (await replayFailed(id)) !== undefined,
      usage: async () => {
        await counter.refresh()
        return { usage: counter.thisMonth().usage, quotas: budget.quotas() }
      },
    },
    health: {
      checks: {
        mongodb: async () => void (await mongoose.connection.db?.command({ ping: 1 })),
        redis: () => queues.ping(),
        workers: async () => {
          if (!(await isWorking())) throw new NotReadyError('no worker process is running')
        },
        ...borderChecks(platforms, config.role === 'worker' ? undefined : () => connections),
      },
      metrics: () => metrics.text(budget.quotas()),
    },
  })
  // Before anything works: a port that is taken must not be found after messages were sent.
  const server = await listen(app, config.host, config.port)

  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1, commandTimeout: 5000 })
  redis.on('error', (error) => logger.debug({ error: error.name }, 'redis connection of limiter and leases'))
  closers.push(() => redis.disconnect())
  if (config.role === 'web') {
    const refresh = setInterval(() => {
      clock.refresh().catch(() => {})
      counter.refresh().catch(() => {})
    }, CLOCK_REFRESH_MS)
    closers.push(() => clearInterval(refresh))
  } else {
    const limiter = createLimiter(redis, prefix)
    const sendDeps: SendDeps = {
      platforms,
      limiter,
      limits: config.sendLimits,
      vault: outboxVault,
      files,
      clock,
      logger,
      wakeSender,
    }
    const workers = startWorkers(redisUrl, prefix, { ...processDeps, ...sendDeps, wakeChat })
    closers.push(workers.close)
    isWorking = async () => workers.isRunning()
    await rewrapTalks(logger)
    const workerId = `${hostname()}-${randomUUID()}`
    const schedule = startSchedule({
      run: (name) => sweep(name, undefined, false),
      beat: async () => {
        await clock.refresh()
        if (workers.isRunning()) await beat(workerId, toDate(machineNow()))
        await counter.refresh()
      },
      takeOver: endAbandonedTransactions,
      unasked: config.schedule,
      logger,
    })
    closers.push(schedule.stop)
  }

  const askBotIds = keepAskingBotIds([...platforms.values()], logger)
  closers.push(askBotIds.stop)
  if (config.role !== 'worker') {
    connections = connectAll(platforms, {
      doorOf,
      leaseOf: (name) => createLease(redis, `${prefix}:connection:${name}`, { ttlMs: LEASE_MS }),
    })
    closers.push(() => Promise.all([...connections.values()].map((connection) => connection.close())))
  }
  // Closed first, so last in the list.
  closers.push(() => closeServer(server))
  const { port } = server.address() as AddressInfo
  logger.info({ port, role: config.role, env: config.env }, 'listening')
  return port
}

/** Forms that a link opens. In the demo the chat page shows them inside itself, as a platform's web view would. */
function formPageOf(links: FormLinks, deps: TapDeps, { env }: Config): Router {
  return formPageRouter({
    links,
    open: (link) => openForm(link, deps),
    submit: (link, values, revision) => submitForm(link, values, revision, deps),
    drop: (link, values, revision) => dropForm(link, values, revision, deps),
    correct: (link) => correctForm(link, deps),
    now: machineNow,
    ...(env === 'demo' || env === 'test' ? { frameAncestors: 'http://127.0.0.1:*' } : {}),
    logger: deps.logger,
  })
}

/** Two processes with different keys under one id would make each other's rows unreadable for good. */
async function assertOwnKeys(fieldKeys: readonly FieldKey[]): Promise<void> {
  const foreign = await foreignKeys(new Map(fieldKeys.map((key) => [key.id, fingerprintOf(key)])))
  if (foreign.length === 0) return
  throw new ConfigError([
    `FIELD_KEYS: this database was sealed with another key under the id ${foreign.join(', ')}: give every process the same FIELD_KEYS, and a new key a new id`,
  ])
}

async function rewrapTalks(logger: Logger): Promise<void> {
  const { stuck } = await rewrapTalkKeys()
  if (stuck === 0) return
  logger.warn({ talks: stuck }, 'talks sealed under a key that is not in FIELD_KEYS: add it back, or they stay closed')
}
