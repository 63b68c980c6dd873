import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, startApp } from '../../src/app.js'
import { MEMBERS } from '../../src/cli/demo-branch.js'
import { type Config, readConfig } from '../../src/config.js'
import { type Clock, machineNow } from '../../src/core/clock.js'
import type { LogFields, Logger } from '../../src/core/logger.js'
import type { AdminEntry } from '../../src/ledger/admin-view.js'
import type { ChatSimulator } from '../../src/simulator/chat-simulator.js'
import {
  type FeishuSimulator,
  type FeishuSimulatorOptions,
  startFeishuSimulator,
} from '../../src/simulator/feishu/index.js'
import { anyPort } from './any-port.js'
import { type TestDatabase, testDatabase } from './database.js'
import { type Stage, type StageName, startStage } from './stage.js'
import { waitFor } from './wait-for.js'

export const ADMIN_TOKEN = 'admin-token-of-the-tests'
/** Wednesday; the demo begins here too. */
export const START = '2026-03-18T10:00:00+08:00'

/** A civil clock that test and simulator share; the bot is told by `/admin/clock`. */
export class TestClock implements Clock {
  #offset = 0
  now(): number {
    return machineNow() + this.#offset
  }
  set(iso: string): void {
    this.#offset = Date.parse(iso) - machineNow()
  }
}

/** A logger that keeps every line, to search it for what must never be logged. */
export function keepingLogger(): Logger & { readonly lines: string[] } {
  const lines: string[] = []
  const keep = (level: string) => (fields: LogFields, message: string) => {
    lines.push(JSON.stringify({ level, ...fields, message }))
  }
  return { lines, debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') }
}

/** The environment of a bot of the tests, without any platform. */
const bareEnvironment = (): Record<string, string> => ({
  NODE_ENV: 'test',
  HOST: '127.0.0.1',
  PORT: '0',
  SCHEDULE: 'off',
  DATA_DIR: mkdtempSync(join(tmpdir(), 'branch-ledger-files-')),
  LOG_LEVEL: 'silent',
  ADMIN_TOKEN,
  FIELD_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  LINK_SECRET: 'link-secret-of-the-tests-0123456789',
})

/** The environment of a bot that talks to `simulator`. */
export function environmentFor(simulator: FeishuSimulator, extra: Record<string, string> = {}): Record<string, string> {
  return {
    ...bareEnvironment(),
    FEISHU_APP_ID: simulator.options.appId,
    FEISHU_APP_SECRET: simulator.options.appSecret,
    FEISHU_ENCRYPT_KEY: simulator.options.encryptKey,
    FEISHU_VERIFICATION_TOKEN: simulator.options.verificationToken,
    FEISHU_DOMAIN: simulator.url,
    ...extra,
  }
}

/** What the admin routes answer with, all of it optional: a test asserts what it needs. */
export interface AdminBody {
  readonly id: string
  readonly entries?: AdminEntry[]
  readonly failed?: Record<string, unknown>[]
  readonly usage?: Record<string, unknown>[]
  readonly error?: string
  readonly [field: string]: unknown
}

/** The admin side of a running bot, over HTTP. */
export function adminOf(url: string) {
  const call = async (method: string, path: string, body?: unknown): Promise<{ status: number; body: AdminBody }> => {
    const response = await fetch(`${url}/admin${path}`, {
      method,
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : undefined }
  }
  return {
    get: (path: string) => call('GET', path),
    post: (path: string, body?: unknown) => call('POST', path, body),
    sweep: async (name: string, at: string) =>
      (await call('POST', `/sweeps/${name}?at=${encodeURIComponent(at)}`)).body as unknown as {
        sent: number
        failed: number
      },
    entries: async (branchId: string, query = '') =>
      (await call('GET', `/branches/${branchId}/entries${query}`)).body.entries ?? [],
  }
}

export type Admin = ReturnType<typeof adminOf>

/** The demo's people: six full members and a probationary one, all invented. */
export { MEMBERS as ROSTER } from '../../src/cli/demo-branch.js'

export type MemberName = (typeof MEMBERS)[number]['name']

/** A group with the roster in it, registered as a branch. */
export interface SampleBranch {
  readonly id: string
  readonly chatId: string
  readonly person: Readonly<Record<MemberName, string>>
}

/** Makes the people, the group and the branch; `name` tells several apart. */
export async function sampleBranch(
  simulator: ChatSimulator,
  admin: Admin,
  name = '人事部党支部',
): Promise<SampleBranch> {
  const person = Object.fromEntries(MEMBERS.map((member) => [member.name, simulator.addPerson(member.name).id]))
  const chat = simulator.addGroup(name, Object.values(person))
  const members = MEMBERS.map((member) => ({ ...member, platformUserId: person[member.name] }))
  const { status, body } = await admin.post('/branches', {
    name,
    platform: simulator.platform,
    chatId: chat.chatId,
    members,
  })
  if (status !== 201) throw new Error(`branch not made: ${status} ${JSON.stringify(body)}`)
  return { id: body.id, chatId: chat.chatId, person: person as SampleBranch['person'] }
}

/** A running bot and the platform it talks to. */
export interface Bot<S extends ChatSimulator = FeishuSimulator> {
  readonly simulator: S
  readonly admin: Admin
  readonly url: string
  readonly clock: TestClock
  readonly log: ReturnType<typeof keepingLogger>
  readonly database: TestDatabase
  readonly branch: SampleBranch
  /** By message: what was said about a card that can't change itself (test/helpers/exchange.ts). */
  readonly faces: Map<string, string>
  /** Form pages that stand open after a refused submit, by address. */
  readonly pages: Map<string, string>
  /** Moves civil time for everybody, as the demo's clock does. */
  moveTo(iso: string): Promise<void>
  stop(): Promise<void>
}

/** A bot on whatever stage the run has chosen: for stories that every platform must be able to play. */
export type PlayBot = Bot<ChatSimulator>

/** A bot together with what its stage can do to it. */
export interface StageBot extends PlayBot {
  readonly stage: Stage
}

export interface BotOptions {
  readonly simulator?: FeishuSimulatorOptions
  readonly environment?: Record<string, string>
  readonly startAt?: string
  /** Where it keeps its books; a database of its own when not given. */
  readonly database?: TestDatabase
  /** Tells the bot in which month it calls the platform; the machine's clock when not given. */
  readonly quotaClock?: Clock
}

/** A whole bot on the run's engines, against a simulated Feishu, with a branch. One a test file: mongoose is a singleton. */
export async function startBot(options: BotOptions = {}): Promise<Bot> {
  const clock = new TestClock()
  const simulator = await startFeishuSimulator({
    appId: `cli_${randomBytes(8).toString('hex')}`,
    clock,
    retryScale: 0.01,
    ...options.simulator,
  })
  return play(simulator, clock, environmentFor(simulator, options.environment), options, (url) =>
    simulator.setTargets({ events: `${url}/feishu/events`, cards: `${url}/feishu/cards` }),
  )
}

export interface PlayOptions extends Omit<BotOptions, 'simulator'> {
  /** Another stage than the run's. */
  readonly on?: StageName
}

/** The same on the stage of this run (test/helpers/stage.ts). */
export async function startPlay(options: PlayOptions = {}): Promise<StageBot> {
  const clock = new TestClock()
  // The platform counts its calls by the month that people live in, from the first one.
  clock.set(options.startAt ?? START)
  const stage = await startStage(clock, options.on)
  const port = await anyPort()
  const environment = {
    ...bareEnvironment(),
    ...stage.environment(`http://127.0.0.1:${port}`),
    PORT: String(port),
    ...options.environment,
  }
  const bot = await play(stage.simulator, clock, environment, options, (url) => stage.pointTo(url))
  return { ...bot, stage }
}

async function play<S extends ChatSimulator>(
  simulator: S,
  clock: TestClock,
  environment: Record<string, string>,
  { startAt = START, quotaClock, database = testDatabase() }: Pick<BotOptions, 'startAt' | 'quotaClock' | 'database'>,
  pointTo: (url: string) => void,
): Promise<Bot<S>> {
  process.env.NO_PROXY = '127.0.0.1,localhost'
  const log = keepingLogger()
  const config: Config = readConfig(environment)
  const secrets = { fieldKeys: config.fieldKeys ?? [], linkSecret: config.linkSecret ?? '' }
  const app: App = await startApp(config, { ...database, secrets, quotaClock }, log)
  const url = `http://127.0.0.1:${app.port}`
  pointTo(url)
  const admin = adminOf(url)
  const moveTo = async (iso: string): Promise<void> => {
    clock.set(iso)
    await admin.post('/clock', { now: iso })
  }
  await moveTo(startAt)
  await untilConnected(url)
  const branch = await sampleBranch(simulator, admin)
  return {
    simulator,
    admin,
    url,
    clock,
    log,
    database,
    branch,
    faces: new Map(),
    pages: new Map(),
    moveTo,
    async stop() {
      await app.stop()
      await simulator.stop()
    },
  }
}

/** What a platform pushes while no connection is open is lost or late. */
async function untilConnected(url: string): Promise<void> {
  await waitFor(async () => {
    const { checks } = (await (await fetch(`${url}/readyz`)).json()) as { checks: Record<string, string> }
    return Object.entries(checks).every(([name, state]) => !name.endsWith('connection') || state === 'ok')
  }, 'the long connections are open')
}
