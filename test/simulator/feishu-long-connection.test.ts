import { EventDispatcher, LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { FeishuSimulator, PlatformSettings } from '../../src/simulator/feishu/index.js'
import { decodeFrame, encodeFrame, type WsFrame } from '../../src/simulator/feishu/ws-frames.js'
import { feishuFixture } from '../helpers/feishu-fixture.js'
import { button, cardWith, startBranch, startEndpoint } from './helpers.js'

const stops: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

const silent = { error() {}, warn() {}, info() {}, debug() {}, trace() {} }
/** So that a client comes back within a test. */
const clientConfig = { PingInterval: 0.05, ReconnectCount: -1, ReconnectInterval: 0.01, ReconnectNonce: 0 }

async function startOnSocket(options: Parameters<typeof startBranch>[0] = {}) {
  const settings: Partial<PlatformSettings> = { mode: 'websocket', clientConfig, limits: false, ...options.settings }
  const branch = await startBranch({ retryScale: 0, ...options, settings })
  stops.push(branch.feishu.stop)
  return branch
}

type Handlers = Record<string, (data: never) => unknown>

interface Bot {
  readonly ws: WSClient
  readonly errors: Error[]
  readonly reconnected: () => number
}

/** The vendor's client as it is. */
function newBot(feishu: FeishuSimulator, handlers: Handlers, more: { appSecret?: string; pingTimeout?: number } = {}) {
  const errors: Error[] = []
  let reconnected = 0
  const ws = new WSClient({
    appId: feishu.options.appId,
    appSecret: more.appSecret ?? feishu.options.appSecret,
    domain: feishu.url,
    logger: silent,
    loggerLevel: LoggerLevel.error,
    wsConfig: { pingTimeout: more.pingTimeout },
    onError: (error: Error) => errors.push(error),
    onReconnected: () => {
      reconnected += 1
    },
  })
  const eventDispatcher = new EventDispatcher({ logger: silent, loggerLevel: LoggerLevel.error })
  eventDispatcher.register(handlers as never)
  void ws.start({ eventDispatcher })
  stops.push(() => ws.close({ force: true }))
  return { ws, errors, reconnected: () => reconnected } satisfies Bot
}

async function connectBot(feishu: FeishuSimulator, handlers: Handlers, more?: Parameters<typeof newBot>[2]) {
  const before = feishu.longConnection.connections().length
  const bot = newBot(feishu, handlers, more)
  await feishu.waitUntil(() => feishu.longConnection.connections().length > before, 5000, 'connected')
  return bot
}

/** An address of the endpoint. */
async function askAddress({ url, options }: FeishuSimulator, body: Record<string, unknown> = {}) {
  const response = await fetch(`${url}/callback/ws/endpoint`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ AppID: options.appId, AppSecret: options.appSecret, ...body }),
  })
  expect(response.status).toBe(200)
  return (await response.json()) as { code: number; data: { URL: string; ClientConfig: unknown } }
}

/** A client by hand, for what the vendor's never does. */
async function connectRaw(feishu: FeishuSimulator, answer: (frame: WsFrame) => Uint8Array | string | undefined) {
  const { data } = await askAddress(feishu)
  const socket = new WebSocket(data.URL)
  stops.push(() => socket.terminate())
  socket.on('message', (bytes) => {
    const frame = decodeFrame(bytes as Buffer)
    const said = frame && answer(frame)
    if (said !== undefined) socket.send(said)
  })
  await new Promise((resolve) => socket.once('open', resolve))
  await feishu.waitUntil(() =>
    feishu.longConnection.connections().some(({ connectionId }) => data.URL.includes(connectionId)),
  )
  return socket
}

const withPayload = (frame: WsFrame, payload: unknown, headers: Record<string, string> = {}): Uint8Array =>
  encodeFrame({
    ...frame,
    headers: { ...frame.headers, ...headers },
    payload: Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)),
  })

describe('frames', () => {
  it('are those of the documents, byte by byte', () => {
    const [ping, pong] = feishuFixture('ws_frames').frames
    const headers = { type: 'ping' }
    const frame = { SeqID: 0, LogID: 0, service: 33554678, method: 0, headers }
    expect(Buffer.from(encodeFrame(frame)).toString('hex')).toBe(ping.hex)
    expect(decodeFrame(Buffer.from(ping.hex, 'hex'))).toEqual(frame)
    const { payload, ...rest } = decodeFrame(Buffer.from(pong.hex, 'hex')) as WsFrame
    expect(rest).toEqual({ ...frame, headers: { type: 'pong' } })
    expect(JSON.parse(Buffer.from(payload as Uint8Array).toString())).toMatchObject({ ReconnectInterval: 120 })
    expect(decodeFrame(Buffer.from('hello'))).toBeUndefined()
    expect(decodeFrame(Buffer.from('0800', 'hex'))).toBeUndefined()
  })
})

describe('an event', () => {
  it("reaches the vendor's dispatcher, plain and without a token", async () => {
    const { feishu, zhao, chatId } = await startOnSocket()
    const received: Record<string, unknown>[] = []
    await connectBot(feishu, { 'im.message.receive_v1': (data) => void received.push(data) })
    const delivery = await feishu.say(zhao, chatId, '@台账助手 昨天学了2小时').delivered
    expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ status: 200, body: '{}', cause: 'first' }] })
    expect(received).toMatchObject([
      { event_id: delivery?.eventId, token: '', message: { chat_id: chatId, message_type: 'text' } },
    ])
    expect(delivery?.payload.header).toMatchObject({ token: feishu.options.verificationToken })
    expect(feishu.longConnection.protocolErrors()).toEqual([])
    expect(feishu.apiCalls('ws.endpoint')).toMatchObject([{ status: 200, code: 0, body: { AppSecret: '***' } }])
  })

  it('comes again when the handler throws, is late, or nobody is there, with the same event id', async () => {
    const { feishu, zhao, chatId } = await startOnSocket({ answerMs: 60 })
    const delivery = feishu.say(zhao, chatId, '@台账助手 一').delivered
    expect((await delivery)?.attempts.map(({ failure }) => failure)).toEqual(Array(5).fill('connection'))

    const ids: unknown[] = []
    const answers = [
      () => {
        throw new Error('no')
      },
      () => new Promise(() => {}),
      () => undefined,
    ]
    await connectBot(feishu, {
      'im.message.receive_v1': ({ event_id }: { event_id: string }) => {
        ids.push(event_id)
        return answers[ids.length - 1]?.()
      },
    })
    const second = await feishu.say(zhao, chatId, '@台账助手 二').delivered
    expect(second?.attempts.map(({ status, failure, cause }) => [failure ?? status, cause])).toEqual([
      [500, 'first'],
      ['timeout', 'retry'],
      [200, 'retry'],
    ])
    expect(new Set(ids)).toEqual(new Set([second?.eventId]))
  })

  it('goes to one random connection of the app', async () => {
    const { feishu, zhao, chatId } = await startOnSocket()
    const counts = [0, 0, 0]
    for (const index of counts.keys()) {
      await connectBot(feishu, {
        'im.message.receive_v1': () => {
          counts[index] = (counts[index] ?? 0) + 1
        },
      })
    }
    const said = Array.from({ length: 60 }, (_, index) => feishu.say(zhao, chatId, `@台账助手 ${index}`))
    for (const { delivered } of said) expect(await delivered).toMatchObject({ attempts: [{ status: 200 }] })
    expect(counts.reduce((sum, count) => sum + count)).toBe(60)
    // The chance that one of three gets none of 60 is below 1e-10.
    expect(Math.min(...counts)).toBeGreaterThan(0)
  })

  it('comes in pieces and more than once when told', async () => {
    const { feishu, zhao, chatId } = await startOnSocket()
    const texts: string[] = []
    await connectBot(feishu, {
      'im.message.receive_v1': ({ message }: { message: { content: string } }) => void texts.push(message.content),
    })
    feishu.longConnection.fragment(7)
    feishu.disturb({ duplicates: 1 })
    const text = '二十届四中全会精神'.repeat(50)
    const delivery = await feishu.say(zhao, chatId, `@台账助手 ${text}`).delivered
    expect(delivery?.attempts.map(({ status, cause }) => [status, cause])).toEqual([
      [200, 'first'],
      [200, 'duplicate'],
    ])
    expect(texts).toHaveLength(2)
    expect(texts.every((content) => content.includes(text))).toBe(true)
  })

  it('is not delivered by a bad ack', async () => {
    const { feishu, zhao, chatId } = await startOnSocket({ answerMs: 40 })
    const bad: ((frame: WsFrame) => Uint8Array | string | undefined)[] = [
      () => 'hello',
      (frame) => withPayload(frame, 'ok'),
      (frame) => withPayload(frame, { code: '200' }),
      (frame) => withPayload(frame, { code: 200, data: {} }),
      (frame) => withPayload(frame, { code: 200 }, { message_id: 'another' }),
    ]
    let turn = 0
    await connectRaw(feishu, (frame) => bad[turn++]?.(frame))
    const delivery = await feishu.say(zhao, chatId, '@台账助手 一').delivered
    expect(delivery?.state).toBe('failed')
    expect(feishu.longConnection.protocolErrors().map(({ problem }) => problem)).toEqual([
      'not a frame',
      'the payload is no JSON object',
      'code is no integer',
      'data is no string',
      'nothing with this message_id was sent on this connection',
    ])
  })

  it('may come with the handshake when told', async () => {
    const { feishu, zhao, chatId } = await startOnSocket()
    const { data } = await askAddress(feishu)
    feishu.longConnection.pushEarly(true)
    const socket = new WebSocket(data.URL)
    stops.push(() => socket.terminate())
    socket.on('message', (bytes) => socket.send(withPayload(decodeFrame(bytes as Buffer) as WsFrame, { code: 200 })))
    await feishu.waitUntil(() => feishu.longConnection.connections().length === 1)
    expect(await feishu.say(zhao, chatId, '@台账助手 一').delivered).toMatchObject({ attempts: [{ status: 200 }] })
  })

  it('takes the way the console says, changed while running', async () => {
    const { feishu, zhao, chatId } = await startOnSocket()
    const endpoint = await startEndpoint(() => ({}))
    stops.push(endpoint.stop)
    feishu.setTargets({ events: `${endpoint.url}/events` })
    const received: unknown[] = []
    await connectBot(feishu, { 'im.message.receive_v1': (data) => void received.push(data) })
    await feishu.say(zhao, chatId, '@台账助手 一').delivered
    feishu.settings.mode = 'webhook'
    await feishu.say(zhao, chatId, '@台账助手 二').delivered
    expect([received.length, endpoint.requests.length]).toEqual([1, 1])
  })
})

describe('a tap', () => {
  async function startWithCard(handlers: Handlers, options?: Parameters<typeof startBranch>[0]) {
    const branch = await startOnSocket(options)
    await connectBot(branch.feishu, handlers)
    const sent = await branch.client.im.v1.message.create({
      params: { receive_id_type: 'chat_id' },
      data: {
        receive_id: branch.chatId,
        msg_type: 'interactive',
        content: JSON.stringify(cardWith(button('撤销', { v: 1, name: 'undo-entry' }))),
      },
    })
    const messageId = sent.data?.message_id ?? ''
    return { ...branch, messageId, tap: () => branch.feishu.tap(branch.zhao, messageId, '撤销') }
  }

  it('is an event whose answer is the toast and the card', async () => {
    const taps: unknown[] = []
    const toast = { type: 'success', content: '已撤销' }
    const { feishu, messageId, zhao, tap } = await startWithCard({
      'card.action.trigger': (data) => {
        taps.push(data)
        return { toast, card: { type: 'raw', data: cardWith({ tag: 'markdown', content: '已撤销' }) } }
      },
    })
    const result = await tap()
    expect(result).toMatchObject({ toast, answer: { status: 200 } })
    expect(taps).toMatchObject([
      { event_id: result.eventId, operator: { open_id: zhao }, action: { tag: 'button', value: { v: 1 } } },
    ])
    expect(feishu.message(messageId).text).toContain('已撤销')
    expect(feishu.longConnection.acks()).toMatchObject([{ code: 200, data: expect.stringContaining('已撤销') }])
  })

  it.each<[string, Handlers, number | undefined, number]>([
    ['nothing', { 'card.action.trigger': () => undefined }, undefined, 1],
    ['a throw', { 'card.action.trigger': () => Promise.reject(new Error('no')) }, 200671, 1],
    ['too late', { 'card.action.trigger': () => new Promise(() => {}) }, 200341, 0],
    ['no handler at all', { 'im.message.receive_v1': () => {} }, 200672, 1],
  ])('answered by %s', async (_name, handlers, clientCode, acks) => {
    const { feishu, tap } = await startWithCard(handlers, { answerMs: 300 })
    expect((await tap()).clientCode).toBe(clientCode)
    expect(feishu.longConnection.acks()).toHaveLength(acks)
  })

  it('fails at once while nobody is connected', async () => {
    const { feishu, tap } = await startWithCard({})
    feishu.longConnection.refuseEndpoint(1000040343)
    feishu.longConnection.dropAll()
    await feishu.waitUntil(() => feishu.longConnection.connections().length === 0)
    expect(await tap()).toMatchObject({ clientCode: 200342 })
  })
})

describe('the endpoint', () => {
  it('gives an address for one connection and the intervals', async () => {
    const { feishu } = await startOnSocket()
    const { code, data } = await askAddress(feishu)
    expect(code).toBe(0)
    expect(data.ClientConfig).toEqual(clientConfig)
    const url = new URL(data.URL)
    expect(url.searchParams.get('service_id')).toMatch(/^\d+$/)
    expect(url.searchParams.get('device_id')).toMatch(/^\d+$/)
    const first = new WebSocket(data.URL)
    stops.push(() => first.terminate())
    await new Promise((resolve) => first.once('open', resolve))
    expect(await refusalOf(data.URL)).toMatchObject({ status: 403, reason: '514' })
    feishu.longConnection.refuseUpgrade(true)
    const again = await askAddress(feishu)
    expect(await refusalOf(again.data.URL)).toMatchObject({ status: 403, reason: '403' })
  })

  it('refuses a wrong secret for good', async () => {
    const { feishu } = await startOnSocket()
    const bot = newBot(feishu, {}, { appSecret: 'other' })
    await feishu.waitUntil(() => feishu.longConnection.openings().length === 1)
    await expect.poll(() => bot.errors.map(({ message }) => message)).toEqual([expect.stringContaining('code=514')])
    expect(bot.ws.getConnectionStatus().state).toBe('failed')
    expect(feishu.longConnection.openings()).toMatchObject([{ ok: false, code: 514 }])
    expect((await askAddress(feishu, { AppID: 'cli_0000000000000000' })).data).toEqual({})
  })

  it('has a fault that passes: the client tries again', async () => {
    const { feishu } = await startOnSocket()
    // Before its first connection the client waits half a minute between attempts.
    const bot = await connectBot(feishu, {})
    feishu.longConnection.refuseEndpoint(1000040343)
    feishu.longConnection.dropAll()
    await feishu.waitUntil(() => feishu.longConnection.openings().length >= 4)
    feishu.longConnection.refuseEndpoint(undefined)
    await feishu.waitUntil(() => feishu.longConnection.connections().length === 1)
    expect(bot.errors).toEqual([])

    feishu.longConnection.refuseEndpoint(1000040350)
    feishu.longConnection.dropAll()
    await expect.poll(() => bot.ws.getConnectionStatus().state).toBe('failed')
  })

  it('allows fifty connections', async () => {
    const { feishu } = await startOnSocket()
    const spare = (await askAddress(feishu)).data.URL
    await Promise.all(Array.from({ length: 50 }, () => connectRaw(feishu, () => undefined)))
    expect(await askAddress(feishu)).toMatchObject({ code: 1000040350, data: {} })
    expect(await refusalOf(spare)).toMatchObject({ status: 403, reason: '514', auth: '1000040350' })
  })
})

describe('a connection', () => {
  it('answers pings with the intervals of now', async () => {
    const { feishu } = await startOnSocket()
    const pongs: unknown[] = []
    const socket = await connectRaw(feishu, ({ method, headers, payload }) => {
      pongs.push({ method, headers, payload: JSON.parse(Buffer.from(payload as Uint8Array).toString()) })
      return undefined
    })
    feishu.settings.clientConfig = { ...clientConfig, PingInterval: 90 }
    const ping = { SeqID: 0, LogID: 0, service: 1, method: 0, headers: { type: 'ping' } }
    socket.send(encodeFrame(ping))
    await new Promise((resolve) => socket.once('message', resolve))
    expect(pongs).toEqual([{ method: 0, headers: { type: 'pong' }, payload: feishu.settings.clientConfig }])
    expect(feishu.longConnection.connections()).toMatchObject([{ pings: 1 }])
  })

  it('is pinged by the client again and again, and made anew after a drop', async () => {
    const { feishu, zhao, chatId } = await startOnSocket()
    const bot = await connectBot(feishu, { 'im.message.receive_v1': () => {} })
    const { longConnection } = feishu
    await feishu.waitUntil(() => (longConnection.connections()[0]?.pings ?? 0) >= 3)
    const [old] = longConnection.connections()
    longConnection.dropAll()
    await feishu.waitUntil(() => {
      const [fresh] = longConnection.connections()
      return fresh && fresh.connectionId !== old?.connectionId
    })
    expect(await feishu.say(zhao, chatId, '@台账助手 一').delivered).toMatchObject({ state: 'delivered' })
    await expect.poll(bot.reconnected).toBe(1)
    expect(longConnection.openings().map(({ ok }) => ok)).toEqual([true, true])
  })

  it('that is frozen or slow with its pong is given up by a client with a watchdog', async () => {
    const { feishu, zhao, chatId } = await startOnSocket({ answerMs: 50 })
    const { longConnection } = feishu
    await connectBot(feishu, { 'im.message.receive_v1': () => {} }, { pingTimeout: 0.05 })
    longConnection.freeze(true)
    expect(await feishu.say(zhao, chatId, '@台账助手 一').delivered).toMatchObject({
      state: 'failed',
      attempts: Array.from({ length: 5 }, () => ({ failure: 'timeout' })),
    })
    await feishu.waitUntil(() => longConnection.openings().length >= 3)
    longConnection.freeze(false)
    await feishu.waitUntil(() => longConnection.connections().length === 1)

    const before = longConnection.openings().length
    longConnection.delayPong(60_000)
    await feishu.waitUntil(() => longConnection.openings().length >= before + 2)
    longConnection.delayPong(0)
    await feishu.waitUntil(() => (longConnection.connections().at(-1)?.pings ?? 0) >= 3)
    expect(await feishu.say(zhao, chatId, '@台账助手 二').delivered).toMatchObject({ state: 'delivered' })
  })

  it('ends with the platform, and so does what waits on it', async () => {
    const { feishu, zhao, chatId } = await startBranch({ settings: { mode: 'websocket', clientConfig } })
    await connectBot(feishu, { 'im.message.receive_v1': () => new Promise(() => {}) })
    const { delivery } = feishu.say(zhao, chatId, '@台账助手 一')
    await feishu.stop()
    expect(await delivery?.done).toMatchObject({ state: 'failed', attempts: [{ failure: 'connection' }] })
  })
})

/** How a handshake was refused. */
const refusalOf = (url: string): Promise<{ status?: number; reason: unknown; auth: unknown } | undefined> =>
  new Promise((resolve) => {
    const socket = new WebSocket(url)
    stops.push(() => socket.terminate())
    socket.on('error', () => {})
    socket.on('open', () => resolve(undefined))
    socket.on('unexpected-response', (_request, { statusCode, headers }) => {
      resolve({ status: statusCode, reason: headers['handshake-status'], auth: headers['handshake-autherrcode'] })
    })
  })
