import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Said } from '../../../src/simulator/feishu/index.js'
import { type Bot, type SampleBranch, sampleBranch, startBot } from '../../helpers/bot.js'
import { expectExactlyOnce, receiptNumbers, trainingSentence } from '../../helpers/exactly-once.js'
import { whileChatsPause } from '../../helpers/paused-chats.js'
import { untilQuiet, waitingRows } from '../../helpers/quiet.js'
import { waitFor } from '../../helpers/wait-for.js'

const LONG = { timeout: 120_000 }

let bot: Bot
let branch: SampleBranch
let branches = 0
beforeAll(async () => {
  bot = await startBot({
    simulator: { settings: { limits: false } },
    environment: { SEND_LIMIT_PER_CHAT_PER_SECOND: '1000', SEND_LIMIT_PER_SECOND: '1000' },
  })
})
afterAll(() => bot?.stop())
afterEach(() => bot.simulator.disturb({}))

/** A group of its own for each test, so that counts mean something. */
async function freshBranch(): Promise<SampleBranch> {
  branches += 1
  branch = await sampleBranch(bot.simulator, bot.admin, `第${branches}支部`)
  return branch
}

const place = () => ({ ...bot, branches: [branch] })
const entries = () => bot.admin.entries(branch.id)
const numbered = async () => (await entries()).sort((a, b) => a.number.localeCompare(b.number))
const quiet = (): Promise<void> => untilQuiet(bot.url)

/** Moves the clock on by a minute, so that what is said next was certainly typed later. */
async function minutePasses(): Promise<void> {
  await bot.moveTo(new Date(bot.clock.now() + 60_000).toISOString())
}

/** Says it a moment later than what was said before; held back by the simulator until it is released. */
async function sayLater(person: string, text: string): Promise<Said> {
  await minutePasses()
  return bot.simulator.say(person, branch.chatId, text)
}

describe('the same event again', () => {
  it.each([
    ['five times, one after the other', { duplicates: 4 }],
    ['five times at once', { copies: 5 }],
    ['five times, each with an event id of its own', { duplicates: 4, newEventIds: true }],
    ['five times at once, each with an event id of its own', { copies: 5, newEventIds: true }],
  ])('%s: one entry, one receipt', LONG, async (_name, disturbance) => {
    const { simulator } = bot
    const { person, chatId } = await freshBranch()
    simulator.disturb(disturbance)
    const said = [1, 2, 3].map((index) => simulator.say(person.赵阳, chatId, trainingSentence(index)))
    for (const { delivery } of said) {
      await delivery?.done
      expect(delivery?.attempts.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    }
    await expectExactlyOnce(place(), 3)
    await quiet()
    await expectExactlyOnce(place(), 3)
  })

  it('again when everything is long done, also as a raw push: nothing happens', LONG, async () => {
    const { simulator } = bot
    const { person, chatId } = await freshBranch()
    const { delivery } = simulator.say(person.赵阳, chatId, trainingSentence(1))
    if (!delivery) throw new Error('not pushed')
    await expectExactlyOnce(place(), 1)
    await quiet()
    const heard = simulator.messages(chatId).length
    for (let times = 0; times < 4; times += 1) {
      expect((await simulator.redeliver(delivery, { newEventId: times % 2 === 0 })).status).toBe(200)
    }
    await simulator.pushRaw(delivery.payload).done
    await quiet()
    await expectExactlyOnce(place(), 1)
    expect(simulator.messages(chatId)).toHaveLength(heard)
  })

  it('撤销 five times voids one entry, not five', LONG, async () => {
    const { simulator } = bot
    const { person } = await freshBranch()
    for (let index = 1; index <= 3; index += 1) await sayLater(person.赵阳, trainingSentence(index))
    await expectExactlyOnce(place(), 3)
    simulator.disturb({ copies: 5, newEventIds: true })
    await sayLater(person.赵阳, '@台账助手 撤销')
    await waitFor(async () => (await entries()).some(({ voided }) => voided), 'one is voided')
    await simulator.settled()
    await quiet()
    expect((await numbered()).map(({ voided }) => voided)).toEqual([false, false, true])
  })

  it('a tap pushed five times is one tap', LONG, async () => {
    const { simulator } = bot
    const { person, chatId } = await freshBranch()
    simulator.say(person.赵阳, chatId, trainingSentence(1))
    const receipt = await simulator.waitForMessage(chatId, '已记｜', 60_000)
    const taps = await Promise.all(
      Array.from({ length: 5 }, () => simulator.tap(person.赵阳, receipt.messageId, '撤销')),
    )
    for (const tap of taps) expect(tap.toast?.content).toMatch(/[一-龥]/)
    await quiet()
    expect((await entries()).map(({ voided }) => voided)).toEqual([true])
    expect(simulator.message(receipt.messageId).updates.length).toBeGreaterThan(0)
  })
})

describe('out of order', () => {
  it('messages that wait together are taken in the order they were typed', LONG, async () => {
    const { simulator } = bot
    const { person } = await freshBranch()
    simulator.disturb({ reorder: 100 })
    const authors = ['赵阳', '王敏', '李响', '周海明', '李淑贤'] as const
    for (const [index, author] of authors.entries()) await sayLater(person[author], trainingSentence(index + 1))
    // Newest first over the wire, all of them before the first is worked on: the chat's queue is what sorts them.
    await whileChatsPause(bot, async () => {
      simulator.releaseHeld()
      await simulator.settled()
      expect((await waitingRows(bot.url))['inbox stored']).toBe(authors.length)
    })
    await expectExactlyOnce(place(), authors.length)
    expect((await numbered()).map(({ author }) => author)).toEqual([...authors])
  })

  it('撤销 that overtakes on the wire, while both wait, still comes second', LONG, async () => {
    const { simulator } = bot
    const { person } = await freshBranch()
    simulator.disturb({ reorder: 100 })
    await sayLater(person.赵阳, trainingSentence(1))
    await sayLater(person.赵阳, '@台账助手 撤销')
    await whileChatsPause(bot, async () => {
      simulator.releaseHeld()
      await simulator.settled()
    })
    await waitFor(async () => (await entries())[0]?.voided, 'recorded, then voided')
    await quiet()
    expect((await entries()).map(({ voided }) => voided)).toEqual([true])
  })

  it(
    '撤销 that was done before its sentence arrived has said that it found nothing, and voids nothing',
    LONG,
    async () => {
      const { simulator } = bot
      const { person, chatId } = await freshBranch()
      simulator.disturb({ reorder: 100 })
      await sayLater(person.赵阳, trainingSentence(1))
      const sentence = simulator.deliveries().at(-1)
      await sayLater(person.赵阳, '@台账助手 撤销')
      const undo = simulator.deliveries().at(-1)
      if (!sentence || !undo) throw new Error('not pushed')
      await simulator.redeliver(undo)
      await simulator.waitForMessage(chatId, '没有找到', 60_000)
      await simulator.redeliver(sentence)
      await expectExactlyOnce(place(), 1)
      simulator.releaseHeld()
      await simulator.settled()
      await quiet()
      expect((await entries()).map(({ voided }) => voided)).toEqual([false])
    },
  )

  it('撤销 typed before a sentence that arrived first does not void it', LONG, async () => {
    const { simulator } = bot
    const { person, chatId } = await freshBranch()
    await sayLater(person.赵阳, trainingSentence(1))
    await expectExactlyOnce(place(), 1)
    simulator.disturb({ reorder: 100 })
    await sayLater(person.赵阳, '@台账助手 撤销')
    const late = simulator.deliveries().at(-1)
    await sayLater(person.赵阳, trainingSentence(2))
    const early = simulator.deliveries().at(-1)
    if (!late || !early) throw new Error('not pushed')
    await simulator.redeliver(early)
    await waitFor(() => receiptNumbers(simulator, chatId).length === 2, 'the later sentence is recorded')
    await simulator.redeliver(late)
    await waitFor(async () => (await entries()).some(({ voided }) => voided), 'the undo was done')
    simulator.releaseHeld()
    await simulator.settled()
    await quiet()
    expect((await numbered()).map(({ voided }) => voided)).toEqual([true, false])
  })

  it('昨天 is the day before it was typed, also when it arrives after midnight', LONG, async () => {
    const { simulator } = bot
    const { person } = await freshBranch()
    simulator.disturb({ reorder: 100 })
    const typedAt = bot.clock.now()
    await sayLater(person.赵阳, trainingSentence(1))
    await bot.moveTo(new Date(typedAt + 30 * 3_600_000).toISOString())
    simulator.releaseHeld()
    await simulator.settled()
    await expectExactlyOnce(place(), 1)
    const yesterday = new Date(typedAt - 24 * 3_600_000 + 8 * 3_600_000).toISOString().slice(0, 10)
    expect((await entries())[0]?.date).toBe(yesterday)
  })
})

it('a hundred and fifty sentences from five groups at once, each pushed twice: each recorded once', {
  timeout: 180_000,
}, async () => {
  const { simulator, admin } = bot
  const groups = await Promise.all([1, 2, 3, 4, 5].map((index) => sampleBranch(simulator, admin, `大群${index}`)))
  simulator.disturb({ duplicates: 1 })
  for (let index = 1; index <= 30; index += 1) {
    for (const { person, chatId } of groups) simulator.say(person.李响, chatId, trainingSentence(index))
  }
  await simulator.settled()
  await expectExactlyOnce({ ...bot, branches: groups }, 30, 120_000)
})
