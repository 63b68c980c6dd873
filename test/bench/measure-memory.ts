import { fileURLToPath } from 'node:url'
import { startFeishuSimulator } from '../../src/simulator/feishu/index.js'
import { startBotProcess } from './bot-process.js'
import type { BenchContext } from './context.js'
import { residentMbOf } from './process-usage.js'

const COLLECTOR = fileURLToPath(new URL('servers/collect-on-signal.mjs', import.meta.url))
/** What was needed to start is given back within seconds: memory that no longer falls is what is held. */
const READ_EVERY_MS = 500
const SETTLED_AFTER = 3
const READINGS = 12

export interface MemoryResult {
  readonly roles: readonly { readonly role: 'web' | 'worker' | 'all'; readonly megabytes: number }[]
  /** Of the engines, after everything measured before. */
  readonly mongod: number
  readonly redis: number
}

/** Resident memory of each kind of process, started and left alone, with garbage collected. */
export async function measureMemory(context: BenchContext): Promise<MemoryResult> {
  const simulator = await startFeishuSimulator()
  const roles: { role: 'web' | 'worker' | 'all'; megabytes: number }[] = []
  try {
    for (const role of ['web', 'worker', 'all'] as const) {
      const bot = await startBotProcess(context, {
        role,
        database: `idle-${role}`,
        platform: simulator,
        nodeArgs: ['--expose-gc', '--import', COLLECTOR],
      })
      roles.push({ role, megabytes: await settledMemory(bot.pid, context.quick ? 2 : READINGS) })
      await bot.stop()
    }
  } finally {
    await simulator.stop()
  }
  const { mongodPid, redisPid } = context.engines
  return { roles, mongod: residentMbOf(mongodPid), redis: residentMbOf(redisPid) }
}

async function settledMemory(pid: number, readings: number): Promise<number> {
  let lowest = Number.POSITIVE_INFINITY
  for (let same = 0, reading = 0; same < SETTLED_AFTER && reading < readings; reading += 1) {
    process.kill(pid, 'SIGUSR2')
    await new Promise((resolve) => setTimeout(resolve, READ_EVERY_MS))
    const now = residentMbOf(pid)
    same = now < lowest - 0.5 ? 0 : same + 1
    lowest = Math.min(lowest, now)
  }
  return lowest
}
