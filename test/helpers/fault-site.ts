import { randomBytes } from 'node:crypto'
import { type FeishuSimulator, type FeishuSimulatorOptions, startFeishuSimulator } from '../../src/simulator/feishu/index.js'
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
  const spawned: SpawnedBot[] = []
  let url = ''
  return {
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
      spawned.push(bot)
      if (role !== 'worker') {
        url = bot.url
        simulator.setTargets({ events: `${url}/feishu/events`, cards: `${url}/feishu/cards` })
      }
      return bot
    },
    async open(count) {
      const admin = adminOf(url)
      await admin.post('/clock', { now: START })
      for (let index = 1; index <= count; index += 1) {
        branches.push(await sampleBranch(simulator, admin, `第${index}党支部`))
      }
    },
    async stop() {
      await Promise.all(spawned.filter((bot) => bot.isRunning()).map((bot) => bot.kill()))
      await simulator.stop()
      await engines.stop()
    },
  }
}
