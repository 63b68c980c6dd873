import { type FeishuSimulator, startFeishuSimulator } from '../../src/simulator/feishu/index.js'
import { startBotProcess } from './bot-process.js'
import { type BenchChild, nextMessage, startChild } from './children.js'
import type { BenchContext } from './context.js'
import type { PushedApp } from './load/push-requests.js'
import type { LoadJob, LoadResult } from './load/run-load.js'
import { median } from './statistics.js'

const CONNECTIONS = 64
/** Groups that speak at once: each message of a new group in one turn of the loop is a wake-up of its own. */
const CHATS = 500
/** What the vendor's adapter does with nothing behind it, and how much more we promise to do while storing. */
export const GOAL = 1.2

/** Others may use the machine: so many rounds are kept, those in which they used it least. */
const KEPT_ROUNDS = 3

const app: PushedApp = {
  appId: 'cli_a1b2c3d4e5f60718',
  encryptKey: 'encrypt-key-of-the-benchmark',
  verificationToken: 'token-of-the-benchmark',
}

const VARIANTS = {
  bare: 'node:http, reads the body, answers {}',
  sdk: 'SDK adaptExpress, empty handler, stores nothing',
  route: 'our route: verified, sealed, stored (majority + journal)',
  web: 'our whole ROLE=web process: the same, and a worker woken',
} as const
type Variant = keyof typeof VARIANTS

type Round = Readonly<Record<Variant, LoadResult>>

/** Of the two that are compared; beside the whole process, Redis works for us as well. */
const othersIn = ({ sdk, route }: Round): number => Math.max(sdk.othersCores, route.othersCores)

/** Medians over the rounds; `worst` and `refused` of all of them. */
type Middle = Omit<LoadResult, 'refused' | 'answered' | 'othersCores'> & { readonly refused: number }

export interface StoreRow extends Middle {
  readonly label: string
  /** Requests/s to those of the SDK in the same round, a number a round. */
  readonly toSdk: readonly number[]
}

export interface StoreResult {
  readonly rows: readonly StoreRow[]
  readonly ratio: number
  readonly rounds: number
  readonly kept: number
  /** Cores that other programs used in the worst of the rounds that were kept. */
  readonly othersCores: number
  readonly measureMs: number
  readonly paced: { readonly rate: number; readonly seconds: number } & Middle
}

interface Server {
  readonly child: BenchChild
  readonly port: number
}

/** Store and acknowledge on one core, all variants in turn in every round, and the latency of our route at a steady rate. */
export async function measureStore(context: BenchContext): Promise<StoreResult> {
  const rounds = context.quick ? 1 : 6
  const warmUpMs = context.quick ? 200 : 700
  const measureMs = context.quick ? 500 : 2000
  const pacedMs = context.quick ? 1000 : 10_000
  const rate = 500
  const simulator = await startFeishuSimulator({ ...app })
  const generator = startChild('load/generator.ts', [], { nodeArgs: ['--import', 'tsx'] })
  const servers = await startServers(context, simulator)
  const load = (variant: Variant, job: Partial<LoadJob>): Promise<LoadResult> => {
    const { port, child } = servers[variant]
    const result = nextMessage<LoadResult>(generator)
    generator.process.send({
      app,
      port,
      connections: CONNECTIONS,
      chats: CHATS,
      warmUpMs,
      measureMs,
      // The first two keep nothing, so the same events do; ours must never see one twice: a duplicate is less work.
      again: variant === 'bare' || variant === 'sdk',
      events: variant === 'bare' || variant === 'sdk' ? 5000 : context.quick ? 6000 : 35_000,
      serverPid: child.pid,
      mongodPid: context.engines.mongodPid,
      ...job,
    } satisfies LoadJob)
    return result
  }

  const taken: Round[] = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      const [bare, sdk] = [await load('bare', {}), await load('sdk', {})]
      taken.push({ bare, sdk, route: await load('route', {}), web: await load('web', {}) })
    }
    const events = Math.ceil((rate * (pacedMs + 2 * warmUpMs)) / 1000)
    const paced = await load('route', { perSecond: rate, measureMs: pacedMs, events })
    const kept = taken.sort((a, b) => othersIn(a) - othersIn(b)).slice(0, KEPT_ROUNDS)
    const rows = (Object.keys(VARIANTS) as Variant[]).map((variant) => ({
      label: VARIANTS[variant],
      toSdk: kept.map((round) => round[variant].perSecond / round.sdk.perSecond),
      ...middleOf(kept.map((round) => round[variant])),
    }))
    return {
      rows,
      ratio: median(rows[2]?.toSdk ?? []),
      rounds,
      kept: kept.length,
      othersCores: Math.max(...kept.map(othersIn)),
      measureMs,
      paced: { rate, seconds: pacedMs / 1000, ...middleOf([paced]) },
    }
  } finally {
    await Promise.all([generator.stop(), ...Object.values(servers).map(({ child }) => child.stop())])
    await simulator.stop()
  }
}

async function startServers(context: BenchContext, platform: FeishuSimulator): Promise<Record<Variant, Server>> {
  const start = async (script: string, settings: object): Promise<Server> => {
    const child = startChild(script, [JSON.stringify(settings)], { onServerCore: true })
    return { child, port: (await nextMessage<{ port: number }>(child)).port }
  }
  const route = {
    dist: context.dist,
    mongoUri: context.engines.mongoUri('route'),
    app: { ...platform.options, domain: platform.url },
  }
  const web = await startBotProcess(context, { role: 'web', database: 'web', platform })
  return {
    bare: await start('servers/bare.mjs', {}),
    sdk: await start('servers/sdk.mjs', app),
    route: await start('servers/route.mjs', route),
    web: { child: web, port: web.port },
  }
}

function middleOf(results: readonly LoadResult[]): Middle {
  const middle = (pick: (result: LoadResult) => number): number => median(results.map(pick))
  return {
    perSecond: middle(({ perSecond }) => perSecond),
    p50: middle(({ p50 }) => p50),
    p99: middle(({ p99 }) => p99),
    worst: Math.max(...results.map(({ worst }) => worst)),
    serverMicros: middle(({ serverMicros }) => serverMicros),
    mongodMicros: middle(({ mongodMicros }) => mongodMicros),
    refused: results.flatMap(({ refused }) => Object.values(refused)).reduce((sum, count) => sum + count, 0),
  }
}
