import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createVault } from '../../src/core/seal.js'
import { InboxRow } from '../../src/models/inbox-row.js'
import { type OutboxDocument, OutboxRow } from '../../src/models/outbox-row.js'
import { type Bot, startBot } from '../helpers/bot.js'
import { waitFor } from '../helpers/wait-for.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const ago = (ms: number): Date => new Date(Date.now() - ms)
const WITHIN = { timeout: 15_000 }
/** The bot's own: the key of test/helpers/bot.ts. */
const vault = createVault([{ id: 'k1', bytes: Buffer.alloc(32, 7) }], 'outbox')

let bot: Bot
/** The sent row of a receipt, to make others like it. */
let receipt: OutboxDocument
beforeAll(async () => {
  bot = await startBot()
  const { simulator, branch } = bot
  simulator.say(branch.person.赵阳, branch.chatId, '@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加')
  await simulator.waitForMessage(branch.chatId, '已记')
  await waitFor(async () => (await OutboxRow.exists({ state: 'sent' })) !== null, 'the receipt is settled')
  receipt = (await OutboxRow.findOne({ state: 'sent' }).lean()) as OutboxDocument
})
afterAll(() => bot.stop())

describe('what was written', () => {
  it('is kept sealed for eight days after it was done; then only the key row stays', async () => {
    const inbox = await InboxRow.findOne({ kind: 'message' }).lean()
    await bot.admin.post('/sweeps/erasure')
    expect((await InboxRow.findById(inbox?._id).lean())?.payload).toBeDefined()
    await InboxRow.updateOne({ _id: inbox?._id }, { $set: { doneAt: ago(8 * DAY + HOUR) } })
    await OutboxRow.updateOne({ _id: receipt._id }, { $set: { doneAt: ago(8 * DAY + HOUR) } })
    await bot.admin.post('/sweeps/erasure')
    const kept = await InboxRow.findById(inbox?._id).lean()
    expect(kept).toMatchObject({ _id: inbox?._id, state: 'done' })
    expect(kept?.payload).toBeUndefined()
    expect((await OutboxRow.findById(receipt._id).lean())?.payload).toBeUndefined()
  })
})

describe('a send whose outcome nobody knows', () => {
  /** As a killed process leaves a row: claimed, attempted two hours ago, never settled. */
  const leftBehind = async (purpose: 'answer' | 'notice'): Promise<string> => {
    const _id = `left-behind-${purpose}`
    const { payload: _sealed, doneAt: _done, messageId: _sent, ...row } = receipt
    await OutboxRow.create({
      ...row,
      _id,
      purpose,
      // A seal belongs to the row it was made for.
      payload: vault.seal(JSON.stringify({ content: { type: 'text', text: `重发 ${_id}` } }), _id),
      state: 'sending',
      attempts: 1,
      createdAt: ago(2 * HOUR),
      firstAttemptAt: ago(2 * HOUR),
      leaseUntil: ago(2 * HOUR),
    })
    await bot.admin.post('/sweeps/outbox?wait=0')
    return _id
  }

  it('an answer to a person is sent again after the platform forgot the key', async () => {
    const before = bot.simulator.replies(bot.branch.chatId).length
    const id = await leftBehind('answer')
    await expect.poll(async () => (await OutboxRow.findById(id).lean())?.state, WITHIN).toBe('sent')
    expect(bot.simulator.replies(bot.branch.chatId)).toHaveLength(before + 1)
  })

  it('a card or digest waits for the operator, who sees it with its cause and can replay it', async () => {
    const before = bot.simulator.replies(bot.branch.chatId).length
    const id = await leftBehind('notice')
    await expect.poll(async () => (await OutboxRow.findById(id).lean())?.state, WITHIN).toBe('uncertain')
    expect(bot.simulator.replies(bot.branch.chatId)).toHaveLength(before)
    const listed = (await bot.admin.get('/failed')).body.failed ?? []
    expect(listed).toContainEqual(expect.objectContaining({ id, state: 'uncertain', box: 'outbox' }))
    expect((await bot.admin.post(`/failed/${id}/replay`)).status).toBe(202)
    await bot.admin.post('/sweeps/outbox?wait=0')
    await expect.poll(async () => (await OutboxRow.findById(id).lean())?.state, WITHIN).toBe('sent')
    expect(bot.simulator.replies(bot.branch.chatId)).toHaveLength(before + 1)
    expect((await bot.admin.post(`/failed/${id}/replay`)).status).toBe(404)
  })
})
