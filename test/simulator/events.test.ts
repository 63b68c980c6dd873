import { EventDispatcher } from '@larksuiteoapi/node-sdk'
import { afterEach, describe, expect, it } from 'vitest'
import { encryptEvent, signPush } from '../../src/simulator/feishu/crypto.js'
import { attacks } from '../../src/simulator/feishu/index.js'
import { placeMentions, showMentions } from '../../src/simulator/feishu/mentions.js'
import { feishuFixture } from '../helpers/feishu-fixture.js'
import { type Answer, decryptBody, type Endpoint, startBranch, startEndpoint } from './helpers.js'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const silent = { error() {}, warn() {}, info() {}, debug() {}, trace() {} }

async function startPair(answer: Answer, options?: Parameters<typeof startBranch>[0]) {
  const branch = await startBranch(options)
  const endpoint = await startEndpoint(answer)
  stops.push(branch.feishu.stop, endpoint.stop)
  branch.feishu.setTargets({ events: `${endpoint.url}/events`, cards: `${endpoint.url}/cards` })
  return { ...branch, endpoint }
}

const payloads = ({ requests }: Endpoint, encryptKey: string) =>
  requests.map(({ body }) => decryptBody(body, encryptKey))

describe('crypto', () => {
  it('matches the vectors of the documents', () => {
    const text = encryptEvent('test key', 'hello world', Buffer.from('3f7ef0f9564898d80f10ed5106127a46', 'hex'))
    expect(text).toBe('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=')
    const signature = signPush('1700000000', 'nonce-0001', 'test key', '')
    expect(signature).toBe('1de3a699eeb9ffbdc6396638f39601f30750ce000578f632e9f7b45bc8351b8b')
  })
})

describe('mentions', () => {
  const people = ['陈立', '陈立国', '台账助手'].map((name, index) => ({ openId: `ou_${index}`, name }))

  it('become placeholders, longest name first; everybody is not among them', () => {
    const { text, mentions } = placeMentions('@台账助手 @陈立国和@陈立 谈心 @所有人 @路人 a@b.cn', people)
    expect(text).toBe('@_user_1 @_user_2和@_user_3 谈心 @_all @路人 a@b.cn')
    expect(mentions.map(({ name }) => name)).toEqual(['台账助手', '陈立国', '陈立'])
    expect(showMentions(text, mentions)).toBe('@台账助手 @陈立国和@陈立 谈心 @所有人 @路人 a@b.cn')
  })

  it('keep apart when there are more than nine', () => {
    const typed = Array.from({ length: 11 }, () => '@陈立').join(' ')
    const { text, mentions } = placeMentions(typed, people)
    expect(showMentions(text, mentions)).toBe(typed)
  })
})

describe('a message of a person', () => {
  it("arrives in the platform's shape, encrypted and signed so that the vendor's dispatcher takes it", async () => {
    const received: Record<string, unknown>[] = []
    const { feishu, zhao, chen, chatId, endpoint } = await startPair(async ({ body, headers }) => {
      const dispatcher = new EventDispatcher({
        encryptKey: feishu.options.encryptKey,
        verificationToken: feishu.options.verificationToken,
        logger: silent,
      }).register({
        'im.message.receive_v1': (data) => {
          received.push(data as unknown as Record<string, unknown>)
        },
      })
      await dispatcher.invoke(Object.assign(Object.create({ headers }), JSON.parse(body)))
      return {}
    })
    const said = feishu.say(zhao, chatId, '@台账助手 和@陈立 谈心')
    expect((await said.delivered)?.state).toBe('delivered')
    expect(endpoint.requests[0]?.headers).toMatchObject({
      'content-type': 'application/json;charset=utf-8',
      'x-lark-request-timestamp': expect.stringMatching(/^\d{10}$/),
      'x-lark-request-nonce': expect.stringMatching(/^\d+$/),
    })
    const [payload] = payloads(endpoint, feishu.options.encryptKey)
    const real = feishuFixture('event_im_message_receive_v1_group_text_real')
    expect(shapeOf(payload)).toEqual(shapeOf(real))
    expect(payload.event.message).toMatchObject({
      content: '{"text":"@_user_1 和@_user_2 谈心"}',
      chat_type: 'group',
      mentions: [
        { key: '@_user_1', name: '台账助手', id: { open_id: feishu.botOpenId } },
        { key: '@_user_2', name: '陈立', id: { open_id: chen, user_id: '' } },
      ],
    })
    expect(received[0]).toMatchObject({ event_type: 'im.message.receive_v1', app_id: feishu.options.appId })
  })

  it('arrives from a group only when it names the bot, unless the office granted more', async () => {
    const { feishu, zhao, chatId } = await startPair(() => ({}))
    const silentSaid = feishu.say(zhao, chatId, '今天天气不错')
    expect(await silentSaid.delivered).toBeUndefined()
    expect(feishu.message(silentSaid.messageId).delivery).toBe('not-for-bot')
    feishu.settings.deliverAllGroupMessages = true
    expect((await feishu.say(zhao, chatId, '今天天气不错').delivered)?.state).toBe('delivered')
    feishu.settings.deliverAllGroupMessages = false
    const said = feishu.sayPrivate(zhao, '帮助')
    expect((await said.delivered)?.state).toBe('delivered')
    expect(feishu.message(said.messageId)).toMatchObject({ chatKind: 'p2p', delivery: 'delivered' })
    await feishu.setBotIn(chatId, zhao, false).done
    expect(feishu.say(zhao, chatId, '@台账助手 在吗').delivery).toBeUndefined()
  })

  it('carries civil time, while signatures carry the real one', async () => {
    const civil = Date.parse('2026-03-18T10:00:00+08:00')
    const { feishu, zhao, chatId, endpoint } = await startPair(() => ({}), { clock: { now: () => civil } })
    const before = Math.floor(Date.now() / 1000)
    await feishu.say(zhao, chatId, '@台账助手 一').delivered
    await feishu.say(zhao, chatId, '@台账助手 二').delivered
    const [one, two] = payloads(endpoint, feishu.options.encryptKey)
    expect(one.event.message.create_time).toBe(String(civil))
    expect(two.event.message.create_time).toBe(String(civil + 1))
    expect(Number(endpoint.requests[0]?.headers['x-lark-request-timestamp'])).toBeGreaterThanOrEqual(before)
  })
})

describe('pushing again', () => {
  it('after 15 s, 5 min, 1 h and 6 h, scaled, with the same event id and a fresh signature, then never more', async () => {
    const { feishu, zhao, chatId, endpoint } = await startPair(() => ({ status: 503 }), { retryScale: 1 / 100_000 })
    const delivery = await feishu.say(zhao, chatId, '@台账助手 一').delivered
    expect(delivery?.state).toBe('failed')
    expect(delivery?.attempts.map(({ status, cause }) => [status, cause])).toEqual([
      [503, 'first'],
      ...Array.from({ length: 4 }, () => [503, 'retry']),
    ])
    const waits = delivery?.attempts.slice(1).map(({ at }, index) => at - (delivery.attempts[index]?.at ?? 0)) ?? []
    expect(waits[1]).toBeGreaterThanOrEqual(3)
    expect(waits[2]).toBeGreaterThanOrEqual(36)
    expect(waits[3]).toBeGreaterThanOrEqual(216)
    const all = payloads(endpoint, feishu.options.encryptKey)
    expect(new Set(all.map(({ header }) => header.event_id)).size).toBe(1)
    expect(new Set(endpoint.requests.map(({ headers }) => headers['x-lark-signature'])).size).toBe(5)
  })

  it('when the answer is late', async () => {
    let late = true
    const { feishu, zhao, chatId } = await startPair(
      () => {
        const answer = late ? undefined : {}
        late = false
        return answer
      },
      { answerMs: 50, retryScale: 0 },
    )
    const delivery = await feishu.say(zhao, chatId, '@台账助手 一').delivered
    expect(delivery?.attempts.map(({ status, failure }) => failure ?? status)).toEqual(['timeout', 200])
  })

  it('the old signature comes again where the platform may keep it', async () => {
    const { feishu, zhao, chatId, endpoint } = await startPair(() => ({ status: 500 }), {
      retryScale: 0,
      settings: { retrySignature: 'original' },
    })
    await feishu.say(zhao, chatId, '@台账助手 一').delivered
    expect(new Set(endpoint.requests.map(({ headers }) => headers['x-lark-signature'])).size).toBe(1)
  })

  it('duplicates, copies, other event ids, another order, nothing at all', async () => {
    const { feishu, zhao, chatId, endpoint } = await startPair(() => ({}))
    const key = feishu.options.encryptKey
    feishu.disturb({ duplicates: 2, copies: 3, newEventIds: true })
    await feishu.say(zhao, chatId, '@台账助手 一').delivered
    const all = payloads(endpoint, key)
    expect(all).toHaveLength(5)
    expect(new Set(all.map(({ event }) => event.message.message_id)).size).toBe(1)
    expect(new Set(all.map(({ header }) => header.event_id)).size).toBe(5)

    endpoint.requests.length = 0
    feishu.disturb({ reorder: 3 })
    for (const text of ['甲', '乙', '丙']) feishu.say(zhao, chatId, `@台账助手 ${text}`)
    await feishu.settled()
    expect(endpoint.requests).toHaveLength(3)

    feishu.disturb({ drop: () => true })
    expect((await feishu.say(zhao, chatId, '@台账助手 丢').delivered)?.state).toBe('dropped')
    feishu.disturb({})
    const delivery = await feishu.say(zhao, chatId, '@台账助手 再').delivered
    if (!delivery) throw new Error('not delivered')
    expect((await feishu.redeliver(delivery)).eventId).toBe(delivery.eventId)
    expect((await feishu.redeliver(delivery, { newEventId: true })).eventId).not.toBe(delivery.eventId)
  })
})

describe('other events', () => {
  it('the bot comes and goes, a person opens its chat, a message is recalled, a group is dissolved', async () => {
    const { feishu, zhao, chatId, endpoint } = await startPair(() => ({}))
    await feishu.setBotIn(chatId, zhao, false).done
    await feishu.setBotIn(chatId, zhao, true).done
    await feishu.enterPrivateChat(zhao).done
    const said = feishu.say(zhao, chatId, '@台账助手 一')
    await said.delivered
    await feishu.recall(zhao, said.messageId).delivered
    await feishu.disband(chatId, zhao).done
    const all = payloads(endpoint, feishu.options.encryptKey)
    expect(all.map(({ header }) => header.event_type)).toEqual([
      'im.chat.member.bot.deleted_v1',
      'im.chat.member.bot.added_v1',
      'im.chat.access_event.bot_p2p_chat_entered_v1',
      'im.message.receive_v1',
      'im.message.recalled_v1',
      'im.chat.disbanded_v1',
    ])
    expect(all[1].event).toMatchObject({ chat_id: chatId, operator_id: { open_id: zhao }, name: '第三党支部' })
    expect(all[4].event).toMatchObject({ message_id: said.messageId, chat_id: chatId })
    expect(feishu.message(said.messageId).recalled).toBe(true)
  })

  it('a payload as it is', async () => {
    const { feishu, endpoint } = await startPair(() => ({}))
    const payload = { schema: '2.0', header: { event_id: 'e', event_type: 'x' }, event: {} }
    await feishu.pushRaw(payload).done
    expect(payloads(endpoint, feishu.options.encryptKey)).toEqual([payload])
  })
})

describe('the console', () => {
  it('saves an address that answers the challenge, unsigned, within a second', async () => {
    const branch = await startBranch()
    const endpoint = await startEndpoint(({ body, path }) => {
      if (path === '/silent') return undefined
      const { challenge } = decryptBody(body, branch.feishu.options.encryptKey)
      return { body: JSON.stringify({ challenge: path === '/wrong' ? 'x' : challenge }) }
    })
    stops.push(branch.feishu.stop, endpoint.stop)
    const saved = await branch.feishu.saveTargets({ events: `${endpoint.url}/good`, cards: `${endpoint.url}/wrong` })
    expect([saved.events?.ok, saved.cards?.ok]).toEqual([true, false])
    expect(endpoint.requests[0]?.headers['x-lark-signature']).toBeUndefined()
    expect((await branch.feishu.saveTargets({ cards: `${endpoint.url}/silent` })).cards?.ok).toBe(false)
  })

  it('pushes in clear when the app has no Encrypt Key', async () => {
    const { feishu, zhao, chatId, endpoint } = await startPair(() => ({}), { encryptKey: '' })
    await feishu.say(zhao, chatId, '@台账助手 一').delivered
    expect(JSON.parse(endpoint.requests[0]?.body ?? '')).toMatchObject({ schema: '2.0' })
    expect(endpoint.requests[0]?.headers['x-lark-signature']).toBeUndefined()
  })
})

describe('attacks', () => {
  it.each(attacks)('%s reaches the endpoint and its answer comes back', async (kind) => {
    const { feishu, endpoint } = await startPair(() => ({ status: 401 }))
    expect((await feishu.attack(kind)).status).toBe(401)
    const [request] = endpoint.requests
    const signature = request?.headers['x-lark-signature']
    const genuine = signPush(
      String(request?.headers['x-lark-request-timestamp']),
      String(request?.headers['x-lark-request-nonce']),
      feishu.options.encryptKey,
      request?.body ?? '',
    )
    expect(signature === genuine).toBe(kind !== 'bad-signature' && kind !== 'no-headers')
  })
})

/** Keys and types, lists by their first item: what two payloads have in common when their values differ. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [shapeOf(value[0])]
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]))
}
