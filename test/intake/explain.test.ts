import mongoose from 'mongoose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Bot, startBot } from '../helpers/bot.js'

/** The machinery's collections: they only grow, so a query that walks one gets slower for ever. */
const COLLECTIONS = new Set(['inbox', 'outbox', 'reminders'])
const READS = new Set(['find', 'findOne', 'findOneAndUpdate', 'updateOne', 'updateMany', 'countDocuments', 'aggregate'])

let bot: Bot
beforeAll(async () => {
  bot = await startBot()
})
afterAll(async () => {
  mongoose.set('debug', false)
  await bot.stop()
})

interface Asked {
  readonly collection: string
  readonly method: string
  readonly filter: Record<string, unknown>
}

/** Every stage's name of a plan. */
function stagesOf(plan: unknown): string[] {
  if (Array.isArray(plan)) return plan.flatMap(stagesOf)
  if (typeof plan !== 'object' || plan === null) return []
  const inner = Object.values(plan).flatMap(stagesOf)
  return 'stage' in plan ? [String(plan.stage), ...inner] : inner
}

it('what intake, outbox and sweeps ask is answered from an index', async () => {
  const asked: Asked[] = []
  mongoose.set('debug', (collection: string, method: string, query: unknown) => {
    if (!COLLECTIONS.has(collection) || !READS.has(method)) return
    const first = method === 'aggregate' ? (query as { $match?: object }[])[0]?.$match : query
    asked.push({ collection, method, filter: (first ?? {}) as Record<string, unknown> })
  })
  const { simulator, branch, admin } = bot
  simulator.say(branch.person.赵阳, branch.chatId, '@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加')
  const receipt = await simulator.waitForMessage(branch.chatId, '已记')
  await simulator.tap(branch.person.赵阳, receipt.messageId, '撤销')
  simulator.say(branch.person.赵阳, branch.chatId, '@台账助手 昨天下午学了2小时 全员参加')
  const form = await simulator.waitForMessage(branch.chatId, '还没记')
  await simulator.tap(branch.person.赵阳, form.messageId, '不记了')
  await simulator.waitUntil(() => simulator.message(receipt.messageId).text.includes('已撤销'))
  const said = simulator.say(branch.person.赵阳, branch.chatId, '@台账助手 更正 3小时', receipt.messageId)
  await simulator.waitForMessage(branch.chatId, '已撤销，不能再改')
  simulator.recall(branch.person.赵阳, said.messageId)
  await simulator.settled()
  for (const name of ['inbox', 'outbox', 'reminders', 'digests', 'erasure']) {
    await admin.sweep(name, '2026-03-27T16:30:00+08:00')
  }
  await admin.get('/failed')
  await fetch(`${bot.url}/metrics`)
  mongoose.set('debug', false)

  expect(new Set(asked.map(({ collection }) => collection))).toEqual(COLLECTIONS)
  expect(asked.length).toBeGreaterThan(30)
  for (const { collection, method, filter } of asked) {
    const plan = await mongoose.connection.collection(collection).find(filter).explain('queryPlanner')
    const stages = stagesOf((plan as { queryPlanner: { winningPlan: unknown } }).queryPlanner.winningPlan)
    expect(stages, `${collection}.${method} ${JSON.stringify(filter)}`).not.toContain('COLLSCAN')
  }
})
