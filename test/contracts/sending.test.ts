import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DingtalkSimulator } from '../../src/simulator/dingtalk/index.js'
import { type StageBot, startPlay } from '../helpers/bot.js'
import { type Heard, heardAfter, privateChat, sayInGroup, sayInPrivate } from '../helpers/exchange.js'
import { CARDS_LIVE, PLATFORM, STAGE, TEMPLATE_ID } from '../helpers/stage.js'
import { waitFor } from '../helpers/wait-for.js'

let bot: StageBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot?.stop())

const failed = async () => (await bot.admin.get('/failed')).body.failed ?? []

let lessons = 0
const record = (): Promise<Heard> => {
  lessons += 1
  return sayInGroup(bot, '赵阳', `昨天下午集中学习2小时 第${lessons}讲 全员参加`)
}

/** A Friday with something to say in the week before it; each call another. */
let friday = Date.parse('2026-03-13T16:10:00+08:00')
async function nextFriday(): Promise<string> {
  friday += 7 * 86_400_000
  await bot.moveTo(new Date(friday - 86_400_000).toISOString())
  await record()
  return new Date(friday).toISOString()
}

interface Way {
  readonly what: string
  /** The platform is told a key, by which it knows a message again. */
  readonly hasKey: boolean
  readonly isAnswer: boolean
  /** What has to be there before. */
  prepare?(): Promise<void>
  send(): Promise<Heard>
}

let due = ''
const WAYS: readonly Way[] = [
  { what: 'a card that answers', hasKey: CARDS_LIVE, isAnswer: true, send: record },
  {
    what: 'a text that answers',
    hasKey: PLATFORM === 'feishu',
    isAnswer: true,
    send: () => sayInPrivate(bot, '孙小雨', '不记了'),
  },
  {
    what: 'a card that nobody asked for',
    hasKey: CARDS_LIVE,
    isAnswer: false,
    prepare: async () => {
      due = await nextFriday()
    },
    send: () => heardAfter(bot, () => bot.admin.sweep('digests', due)),
  },
]

/** What was heard, and the keys of what was tried to be sent. */
async function sending({ prepare, send }: Way, spoil: () => void = () => {}) {
  await prepare?.()
  const before = bot.stage.sendKeys().length
  spoil()
  const heard = await send()
  return { heard, keys: bot.stage.sendKeys().slice(before) }
}
const losingAnswer = (way: Way) => sending(way, () => bot.stage.loseAnswerOfNextSend())

describe('the answer to a call that took effect is lost', () => {
  it.each(WAYS.filter(({ hasKey }) => hasKey))('$what: the same key again, one message', async (way) => {
    const { heard, keys } = await losingAnswer(way)
    expect(heard.all).toHaveLength(1)
    expect(keys).toHaveLength(2)
    expect(keys[0]).toMatch(/^[\w-]{40,50}$/)
    expect(keys[1]).toBe(keys[0])
    expect(await failed()).toEqual([])
  })

  const keyless = WAYS.filter(({ hasKey }) => !hasKey)
  it.each(keyless.filter(({ isAnswer }) => isAnswer))('$what: sent again, for somebody waits for it', async (way) => {
    const { heard, keys } = await losingAnswer(way)
    expect(keys).toEqual([undefined, undefined])
    expect(heard.all).toHaveLength(2)
    expect(new Set(heard.all).size).toBe(1)
    expect(await failed()).toEqual([])
  })

  it.each(keyless.filter(({ isAnswer }) => !isAnswer))(
    '$what: waits for the operator, who may replay it',
    async (way) => {
      const { heard, keys } = await losingAnswer(way)
      expect([heard.all.length, keys]).toEqual([1, [undefined]])
      const again = await heardAfter(bot, async () => {
        expect(await bot.admin.sweep('outbox', due)).toMatchObject({ sent: 0 })
        expect(await bot.admin.sweep('digests', due)).toMatchObject({ sent: 0 })
      })
      expect(again.all).toEqual([])
      const [letter, ...others] = await failed()
      expect(letter).toMatchObject({ box: 'outbox', state: 'uncertain', purpose: 'notice', branchId: bot.branch.id })
      expect(others).toEqual([])
      expect(JSON.stringify(letter)).not.toMatch(/payload|台账/)
      const replayed = await heardAfter(bot, async () => {
        expect((await bot.admin.post(`/failed/${letter?.id}/replay`)).status).toBe(202)
      })
      expect(replayed.all).toEqual(heard.all)
      expect(await failed()).toEqual([])
    },
  )
})

describe('the platform refuses a call', () => {
  const [, , digest] = WAYS as [Way, Way, Way]

  it('because there are too many: waited for, no failure', async () => {
    const started = performance.now()
    const { heard, keys } = await sending(digest, () => bot.stage.limitNextSend())
    expect(heard.all).toHaveLength(1)
    expect(keys).toHaveLength(2)
    expect(performance.now() - started).toBeGreaterThan(1000)
    expect(await failed()).toEqual([])
  })

  it('because the token was revoked: a new one, once', async () => {
    const asked = bot.stage.tokensAsked()
    const { heard } = await sending(digest, () => bot.stage.revokeTokens())
    expect(heard.all).toHaveLength(1)
    expect(bot.stage.tokensAsked()).toBe(asked + 1)
  })
})

/** What only DingTalk can do to a message; who can't be reached at all is in test/flows/unreachable.test.ts. */
const dingtalk = () => bot.simulator as DingtalkSimulator
const isDingtalk = PLATFORM === 'dingtalk' ? [STAGE] : []

describe.each(isDingtalk)('on %s', () => {
  let from = 0
  beforeEach(() => {
    from = dingtalk().apiCalls().length
  })
  /** Names of the sends since the test began. */
  const sends = () =>
    dingtalk()
      .apiCalls()
      .slice(from)
      .map(({ name }) => name)
      .filter((name) => /send|deliver/i.test(name))

  it('a way back that is nearly over is not taken', async () => {
    dingtalk().settings.sessionSeconds = 60
    const heard = await sayInPrivate(bot, '孙小雨', '不记了')
    dingtalk().settings.sessionSeconds = 5400
    expect(heard.all).toHaveLength(1)
    expect(sends()).toEqual(['robot.batchSend'])
  })

  it('a way back that is over is told by its refusal: the answer goes by the OpenAPI', async () => {
    dingtalk().fault({ api: 'session.send', code: 300001 })
    expect((await sayInPrivate(bot, '孙小雨', '不记了')).all).toHaveLength(1)
    expect(sends()).toEqual(['session.send', 'robot.batchSend'])
  })

  it('a person who gets too many messages gets this one later', async () => {
    const partner = dingtalk()
      .people()
      .find(({ name }) => name === '王敏')
    if (!partner) throw new Error('no partner')
    const recorded = await sayInGroup(bot, '王敏', '昨天下午集中学习2小时 党章 全员参加')
    const number = /2026-学-\d{3}/.exec(recorded.group)?.[0] ?? ''
    from = dingtalk().apiCalls().length
    partner.flowControlled = true
    const heard = await heardAfter(bot, async () => {
      await bot.simulator.sayPrivate(bot.branch.person.周海明, `撤销 ${number}`).delivered
      await waitFor(() => sends().includes('robot.batchSend'), 'the line to its author was tried')
      partner.flowControlled = false
    })
    expect(heard.in(privateChat(bot, '王敏')).map(({ text }) => text)).toEqual([
      expect.stringContaining('周海明撤销了你记的'),
    ])
    expect(await failed()).toEqual([])
  })
})

/** What becomes of cards that DingTalk does not take: said as a message instead. The last, for it lasts. */
describe.each(isDingtalk.filter(() => CARDS_LIVE))('cards on %s', () => {
  afterEach(() => {
    dingtalk().settings.cardDeliveries = true
  })

  it('that are not delivered arrive as messages', async () => {
    dingtalk().settings.cardDeliveries = false
    const { heard, keys } = await sending(WAYS[0] as Way)
    expect(heard.only(bot.branch.chatId).text).toContain('撤销：@我 撤销 2026-学-')
    expect(keys).toEqual([expect.any(String), undefined])
  })

  it('that may have arrived are never followed by a message: the operator decides', async () => {
    due = await nextFriday()
    bot.stage.loseAnswerOfNextSend()
    // It arrives; by the time of the second try the template is gone.
    const stop = dingtalk().onChange(({ type }) => {
      if (type === 'message') dingtalk().settings.templates.set(TEMPLATE_ID, { published: false })
    })
    const heard = await heardAfter(bot, () => bot.admin.sweep('digests', due))
    stop()
    expect(heard.all).toHaveLength(1)
    expect(await failed()).toMatchObject([{ box: 'outbox', state: 'uncertain', purpose: 'notice' }])
  })

  it('of a template that is not published any more arrive as messages, whose commands work', async () => {
    dingtalk().settings.templates.set(TEMPLATE_ID, { published: false })
    const receipt = (await record()).only(bot.branch.chatId)
    const twin = /撤销：@我 (.*)$/m.exec(receipt.text)?.[1] ?? ''
    expect((await sayInGroup(bot, '赵阳', twin)).group).toContain('已撤销')
  })
})
