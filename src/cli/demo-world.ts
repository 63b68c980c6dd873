import { join } from 'node:path'
import { dueMomentsBetween } from '../../jobs/move-clock.js'
import { startApp } from '../app.js'
import { readConfig } from '../config.js'
import { toDate } from '../core/clock.js'
import type { Logger } from '../core/logger.js'
import { NATIONAL } from '../core/workdays.js'
import { loadSecrets } from '../secrets.js'
import { createDiskFileStore } from '../services/disk-file-store.js'
import { freePort } from '../services/free-port.js'
import { type ChatPage, startChatPage } from '../simulator/chat-page.js'
import { type DingtalkSimulator, startDingtalkSimulator } from '../simulator/dingtalk/index.js'
import { type FeishuSimulator, startFeishuSimulator } from '../simulator/feishu/index.js'
import { demoAdmin } from './demo-admin.js'
import { demoBook } from './demo-book.js'
import { DEMO_DINGTALK, DEMO_FEISHU, DEMO_START, populate } from './demo-branch.js'
import { type MovableClock, movableClock } from './demo-clock.js'

const TIMEZONE = 'Asia/Shanghai'
const ADMIN_TOKEN = 'demo-admin-token'

/** Offered above the input, to try with one tap. */
const EXAMPLES = [
  '@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加',
  '@台账助手 3.5主题党日，去南湖革命纪念馆参观，7人全到，一整天',
  '@台账助手 记一下培训',
  '@台账助手 撤销',
  '@台账助手 怎么用',
]

export interface DemoWorldOptions {
  readonly mongoUri: string
  readonly redisUrl: string
  readonly dataDir: string
  readonly logger: Logger
  /** Goes on with the ledger and the time of the last run. */
  readonly keep?: boolean
  /** Wished for the page; another when it is taken. */
  readonly pagePort?: number
  /** Settings of the bot beside its own. */
  readonly environment?: Readonly<Record<string, string>>
}

/** The bot on both simulated platforms with a sample branch each, and the chat page that shows them. */
export interface DemoWorld {
  readonly page: ChatPage
  readonly botUrl: string
  readonly feishu: FeishuSimulator
  readonly dingtalk: DingtalkSimulator
  stop(): Promise<void>
}

/**
 * Starts all of it on engines that run already; settles once what is typed arrives. What must be closed is added to
 * `closers` as it starts, for a caller who may be told to stop meanwhile; `stop`, and a failure, close all that is there.
 */
export async function startDemoWorld(
  options: DemoWorldOptions,
  closers: (() => Promise<unknown>)[] = [],
): Promise<DemoWorld> {
  // The simulators are on the loopback: a proxy of the office would never find them.
  process.env.NO_PROXY = ['127.0.0.1', 'localhost', process.env.NO_PROXY].filter(Boolean).join(',')
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close()
  }
  try {
    const world = await start(options, closers)
    return { ...world, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(
  { mongoUri, redisUrl, dataDir, logger, keep = false, pagePort = 0, environment }: DemoWorldOptions,
  closers: (() => Promise<unknown>)[],
): Promise<Omit<DemoWorld, 'stop'>> {
  const clock = movableClock()
  const feishu = await startFeishuSimulator({ ...DEMO_FEISHU, clock, retryScale: 0.2 })
  closers.push(() => feishu.stop())
  // Over Stream and without a card template: what an office has that sets up nothing more than the app.
  const dingtalk = await startDingtalkSimulator({ ...DEMO_DINGTALK, clock, settings: { mode: 'stream' } })
  closers.push(() => dingtalk.stop())
  const port = await freePort()
  const config = readConfig({ ...botEnvironment(feishu, dingtalk, port), DATA_DIR: dataDir, ...environment })
  const app = await startApp(config, { mongoUri, redisUrl, secrets: loadSecrets(config) }, logger)
  closers.push(() => app.stop())
  const botUrl = `http://127.0.0.1:${app.port}`
  const admin = demoAdmin(botUrl, ADMIN_TOKEN)
  const jumpTo = async (at: number): Promise<void> => {
    clock.moveTo(at)
    await admin('POST', '/clock', { now: toDate(at).toISOString() })
  }
  if (keep) clock.moveTo(Date.parse(((await admin('GET', '/clock')) as { now: string }).now))
  else await jumpTo(Date.parse(DEMO_START))
  await feishu.saveTargets({ events: `${botUrl}/feishu/events`, cards: `${botUrl}/feishu/cards` })
  const makeBranch = (body: object) => admin('POST', '/branches', body) as Promise<{ id: string }>
  const platforms = [
    { label: '飞书', simulator: feishu, branchId: await populate(feishu, makeBranch) },
    { label: '钉钉', simulator: dingtalk, branchId: await populate(dingtalk, makeBranch) },
  ]
  const files = createDiskFileStore(join(config.dataDir, 'evidence'))
  const page = await startChatPage({
    simulators: platforms,
    host: '127.0.0.1',
    port: pagePort === 0 ? 0 : await freePort(pagePort),
    title: '支部台账助手 · 演示',
    clock,
    timezone: TIMEZONE,
    examples: EXAMPLES,
    onClockMoved: (iso, onStep) => moveInSteps(Date.parse(iso), clock, jumpTo, onStep),
    books: platforms.map(({ label, branchId }) => demoBook(label, branchId, admin, files)),
  })
  closers.push(() => page.stop())
  await untilReady(botUrl)
  return { page, botUrl, feishu, dingtalk }
}

function botEnvironment(feishu: FeishuSimulator, dingtalk: DingtalkSimulator, port: number): Record<string, string> {
  return {
    NODE_ENV: 'demo',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    TIMEZONE,
    ADMIN_TOKEN,
    FEISHU_APP_ID: feishu.options.appId,
    FEISHU_APP_SECRET: feishu.options.appSecret,
    FEISHU_ENCRYPT_KEY: feishu.options.encryptKey,
    FEISHU_VERIFICATION_TOKEN: feishu.options.verificationToken,
    FEISHU_DOMAIN: feishu.url,
    DINGTALK_CLIENT_ID: dingtalk.options.clientId,
    DINGTALK_CLIENT_SECRET: dingtalk.options.clientSecret,
    DINGTALK_ROBOT_CODE: dingtalk.options.robotCode,
    DINGTALK_MODE: 'stream',
    DINGTALK_API_BASE: dingtalk.url,
    DINGTALK_OAPI_BASE: dingtalk.url,
  }
}

/** Step by step, so that what comes on the way carries the time at which it would have come. Back in time is one step. */
async function moveInSteps(
  to: number,
  clock: MovableClock,
  jumpTo: (at: number) => Promise<void>,
  onStep: () => void,
): Promise<void> {
  for (const at of [...dueMomentsBetween(clock.now(), to, [{ timezone: TIMEZONE, calendar: NATIONAL }]), to]) {
    await jumpTo(at)
    onStep()
  }
}

/** What is typed before the long connection is open would be lost. */
async function untilReady(url: string): Promise<void> {
  while (!(await fetch(`${url}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 100))
}
