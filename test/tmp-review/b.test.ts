import { afterAll, beforeAll, it } from 'vitest'
import { type Bot, sampleBranch, startBot, ROSTER } from '../helpers/bot.js'
import { wireOf } from '../helpers/webhook.js'
import { OutboxRow } from '../../src/models/outbox-row.js'

let bot: Bot
beforeAll(async () => { bot = await startBot() })
afterAll(() => bot.stop())
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms))

it('4 an older update overwrites a newer one', async () => {
  const { simulator, admin } = bot
  const b = await sampleBranch(simulator, admin, '甲支部')
  simulator.say(b.person.赵阳, b.chatId, '@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加；3月16日主题党日 学习雷锋 全员参加')
  const rec = await simulator.waitForMessage(b.chatId, (m) => m.sender.type === 'app')
  console.log('4 receipt', rec.text)
  const nums = [...rec.text.matchAll(/2026-[学党]+-\d+/g)].map((m) => m[0])
  const uniq = [...new Set(nums)]
  simulator.fault({ api: 'message.patch', status: 429, code: 99991400, times: 1, headers: { 'x-ogw-ratelimit-reset': '3' } })
  console.log(await simulator.tap(b.person.赵阳, rec.messageId, `撤销 ${uniq[0]}`))
  await sleep(700)
  const second = await simulator.tap(b.person.赵阳, rec.messageId, `撤销 ${uniq[1]}`)
  console.log(second)
  await sleep(9000)
  const rows = await OutboxRow.find({ op: 'update', targetMessageId: rec.messageId }, { state: 1, attempts: 1, createdAt: 1, doneAt: 1 }).lean()
  console.log('RESULT 4', JSON.stringify(rows), simulator.message(rec.messageId).text)
}, 60000)

it('7 read-talk tap with an unknown group chat', async () => {
  const { simulator, admin } = bot
  const b = await sampleBranch(simulator, admin, '辛支部')
  simulator.sayPrivate(b.person.陈立, '昨天和赵阳谈心谈话30分钟，说了家里老人住院的事')
  const pc = simulator.privateChatId(b.person.陈立)
  const rec = await simulator.waitForMessage(pc, (m) => m.sender.type === 'app')
  console.log('7 receipt', rec.text)
  const { entries } = { entries: await admin.entries(b.id) }
  const other = simulator.addGroup('闲聊群', [b.person.陈立, b.person.李响])
  const w = wireOf(bot)
  const tap = w.tap({ v: 1, name: 'read-talk', entryId: entries[0]?.id }, b.person.陈立)
  tap.event.context.open_chat_id = other.chatId
  console.log((await w.post('/feishu/cards', w.push(tap))).status)
  await sleep(2500)
  console.log('RESULT 7', simulator.replies(other.chatId).map((m) => m.text))
}, 60000)

it('8 corrected accounts hand over talks', async () => {
  const { simulator, admin } = bot
  const [s, x, y] = ['贺书记', '甲某', '乙某'].map((n) => simulator.addPerson(n).openId)
  const chat = simulator.addGroup('壬支部', [s, x, y] as string[])
  const body = (ax: string, ay: string) => ({ name: '壬支部', platform: 'feishu', chatId: chat.chatId, members: [
    { name: '贺书记', role: 'secretary', platformUserId: s }, { name: '甲某', role: 'member', platformUserId: ax }, { name: '乙某', role: 'member', platformUserId: ay } ] })
  // typed the wrong way round
  await admin.post('/branches', body(y as string, x as string))
  simulator.say(s as string, chat.chatId, '@台账助手 昨天和甲某谈心谈话30分钟')
  await sleep(2500)
  const { body: before } = await admin.get('/branches/' + (await admin.post('/branches', body(x as string, y as string))).body.id)
  const id = before.id
  const e = (await admin.entries(id))[0]
  simulator.sayPrivate(y as string, `查看谈话内容 ${e?.number}`)
  simulator.sayPrivate(x as string, `查看谈话内容 ${e?.number}`)
  await sleep(2500)
  console.log('RESULT 8', e?.title, '| 乙某 sees:', simulator.replies(simulator.privateChatId(y as string)).map((m) => m.text), '| 甲某 sees:', simulator.replies(simulator.privateChatId(x as string)).map((m) => m.text))
}, 60000)

it('9 a foreign namesake is bound by a forged branch id', async () => {
  const { simulator, admin } = bot
  const members = ROSTER.map((m) => ({ ...m }))
  const chat = simulator.addGroup('癸支部', [])
  const { body } = await admin.post('/branches', { name: '癸支部', platform: 'feishu', chatId: chat.chatId, members })
  const stranger = simulator.addPerson('陈立').openId
  const w = wireOf(bot)
  const tap = w.tap({ v: 1, name: 'explain-reminder', branchId: body.id, period: '2026-03' }, stranger)
  tap.event.context.open_chat_id = simulator.privateChatId(stranger)
  const a = await w.post('/feishu/cards', w.push(tap))
  await sleep(2500)
  const m = (await admin.get(`/branches/${body.id}`)).body.members as any[]
  console.log('RESULT 9', a.status, a.body?.toString?.(), m.find((one) => one.name === '陈立')?.platformUserId === stranger)
}, 60000)

it('14 clock skew: undo takes the entry before', async () => {
  const { simulator, admin } = bot
  const b = await sampleBranch(simulator, admin, '子支部')
  simulator.sayPrivate(b.person.陈立, '3月10日集中学习1小时 旧的一条 全员参加')
  const pc = simulator.privateChatId(b.person.陈立)
  await simulator.waitForMessage(pc, '旧的一条')
  simulator.sayPrivate(b.person.陈立, '昨天主题党日')
  const form = await simulator.waitForMessage(pc, '还没记').catch(() => undefined)
  console.log('14 form', form?.text)
  if (!form) return
  // the bot's clock runs 20 s ahead of Feishu's
  await admin.post('/clock', { now: new Date(bot.clock.now() + 20_000).toISOString() })
  console.log(await simulator.tap(b.person.陈立, form.messageId, '记下', { topic: '新的一条', date: '2026-03-17' } as never))
  await sleep(2500)
  simulator.sayPrivate(b.person.陈立, '撤销')
  await sleep(2500)
  console.log('RESULT 14', (await admin.entries(b.id)).map((e) => [e.number, e.title, e.voided]))
}, 60000)

it('16 undo while the receipt is on its way', async () => {
  const { simulator, admin } = bot
  const b = await sampleBranch(simulator, admin, '丑支部')
  simulator.fault({ api: 'message.create', latencyMs: 1500, times: 1 })
  simulator.say(b.person.赵阳, b.chatId, '@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加')
  await sleep(800)
  simulator.say(b.person.赵阳, b.chatId, '@台账助手 撤销')
  await sleep(9000)
  console.log('RESULT 16', simulator.replies(b.chatId).map((m) => m.text))
}, 60000)
