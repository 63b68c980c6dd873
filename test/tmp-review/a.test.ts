import mongoose from 'mongoose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Bot, sampleBranch, startBot, ROSTER } from '../helpers/bot.js'
import { wireOf } from '../helpers/webhook.js'
import { InboxRow } from '../../src/models/inbox-row.js'
import { OutboxRow } from '../../src/models/outbox-row.js'

let bot: Bot
beforeAll(async () => { bot = await startBot({ environment: { SCHEDULE: 'off' } }) })
afterAll(() => bot.stop())
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms))

it('1 hot chat starves another', async () => {
  const { simulator, admin, branch } = bot
  const other = await sampleBranch(simulator, admin, '乙支部')
  simulator.say(other.person.赵阳, other.chatId, '@台账助手 帮助')
  await simulator.waitForMessage(other.chatId, (m) => m.sender.type === 'app')
  const n0 = simulator.replies(other.chatId).length
  for (let i = 0; i < 150; i++) simulator.say(branch.person.赵阳, branch.chatId, '@台账助手 帮助')
  await sleep(3000)
  const pend = await OutboxRow.countDocuments({ state: 'pending' })
  const t = Date.now()
  simulator.say(other.person.赵阳, other.chatId, '@台账助手 帮助')
  await simulator.waitUntil(() => simulator.replies(other.chatId).length > n0, 60000)
  console.log('RESULT 1: pending hot rows', pend, 'other chat answered after ms', Date.now() - t, 'hot replies', simulator.replies(branch.chatId).length)
}, 90000)

it('2 guest whose name cannot be had blocks the group', async () => {
  const { simulator, admin } = bot
  const person = Object.fromEntries(ROSTER.map((m) => [m.name, simulator.addPerson(m.name).openId]))
  const guest = simulator.addPerson('外人').openId
  const chat = simulator.addGroup('丙支部', [...Object.values(person), guest])
  const members = ROSTER.map((m) => ({ ...m, platformUserId: m.name === '李响' ? undefined : person[m.name] }))
  await admin.post('/branches', { name: '丙支部', platform: 'feishu', chatId: chat.chatId, members })
  simulator.fault({ api: /contact/, code: 41050, times: 1000 })
  simulator.say(guest, chat.chatId, '@台账助手 帮助')
  await sleep(500)
  simulator.say(person.赵阳 as string, chat.chatId, '@台账助手 帮助')
  await sleep(15000)
  console.log('RESULT 2: replies in 15 s', simulator.replies(chat.chatId).length, await InboxRow.find({ chatId: chat.chatId }, { state: 1, attempts: 1 }).lean())
  simulator.clearFaults()
}, 60000)

it('3 account of a left row: message lost', async () => {
  const { simulator, admin } = bot
  const p = simulator.addPerson('钱敏').openId
  const s = simulator.addPerson('孙书记').openId
  const chat = simulator.addGroup('丁支部', [p, s])
  const base = { name: '丁支部', platform: 'feishu', chatId: chat.chatId }
  await admin.post('/branches', { ...base, members: [{ name: '孙书记', role: 'secretary', platformUserId: s }, { name: '钱明', role: 'member', platformUserId: p }] })
  await admin.post('/branches', { ...base, members: [{ name: '孙书记', role: 'secretary', platformUserId: s }, { name: '钱敏', role: 'member' }] })
  simulator.say(p, chat.chatId, '@台账助手 帮助')
  await sleep(8000)
  console.log('RESULT 3: replies', simulator.replies(chat.chatId).length, await InboxRow.find({ chatId: chat.chatId }, { state: 1, attempts: 1, lastError: 1 }).lean())
}, 60000)

it('5 left member is told', async () => {
  const { simulator, admin } = bot
  const b = await sampleBranch(simulator, admin, '戊支部')
  simulator.say(b.person.王敏, b.chatId, '@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加')
  const rec = await simulator.waitForMessage(b.chatId, '已记')
  const members = ROSTER.filter((m) => m.name !== '王敏').map((m) => ({ ...m, platformUserId: b.person[m.name] }))
  await admin.post('/branches', { name: '戊支部', platform: 'feishu', chatId: b.chatId, members })
  const num = /2026-学-\d+/.exec(rec.text)?.[0]
  simulator.say(b.person.陈立, b.chatId, `@台账助手 撤销 ${num}`)
  await simulator.waitForMessage(b.chatId, '已撤销')
  await sleep(1500)
  console.log('RESULT 5: to the left member', simulator.replies(simulator.privateChatId(b.person.王敏)).map((m) => m.text))
}, 60000)

it('6 late botRemoved closes the chat for ever', async () => {
  const { simulator, admin } = bot
  const b = await sampleBranch(simulator, admin, '己支部')
  const w = wireOf(bot)
  const ev = (type: string, at: number) => {
    const e = w.message()
    e.header.event_type = type
    e.header.create_time = String(at)
    e.event = { chat_id: b.chatId, operator_id: { open_id: b.person.陈立 }, name: 'x' }
    return e
  }
  const t = bot.clock.now()
  await w.post('/feishu/events', w.push(ev('im.chat.member.bot.added_v1', t - 1000)))
  await sleep(1500)
  await w.post('/feishu/events', w.push(ev('im.chat.member.bot.deleted_v1', t - 60000)))
  await sleep(1500)
  simulator.say(b.person.赵阳, b.chatId, '@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加')
  await simulator.waitForMessage(b.chatId, '已记')
  const outcome = await admin.sweep('digests', '2026-03-20T16:10:00+08:00')
  const row = await mongoose.connection.db!.collection('partyBranches').findOne({ _id: b.id as never })
  console.log('RESULT 6: chatClosed', row?.chatClosed, outcome, simulator.replies(b.chatId).some((m) => m.text.includes('本周台账')))
}, 60000)

it('10 bad time → 500', async () => {
  console.log('RESULT 10', await bot.admin.post('/sweeps/reminders?at=2026-03-31T25:00'))
})

it('11 collscan', async () => {
  const db = mongoose.connection.db!
  const stage = (p: any): string => (p ? [p.stage, p.indexName, p.inputStage && stage(p.inputStage)].filter(Boolean).join('>') : '')
  const ex = async (c: string, f: object) => stage((await db.collection(c).find(f).explain()).queryPlanner.winningPlan)
  console.log('RESULT 11', await ex('inbox', { state: 'stored' }), '|', await ex('outbox', { createdAt: { $gte: new Date() } }), '|', await ex('inbox', { state: 'failed' }))
})
