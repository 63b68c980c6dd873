import { type FeishuSimulator, startFeishuSimulator } from '../../src/simulator/feishu/index.js'
import { ADMIN_TOKEN, adminOf, type SampleBranch, START, sampleBranch, TestClock } from '../helpers/bot.js'
import { startBotProcess } from './bot-process.js'
import type { BenchContext } from './context.js'
import { percentile } from './statistics.js'

/** Below what one organisation may be sent (16.7/s), spread so that no group comes near its own limit of 5/s. */
const PER_SECOND = 12
const GROUPS = 8
const LAST_REPLY_MS = 15_000
/** Refusals for asking too often: the gateway's, a chat's or person's, a card's. */
const TOO_OFTEN: readonly (number | undefined)[] = [99991400, 230020, 11233]

export interface RepliesResult {
  readonly perSecond: number
  readonly groups: number
  readonly seconds: number
  readonly messages: number
  readonly p50: number
  readonly p99: number
  readonly refused: number
  readonly lost: number
  readonly duplicates: number
}

/** From the push of a message to its receipt at the platform: whole bot, workers, limiter, one process for all roles. */
export async function measureReplies(context: BenchContext): Promise<RepliesResult> {
  const clock = new TestClock()
  clock.set(START)
  const simulator = await startFeishuSimulator({ clock })
  const bot = await startBotProcess(context, {
    role: 'all',
    database: 'replies',
    platform: simulator,
    // Civil time can be moved only here: the benchmark gives the same answers in every year.
    env: { NODE_ENV: 'test', ADMIN_TOKEN },
  })
  try {
    const url = `http://127.0.0.1:${bot.port}`
    simulator.setTargets({ events: `${url}/feishu/events`, cards: `${url}/feishu/cards` })
    const admin = adminOf(url)
    await admin.post('/clock', { now: START })
    const branches: SampleBranch[] = []
    for (let n = 1; n <= GROUPS; n += 1) branches.push(await sampleBranch(simulator, admin, `第${n}党支部`))
    return await talk(simulator, branches, context.quick ? 2 : 20)
  } finally {
    await bot.stop()
    await simulator.stop()
  }
}

async function talk(
  simulator: FeishuSimulator,
  branches: readonly SampleBranch[],
  seconds: number,
): Promise<RepliesResult> {
  const saidAt = new Map<string, number>()
  const latencies = new Map<string, number>()
  let duplicates = 0
  const said = new Map<string, number>()
  const stopListening = simulator.onChange((change) => {
    if (change.type !== 'message' || change.message.sender.type !== 'app') return
    const { text, chatId } = simulator.message(change.message.messageId)
    // A branch numbers its entries in the order of its messages: the number tells which message is answered.
    const number = /2026-学-(\d+)/.exec(text)?.[1]
    const key = `${chatId} ${Number(number)}`
    const since = saidAt.get(key)
    if (since === undefined) return
    if (latencies.has(key)) duplicates += 1
    latencies.set(key, performance.now() - since)
  })
  const say = ({ chatId, person }: SampleBranch): void => {
    const number = (said.get(chatId) ?? 0) + 1
    said.set(chatId, number)
    saidAt.set(`${chatId} ${number}`, performance.now())
    simulator.say(person.赵阳, chatId, `@台账助手 昨天下午学了2小时 二十届四中全会精神第${number}讲 全员参加`)
  }
  const answered = (): boolean => latencies.size === saidAt.size

  for (const branch of branches) say(branch)
  await simulator.waitUntil(answered, LAST_REPLY_MS, 'every group has its first receipt')
  const callsBefore = simulator.apiCalls().length
  const warmUp = saidAt.size
  await pace(PER_SECOND, PER_SECOND * seconds, (index) => say(branches[index % branches.length] as SampleBranch))
  await simulator.waitUntil(answered, LAST_REPLY_MS).catch(() => undefined)
  await simulator.settled()
  stopListening()

  const measured = [...latencies.values()].slice(warmUp)
  const calls = simulator.apiCalls().slice(callsBefore)
  return {
    perSecond: PER_SECOND,
    groups: GROUPS,
    seconds,
    messages: saidAt.size - warmUp,
    p50: percentile(measured, 0.5),
    p99: percentile(measured, 0.99),
    refused: calls.filter(({ status, code }) => status === 429 || TOO_OFTEN.includes(code)).length,
    lost: saidAt.size - latencies.size,
    duplicates,
  }
}

/** Calls `act` `count` times, `perSecond` a second by the clock. */
function pace(perSecond: number, count: number, act: (index: number) => void): Promise<void> {
  return new Promise((resolve) => {
    const started = performance.now()
    let done = 0
    const timer = setInterval(() => {
      const due = Math.min(count, Math.floor(((performance.now() - started) * perSecond) / 1000) + 1)
      for (; done < due; done += 1) act(done)
      if (done < count) return
      clearInterval(timer)
      resolve()
    }, 5)
  })
}
