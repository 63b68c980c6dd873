import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '../../src/simulator/feishu/index.js'
import { type Bot, type SampleBranch, sampleBranch, startBot } from '../helpers/bot.js'
import { expectExactlyOnce, trainingSentence } from '../helpers/exactly-once.js'
import { untilQuiet } from '../helpers/quiet.js'
import { waitFor } from '../helpers/wait-for.js'

const LONG = { timeout: 120_000 }

let bot: Bot
let branch: SampleBranch
let branches = 0
beforeAll(async () => {
  bot = await startBot({ simulator: { settings: { limits: false } } })
})
afterAll(() => bot?.stop())
afterEach(() => bot.simulator.clearFaults())

/** A group of its own for each test. */
async function freshBranch(): Promise<SampleBranch> {
  branches += 1
  branch = await sampleBranch(bot.simulator, bot.admin, `第${branches}支部`)
  return branch
}

/** The bodies of all sends since `from`. */
const sends = (from: number) => bot.simulator.apiCalls('message.create').slice(from)

describe('a send goes wrong', () => {
  it.each<[string, Fault]>([
    ['is taken and never answered', { api: 'message.create', moment: 'after', hang: true }],
    ['is taken and the connection cut', { api: 'message.create', moment: 'after', reset: true }],
    ['is taken and answered with a 500', { api: 'message.create', moment: 'after', status: 500 }],
    ['is cut before it was taken', { api: 'message.create', reset: true }],
    ['is answered with a 502', { api: 'message.create', status: 502 }],
    ['meets the rate limit', { api: 'message.create', code: 99991400, headers: { 'x-ogw-ratelimit-reset': '1' } }],
  ])('%s: the same key again, one message', LONG, async (_name, fault) => {
    const { simulator } = bot
    const { person, chatId } = await freshBranch()
    const from = simulator.apiCalls('message.create').length
    simulator.fault(fault)
    simulator.say(person.赵阳, chatId, trainingSentence(1))
    await simulator.waitUntil(() => sends(from).length >= 2, 60_000, 'a second try')
    await untilQuiet(bot.url)
    await expectExactlyOnce({ ...bot, branches: [branch] }, 1)
    expect(sends(from)).toHaveLength(2)
    expect(new Set(sends(from).map(({ body }) => body?.uuid)).size).toBe(1)
    expect((await bot.admin.get('/failed')).body.failed).toEqual([])
  })

  it('the token was revoked: a new one, one message', LONG, async () => {
    const { simulator } = bot
    const { person, chatId } = await freshBranch()
    const before = simulator.apiCalls('auth.tenant_access_token').length
    simulator.revokeTokens()
    simulator.say(person.赵阳, chatId, trainingSentence(1))
    await expectExactlyOnce({ ...bot, branches: [branch] }, 1)
    expect(simulator.apiCalls('auth.tenant_access_token')).toHaveLength(before + 1)
  })

  it('for good: a dead letter that names cause and place, no content; replayed it arrives once', LONG, async () => {
    const { simulator, admin } = bot
    const { person, chatId } = await freshBranch()
    const from = simulator.apiCalls('message.create').length
    // The bot must not speak in this group: as 230018, and true until somebody allows it.
    simulator.fault({ api: 'message.create', code: 230018 })
    simulator.say(person.赵阳, chatId, trainingSentence(1))
    const failed = async () => (await admin.get('/failed')).body.failed ?? []
    const [letter] = await waitFor(async () => {
      const list = await failed()
      return list.length > 0 && list
    }, 'the dead letter is listed')
    expect(letter).toMatchObject({ box: 'outbox', state: 'dead', op: 'send', purpose: 'answer', branchId: branch.id })
    expect(String(letter?.lastError)).toContain('230018')
    expect(JSON.stringify(letter)).not.toMatch(/payload|全会/)
    await untilQuiet(bot.url)
    // It was tried once and is not tried again by itself.
    expect(sends(from)).toHaveLength(1)

    expect((await admin.post(`/failed/${letter?.id}/replay`)).status).toBe(202)
    await expectExactlyOnce({ ...bot, branches: [branch] }, 1)
    await untilQuiet(bot.url)
    expect(await failed()).toEqual([])
    expect((await admin.post(`/failed/${letter?.id}/replay`)).status).toBe(404)
    expect(sends(from).map(({ body }) => body?.uuid)).toHaveLength(2)
  })
})

describe('a look-up goes wrong', () => {
  it(
    'the office did not grant the names: who has no account on the roster is told so, and the chat goes on',
    LONG,
    async () => {
      const { simulator, admin } = bot
      const known = simulator.addPerson('有号同志').openId
      const unbound = simulator.addPerson('无号同志').openId
      const { chatId } = simulator.addGroup('名册没有账号', [known, unbound])
      const members = [
        { name: '有号同志', platformUserId: known, role: 'secretary', status: 'full' },
        { name: '无号同志', role: 'member', status: 'full' },
      ]
      const { body } = await admin.post('/branches', { name: '名册支部', platform: 'feishu', chatId, members })
      simulator.fault({ api: 'contact.basicBatch', code: 99991672, times: 1000 })
      simulator.say(unbound, chatId, trainingSentence(1))
      const answer = await simulator.waitForMessage(chatId, ({ sender }) => sender.type === 'app', 60_000)
      expect(answer.text).toMatch(/[一-龥]/)
      simulator.say(known, chatId, trainingSentence(2))
      await waitFor(async () => (await admin.entries(body.id)).length === 1, 'the member’s sentence is recorded')
    },
  )

  it('the names can not be had for the moment: the message waits and is then recorded', LONG, async () => {
    const { simulator, admin } = bot
    const unbound = simulator.addPerson('迟到同志').openId
    const { chatId } = simulator.addGroup('名册没有账号', [unbound])
    const members = [{ name: '迟到同志', role: 'secretary', status: 'full' }]
    const { body } = await admin.post('/branches', { name: '名册支部', platform: 'feishu', chatId, members })
    simulator.fault({ api: 'contact.basicBatch', status: 502, times: 2 })
    simulator.say(unbound, chatId, trainingSentence(1))
    await waitFor(async () => (await admin.entries(body.id)).length === 1, 'the sentence is recorded')
  })
})

describe('a form', () => {
  it('submitted twice at once, and once more later, counts once', LONG, async () => {
    const { simulator, admin } = bot
    const { id, person } = await freshBranch()
    const secretary = person.陈立
    const chatId = simulator.privateChatId(secretary)
    await admin.sweep('reminders', '2026-03-25T09:30:00+08:00')
    const closing = await simulator.waitForMessage(chatId, '3月闭环', 60_000)
    await simulator.tap(secretary, closing.messageId, '补记培训')
    const form = await simulator.waitForMessage(chatId, '记下', 60_000)
    const values = { date: '2026-03-17', topic: '二十届四中全会精神', duration: '2小时' }
    const press = () => simulator.tap(secretary, form.messageId, '记下', values)
    const taps = await Promise.all([press(), press()])
    taps.push(await press())
    expect(taps.map(({ missing }) => missing)).toEqual([undefined, undefined, undefined])
    for (const { toast } of taps) expect(toast?.content).toMatch(/[一-龥]/)
    await waitFor(async () => (await admin.entries(id)).length > 0, 'the form is recorded')
    await untilQuiet(bot.url)
    expect(await admin.entries(id)).toHaveLength(1)
  })
})
