import { startFeishuSimulator } from '../../src/simulator/feishu/index.js'
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

export type StoreRow = Omit<LoadResult, 'refused' | 'answered'> & {
  readonly label: string
  readonly toSdk: number
  readonly refused: number
}

export interface StoreResult {
  readonly rows: readonly StoreRow[]
  readonly ratio: number
  readonly rounds: number
  readonly measureMs: number
  readonly paced: { readonly rate: number; readonly seconds: number } & Omit<StoreRow, 'label' | 'toSdk'>
}

interface Server {
  readonly child: BenchChild
  readonly port: number
}

/** Store and acknowledge on one core, all variants in turn in every round, and the latency of our route at a steady rate. */
export async function measureStore(context: BenchContext): Promise<StoreResult> {
  const rounds = context.quick ? 1 : 3
  const measureMs = context.quick ? 700 : 3000
  const pacedMs = context.quick ? 1500 : 10_000
  const rate = 500
  const simulator = await startFeishuSimulator({ ...app })
  const generator = startChild('load/generator.ts', [], { nodeArgs: ['--import', 'tsx'] })
  const servers = await startServers(context, simulator.url)
  const load = (variant: Variant, job: Partial<LoadJob>): Promise<LoadResult> => {
    const { port, child } = servers[variant]
    const result = nextMessage<LoadResult>(generator)
    generator.process.send({
      app,
      port,
      connections: CONNECTIONS,
      chats: CHATS,
      warmUpMs: context.quick ? 300 : 1000,
      measureMs,
      // The first two keep nothing, so the same events do; ours must never see one twice: a duplicate is less work.
      again: variant === 'bare' || variant === 'sdk',
      events: variant === 'bare' || variant === 'sdk' ? 10_000 : context.quick ? 15_000 : 50_000,
      serverPid: child.pid,
      mongodPid: context.engines.mongodPid,
      ...job,
    } satisfies LoadJob)
    return result
  }

  const results: Record<Variant, LoadResult[]> = { bare: [], sdk: [], route: [], web: [] }
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const variant of Object.keys(VARIANTS) as Variant[]) results[variant].push(await load(variant, {}))
    }
    const events = Math.ceil((rate * (pacedMs + 1500)) / 1000)
    const paced = await load('route', { perSecond: rate, measureMs: pacedMs, warmUpMs: 1000, events })
    const sdk = median(results.sdk.map(({ perSecond }) => perSecond))
    const rows = (Object.keys(VARIANTS) as Variant[]).map((variant) => rowOf(VARIANTS[variant], results[variant], sdk))
    return {
      rows,
      ratio: rows[2]?.toSdk ?? 0,
      rounds,
      measureMs,
      paced: { rate, seconds: pacedMs / 1000, ...rowOf('', [paced], sdk) },
    }
  } finally {
    await Promise.all([generator.stop(), ...Object.values(servers).map(({ child }) => child.stop())])
    await simulator.stop()
  }
}

async function startServers(context: BenchContext, domain: string): Promise<Record<Variant, Server>> {
  const start = async (script: string, settings: object): Promise<Server> => {
    const child = startChild(script, [JSON.stringify(settings)], { onServerCore: true })
    return { child, port: (await nextMessage<{ port: number }>(child)).port }
  }
  const route = { dist: context.dist, mongoUri: context.engines.mongoUri('route'), app: { ...app, appSecret: 'secret-of-the-benchmark', domain } }
  const web = await startBotProcess(context, { role: 'web', database: 'web', app, domain })
  return {
    bare: await start('servers/bare.mjs', {}),
    sdk: await start('servers/sdk.mjs', app),
    route: await start('servers/route.mjs', route),
    web: { child: web, port: web.port },
  }
}

function rowOf(label: string, results: readonly LoadResult[], sdk: number): StoreRow {
  const middle = (pick: (result: LoadResult) => number): number => median(results.map(pick))
  const perSecond = middle((result) => result.perSecond)
  return {
    label,
    perSecond,
    toSdk: perSecond / sdk,
    p50: middle(({ p50 }) => p50),
    p99: middle(({ p99 }) => p99),
    worst: Math.max(...results.map(({ worst }) => worst)),
    serverMicros: middle(({ serverMicros }) => serverMicros),
    mongodMicros: middle(({ mongodMicros }) => mongodMicros),
    refused: results.flatMap(({ refused }) => Object.values(refused)).reduce((sum, count) => sum + count, 0),
  }
}
