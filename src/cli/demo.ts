import { join } from 'node:path'
import { dueMomentsBetween } from '../../jobs/move-clock.js'
import { startApp } from '../app.js'
import { readConfig } from '../config.js'
import { type Clock, machineNow, toDate } from '../core/clock.js'
import { createLogger } from '../log.js'
import { loadSecrets } from '../secrets.js'
import { freePort } from '../services/free-port.js'
import { startServices } from '../services/services.js'
import { type LedgerRow, startChatPage } from '../simulator/chat-page.js'
import { startDingtalkSimulator } from '../simulator/dingtalk/index.js'
import { startFeishuSimulator } from '../simulator/feishu/index.js'
import { DEMO_DINGTALK, DEMO_FEISHU, DEMO_START, populate } from './demo-branch.js'

/** The page's address is what a person types: the usual port when it is free. */
const USUAL_PORT = 3000
const PARENT_CHECK_MS = 500
const TIMEZONE = 'Asia/Shanghai'

/** Offered above the input, to try with one tap. */
const EXAMPLES = [
  '@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加',
  '@台账助手 3.5主题党日，去南湖革命纪念馆参观，7人全到，一整天',
  '@台账助手 记一下培训',
  '@台账助手 撤销',
  '@台账助手 怎么用',
]

/**
 * `npm run demo`: engines, bot, both simulated platforms with a sample branch each in one process, and the address of a
 * chat page that shows them side by side.
 * Every run starts fresh in `DATA_DIR/demo`; `--keep` goes on with the last one's ledger. Ctrl-C stops all of it.
 */
async function demo(): Promise<void> {
  const keep = process.argv.includes('--keep')
  const dataDir = join(process.env.DATA_DIR || './data', 'demo')
  // The simulator is on the loopback: a proxy of the office would never find it.
  process.env.NO_PROXY = ['127.0.0.1', 'localhost', process.env.NO_PROXY].filter(Boolean).join(',')

  const say = (line: string): void => void process.stdout.write(`${line}\n`)
  say('Starting the demo: the first run fetches MongoDB and Redis, which takes a minute or two …')
  const logger = createLogger(process.env.LOG_LEVEL || 'warn')
  const services = await startServices({ dataDir, fresh: !keep, allowEmbedded: true, logger, onProgress: say })
  const closers: (() => Promise<unknown>)[] = [() => services.stop()]
  const stop = async (): Promise<void> => {
    for (const close of closers.reverse()) await close()
  }
  stopOnSignals(stop, say)

  try {
    const clock = movableClock()
    const feishu = await startFeishuSimulator({ ...DEMO_FEISHU, clock, retryScale: 0.2 })
    closers.push(() => feishu.stop())
    // Over Stream and without a card template: what an office has that sets up nothing more than the app.
    const dingtalk = await startDingtalkSimulator({ ...DEMO_DINGTALK, clock, settings: { mode: 'stream' } })
    closers.push(() => dingtalk.stop())
    const adminToken = 'demo-admin-token'
    const port = await freePort()
    const config = readConfig({
      NODE_ENV: 'demo',
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      DATA_DIR: dataDir,
      TIMEZONE,
      ADMIN_TOKEN: adminToken,
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
    })
    const app = await startApp(config, { ...services, secrets: loadSecrets(config) }, logger)
    closers.push(() => app.stop())
    const url = `http://127.0.0.1:${app.port}`
    const admin = async (method: string, path: string, body?: unknown): Promise<unknown> => {
      const response = await fetch(`${url}/admin${path}`, {
        method,
        headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      if (!response.ok) throw new Error(`${method} /admin${path}: ${response.status} ${await response.text()}`)
      return response.json()
    }
    const jumpTo = async (at: number): Promise<void> => {
      clock.moveTo(at)
      await admin('POST', '/clock', { now: toDate(at).toISOString() })
    }
    // Step by step, so that what comes on the way carries the time at which it would have come.
    const moveTo = async (iso: string): Promise<void> => {
      const to = Date.parse(iso)
      for (const at of [...dueMomentsBetween(clock.now(), to, TIMEZONE), to]) await jumpTo(at)
    }
    if (keep) clock.moveTo(Date.parse(((await admin('GET', '/clock')) as { now: string }).now))
    else await jumpTo(Date.parse(DEMO_START))
    await feishu.saveTargets({ events: `${url}/feishu/events`, cards: `${url}/feishu/cards` })
    const makeBranch = (body: object) => admin('POST', '/branches', body) as Promise<{ id: string }>
    const platforms = [
      { label: '飞书', simulator: feishu, branchId: await populate(feishu, makeBranch) },
      { label: '钉钉', simulator: dingtalk, branchId: await populate(dingtalk, makeBranch) },
    ]
    const entriesOf = async (branchId: string): Promise<LedgerRow[]> =>
      ((await admin('GET', `/branches/${branchId}/entries`)) as { entries: LedgerRow[] }).entries

    const page = await startChatPage({
      simulators: platforms,
      host: '127.0.0.1',
      port: await freePort(Number(process.env.PORT) || USUAL_PORT),
      title: '支部台账助手 · 演示',
      clock,
      timezone: TIMEZONE,
      examples: EXAMPLES,
      onClockMoved: moveTo,
      books: platforms.map(({ label, branchId }) => ({ label, entries: () => entriesOf(branchId) })),
    })
    closers.push(() => page.stop())
    await untilReady(url)
    say('')
    say(`The chat page is at ${page.url}`)
    say('Type there: @台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加')
    say('Ctrl-C stops everything.')
  } catch (error) {
    await stop()
    throw error
  }
}

interface MovableClock extends Clock {
  moveTo(epochMs: number): void
}

/** The simulator's side of the civil clock; the bot's own is moved through its admin route. */
function movableClock(): MovableClock {
  let offset = 0
  return {
    now: () => machineNow() + offset,
    moveTo(epochMs) {
      offset = epochMs - machineNow()
    },
  }
}

/** Ctrl-C reaches npm, its shell and us; a signal to npm alone may not, so under npm the end of our parent counts as well. */
function stopOnSignals(stop: () => Promise<void>, say: (line: string) => void): void {
  let stopping = false
  const end = (): void => {
    if (stopping) return
    stopping = true
    say('Stopping …')
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  if (process.env.npm_lifecycle_event !== 'demo') return
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && end(), PARENT_CHECK_MS).unref()
}

/** What is typed before the long connection is open would be lost. */
async function untilReady(url: string): Promise<void> {
  while (!(await fetch(`${url}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 100))
}

demo().catch((error: unknown) => {
  process.stderr.write(`The demo could not start: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
