import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fingerprintOf } from '../../src/core/seal.js'
import { foreignKeys } from '../../src/models/key-check.js'
import { OutboxRow } from '../../src/models/outbox-row.js'
import { type Bot, sampleBranch, startBot } from '../helpers/bot.js'

const SENTENCE = '@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加'

let bot: Bot
beforeAll(async () => {
  bot = await startBot()
})
afterAll(() => bot.stop())

const receipt = (chatId: string, number: string) => bot.simulator.waitForMessage(chatId, number, 20_000)

describe('sending', () => {
  it('a busy chat holds nobody up: another one is answered while its own replies are spread over time', async () => {
    const { simulator, admin, branch } = bot
    const quiet = await sampleBranch(simulator, admin, '安静支部')
    const many = 60
    for (let count = 0; count < many; count += 1) simulator.say(branch.person.赵阳, branch.chatId, '@台账助手 怎么用')
    await simulator.waitUntil(() => simulator.replies(branch.chatId).length > 0, 20_000)
    simulator.say(quiet.person.赵阳, quiet.chatId, SENTENCE)
    await receipt(quiet.chatId, '2026-学-001')
    // At five a second the busy chat needs twelve seconds: most of its replies are still to come.
    expect(simulator.replies(branch.chatId).length).toBeLessThan(many)
    await simulator.waitUntil(() => simulator.replies(branch.chatId).length === many, 40_000)
    expect(simulator.apiCalls().filter((call) => call.code === 230020 || call.code === 99991400)).toEqual([])
  }, 90_000)

  it('an undo that overtakes its receipt ends with the card that says so', async () => {
    const { simulator, branch } = bot
    simulator.fault({ api: 'message.create', latencyMs: 1500 })
    simulator.say(branch.person.王敏, branch.chatId, SENTENCE)
    await expect.poll(() => OutboxRow.exists({ state: 'sending' }), { timeout: 10_000, interval: 20 }).not.toBeNull()
    simulator.say(branch.person.王敏, branch.chatId, '@台账助手 撤销')
    const card = await simulator.waitForMessage(branch.chatId, (message) => /记录人 王敏/.test(message.text), 20_000)
    await simulator.waitUntil(() => simulator.message(card.messageId).text.includes('已撤销'), 20_000)
  })

  it('of two updates of one card only the newer stays, whatever happens to the older', async () => {
    const { simulator, branch } = bot
    simulator.say(branch.person.李响, branch.chatId, SENTENCE)
    const card = await simulator.waitForMessage(branch.chatId, (message) => /记录人 李响/.test(message.text), 20_000)
    const rowOfCard = () => OutboxRow.findOne({ messageId: card.messageId }).lean()
    await expect.poll(rowOfCard, { timeout: 10_000 }).not.toBeNull()
    const row = await rowOfCard()
    if (!row) throw new Error('the receipt has no outbox row')
    const at = (ms: number): Date => new Date(ms)
    const now = Date.now()
    const update = { ...row, op: 'update' as const, targetMessageId: card.messageId, state: 'pending' as const }
    const { messageId: _sent, doneAt: _done, chatId: _chat, ...pending } = update
    await OutboxRow.create([
      { ...pending, _id: 'older-update', createdAt: at(now), notBefore: at(now) },
      { ...pending, _id: 'newer-update', createdAt: at(now + 1), notBefore: at(now + 60_000) },
    ])
    await bot.admin.post('/sweeps/outbox?wait=0')
    await expect
      .poll(async () => (await OutboxRow.findById('older-update').lean())?.state, { timeout: 15_000 })
      .toBe('superseded')
    await OutboxRow.deleteOne({ _id: 'newer-update' })
  })

  it('a notice that could not be sent by day waits for the next open morning', async () => {
    const { admin, branch, simulator } = bot
    simulator.fault({ api: 'message.create', code: 99991672 })
    expect(await admin.sweep('reminders', '2026-04-28T20:59:00+08:00')).toMatchObject({ sent: 1, failed: 1 })
    const row = await OutboxRow.findOne({ branchId: branch.id, lastErrorKind: 'configuration' }).lean()
    const failed = row ?? (await OutboxRow.findOne({ lastErrorKind: 'configuration' }).lean())
    if (!failed?.openUntil || !failed.reopensAt) throw new Error('the notice knows no quiet time')
    // A minute after it was due the night began; the next morning is a workday.
    expect(failed.openUntil.getTime() - failed.createdAt.getTime()).toBe(60_000)
    expect(failed.reopensAt.getTime() - failed.openUntil.getTime()).toBe(11 * 3_600_000)
    const late = { ...failed, _id: 'late-notice', notBefore: new Date(0), openUntil: new Date(0) }
    await OutboxRow.create([late])
    await admin.post('/sweeps/outbox?wait=0')
    await expect
      .poll(async () => (await OutboxRow.findById('late-notice').lean())?.notBefore, { timeout: 15_000 })
      .toEqual(failed.reopensAt)
  })

  it('what can not be read any more is a dead letter, and what comes after it is sent', async () => {
    const { admin, branch, simulator } = bot
    simulator.say(branch.person.孙小雨, branch.chatId, SENTENCE)
    await simulator.waitForMessage(branch.chatId, (message) => /记录人 孙小雨/.test(message.text), 20_000)
    const row = await OutboxRow.findOne({ chatId: branch.chatId, op: 'send', state: 'sent' }).lean()
    if (!row) throw new Error('the receipt has no outbox row')
    const { messageId: _sent, doneAt: _done, ...rest } = row
    const pending = { ...rest, state: 'pending' as const, attempts: 0, notBefore: new Date(0) }
    // Sealed for another row; and erased after an attempt of unknown outcome.
    await OutboxRow.create([
      { ...pending, _id: 'sealed-for-another' },
      {
        ...pending,
        _id: 'erased',
        payload: undefined,
        purpose: 'notice',
        unknownOutcome: true,
        firstAttemptAt: new Date(),
      },
    ])
    await admin.post('/sweeps/outbox?wait=0')
    for (const id of ['sealed-for-another', 'erased']) {
      await expect.poll(async () => (await OutboxRow.findById(id).lean())?.state, { timeout: 15_000 }).toBe('dead')
    }
    simulator.say(branch.person.孙小雨, branch.chatId, '@台账助手 怎么用')
    const before = simulator.replies(branch.chatId).length
    await simulator.waitUntil(() => simulator.replies(branch.chatId).length > before, 20_000)
  })

  it('a process with another key under a known id is told so', async () => {
    const other = new Map([['k1', fingerprintOf({ id: 'k1', bytes: Buffer.alloc(32, 9) })]])
    expect(await foreignKeys(other)).toEqual(['k1'])
  })
})
