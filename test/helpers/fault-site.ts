import { randomBytes } from 'node:crypto'
import {
  type FeishuSimulator,
  type FeishuSimulatorOptions,
  startFeishuSimulator,
} from '../../src/simulator/feishu/index.js'
import { type Admin, adminOf, type SampleBranch, START, sampleBranch, TestClock } from './bot.js'
import { type OwnEngines, startOwnEngines } from './own-engines.js'
import { type SpawnedBot, type SpawnOptions, spawnBot } from './spawned-bot.js'

/** Own engines, a simulated Feishu and processes of the bot: everything that a fault test breaks is its own. */
export interface FaultSite {
  readonly engines: OwnEngines
  readonly simulator: FeishuSimulator
  readonly branches: SampleBranch[]
  readonly admin: Admin
  /** Starts a process on the site's engines; `web` and `all` become the simulator's targets. */
  spawn(role: SpawnOptions['role'], environment?: Record<string, string>): Promise<SpawnedBot>
  /** Ends every worker and starts a single new one. */
  restartWorker(): Promise<SpawnedBot>
  /** Makes branches with a group each, once a process that serves `/admin` runs. */
  open(branches: number): Promise<void>
  stop(): Promise<void>
}

/** Starts engines and simulator. Retries of the platform are left to `redeliver` unless `retryScale` says otherwise. */
export async function startFaultSite(options: FeishuSimulatorOptions = {}): Promise<FaultSite> {
  const clock = new TestClock()
  clock.set(START)
  const [engines, simulator] = await Promise.all([
    startOwnEngines(),
    startFeishuSimulator({
      appId: `cli_${randomBytes(8).toString('hex')}`,
      clock,
      ...options,
      settings: { limits: false, ...options.settings },
    }),
  ])
  const branches: SampleBranch[] = []
  const spawned: { readonly role: SpawnOptions['role']; readonly bot: SpawnedBot }[] = []
  let url = ''
  const site: FaultSite = {
    engines,
    simulator,
    branches,
    get admin() {
      return adminOf(url)
    },
    async spawn(role, environment = {}) {
      const { mongoUri, redisUrl } = engines
      const bot = await spawnBot({
        role,
        simulator,
        environment: { MONGODB_URI: mongoUri, REDIS_URL: redisUrl, ...environment },
      })
      spawned.push({ role, bot })
      if (role !== 'worker') {
        url = bot.url
        simulator.setTargets({ events: `${url}/feishu/events`, cards: `${url}/feishu/cards` })
      }
      return bot
    },
    async restartWorker() {
      const workers = spawned.filter(({ role, bot }) => role === 'worker' && bot.isRunning())
      await Promise.all(workers.map(({ bot }) => bot.stop()))
      return site.spawn('worker')
    },
    async open(count) {
      const admin = adminOf(url)
      await admin.post('/clock', { now: START })
      for (let index = 1; index <= count; index += 1) {
        branches.push(await sampleBranch(simulator, admin, `第${index}党支部`))
      }
    },
    async stop() {
      await Promise.all(spawned.filter(({ bot }) => bot.isRunning()).map(({ bot }) => bot.kill()))
      await simulator.stop()
      await engines.stop()
    },
  }
  return site
}
