import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { WebhookError } from '../../../src/core/errors.js'
import { isFields } from '../../../src/core/json.js'
import type { LogFields, Logger } from '../../../src/core/logger.js'
import type { Door, Inbound, Json, Lease, Received } from '../../../src/core/platform.js'
import { type ConnectionOptions, openConnection } from '../../../src/platforms/dingtalk/connection.js'
import { StreamGateway, type StreamGatewayOptions } from '../../../src/simulator/dingtalk/stream-gateway.js'
import { waitFor } from '../../helpers/wait-for.js'

const CLIENT_ID = 'dingclient'
const CLIENT_SECRET = 'canary-secret'

const stops: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function listen(server: http.Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function startGateway(options: Partial<StreamGatewayOptions> = {}) {
  const abort = new AbortController()
  const gateway = new StreamGateway({
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    redeliverMs: 60,
    signal: abort.signal,
    onChange: () => {},
    ...options,
  })
  const requests: { headers: http.IncomingHttpHeaders; url: string | undefined }[] = []
  const server = http.createServer((request, response) => {
    requests.push({ headers: request.headers, url: request.url })
    void gateway.handleOpen(request, response, request.headers.host ?? '')
  })
  gateway.attach(server)
  const url = await listen(server)
  stops.push(() => abort.abort())
  return { gateway, url, requests }
}

/** The right of one holder, passed on when it is released. */
function newLease(): Lease & { readonly holders: number; takeAway(): void; giveBack(): void } {
  const waiting: { held: () => void; lost: () => void }[] = []
  let isTaken = false
  return {
    get holders() {
      return waiting.length
    },
    takeAway() {
      isTaken = true
      waiting[0]?.lost()
    },
    giveBack() {
      isTaken = false
      waiting[0]?.held()
    },
    hold(holder) {
      waiting.push(holder)
      if (waiting.length === 1 && !isTaken) holder.held()
      return {
        async release() {
          const wasFirst = waiting[0] === holder
          waiting.splice(waiting.indexOf(holder), 1)
          if (wasFirst) waiting[0]?.held()
        },
      }
    },
  }
}

const base = { platform: 'dingtalk', appId: CLIENT_ID, chatId: 'cid' } as const

/** The readers' stand-in: `{ msgId }` is a message, `{ ignore }` is of no interest, anything else is unreadable. */
function readMessage(body: unknown): Received {
  if (!isFields(body)) throw new WebhookError(400, 'body is not a JSON object')
  if (body.bug) throw new TypeError('mistake of ours')
  if (body.ignore) return { type: 'ignored', reason: 'of no interest' }
  const messageId = String(body.msgId)
  const inbound: Inbound = {
    ...base,
    kind: 'message',
    key: messageId,
    messageId,
    chatType: 'group',
    senderId: 'u1',
    sentAt: 1,
    contentType: 'text',
    text: String(body.text),
    mentions: [],
    mentionsAll: false,
  }
  return { type: 'inbound', inbound }
}

function readTap(body: unknown, key: string, actedAt: number): Received {
  if (!isFields(body)) throw new WebhookError(400, 'body is not a JSON object')
  return {
    type: 'inbound',
    inbound: { ...base, kind: 'action', key, messageId: 'out1', operatorId: 'u1', actedAt, value: null },
  }
}

interface LogLine {
  readonly level: keyof Logger
  readonly fields: LogFields
  readonly message: string
}

interface Told {
  readonly door?: Door
  readonly lease?: Lease
  readonly clientSecret?: string
  readonly options?: ConnectionOptions
}

/** Opens a connection whose door records what came; with short times. */
function connect(url: string, { door, lease = newLease(), clientSecret = CLIENT_SECRET, options }: Told = {}) {
  const taken: Inbound[] = []
  const lines: LogLine[] = []
  let pushes = 0
  const line =
    (level: keyof Logger) =>
    (fields: LogFields, message: string): void =>
      void lines.push({ level, fields, message })
  const connection = openConnection(
    { clientId: CLIENT_ID, clientSecret, apiBase: url, timeoutMs: 1000 },
    {
      door: async (inbound, arrivedAt) => {
        taken.push(inbound)
        return door ? door(inbound, arrivedAt) : null
      },
      lease,
      logger: { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') },
      readMessage,
      readTap,
      onPush: () => {
        pushes++
      },
    },
    { backOffScale: 0.002, stableMs: 20, handshakeMs: 200, ...options },
  )
  stops.push(connection.close)
  return { connection, taken, lines, pushes: () => pushes, keys: () => taken.map(({ key }) => key) }
}

type Gateway = Awaited<ReturnType<typeof startGateway>>['gateway']

const isUp = (gateway: Gateway, count = 1): Promise<unknown> =>
  waitFor(() => gateway.connections().length === count, `${count} connections`)

async function connected({ gateway, url }: Awaited<ReturnType<typeof startGateway>>, told?: Told) {
  const bot = connect(url, told)
  await isUp(gateway)
  await waitFor(() => bot.connection.state() === 'connected', 'connected')
  return bot
}

const message = (msgId: string, more: Record<string, unknown> = {}): string => JSON.stringify({ msgId, ...more })

/** Everything that was sent before over the same socket has been answered, if it is going to be. */
async function roundTrip(gateway: Gateway): Promise<void> {
  const before = gateway.connections()[0]?.pongs ?? 0
  gateway.ping()
  await waitFor(() => (gateway.connections()[0]?.pongs ?? 0) > before, 'ping answered')
}

describe('opening', () => {
  it('asks in JSON for the two callbacks and nothing else', async () => {
    const started = await startGateway()
    await connected(started)
    expect(started.requests).toMatchObject([
      { url: '/v1.0/gateway/connections/open', headers: { accept: 'application/json' } },
    ])
    expect(started.gateway.connections()[0]?.subscriptions).toEqual([
      { type: 'CALLBACK', topic: '/v1.0/im/bot/messages/get' },
      { type: 'CALLBACK', topic: '/v1.0/card/instances/callback' },
    ])
  })

  it('answers pings with their own data', async () => {
    const started = await startGateway()
    await connected(started)
    await roundTrip(started.gateway)
    expect(started.gateway.protocolErrors()).toEqual([])
  })

  it.each([
    ['no JSON', 200, '<xml/>'],
    ['no ticket', 200, JSON.stringify({ endpoint: 'ws://127.0.0.1:1/connect' })],
    ['no address', 200, JSON.stringify({ endpoint: 'here', ticket: 't' })],
    ['another protocol', 200, JSON.stringify({ endpoint: 'file:///etc', ticket: 't' })],
    ['nobody there', 200, JSON.stringify({ endpoint: 'ws://127.0.0.1:1/connect', ticket: 't' })],
    ['an outage', 502, 'Bad Gateway'],
    ['too many calls', 403, JSON.stringify({ code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi' })],
  ])('is tried again after %s', async (_what, status, body) => {
    let opens = 0
    const url = await listen(
      http.createServer((_request, response) => {
        opens++
        response.writeHead(status).end(body)
      }),
    )
    const bot = connect(url)
    await waitFor(() => opens >= 3, 'tried again')
    expect(bot.connection.state()).toBe('connecting')
  })

  it.each([
    [401, 'DINGTALK_CLIENT_SECRET'],
    [400, 'DINGTALK_CLIENT_SECRET'],
    [404, 'DINGTALK_API_BASE'],
  ])('refused with %d is told the operator and tried seldom', async (status, advice) => {
    const started = await startGateway()
    started.gateway.refuseOpen(status)
    // 5 min become 300 ms, the first of the other waits 1 ms.
    const bot = connect(started.url, { options: { backOffScale: 0.001 } })
    await waitFor(() => bot.connection.state() === 'failed', 'failed')
    await waitFor(() => started.gateway.openings().length >= 2, 'tried again')
    const [first, second] = started.gateway.openings()
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(290)
    const errors = bot.lines.filter(({ level }) => level === 'error')
    expect(errors[0]).toMatchObject({ fields: { status, retryInMs: 300 }, message: expect.stringContaining(advice) })
    started.gateway.refuseOpen(undefined)
    await waitFor(() => bot.connection.state() === 'connected', 'connected')
  })

  it('says what is wrong with a wrong secret, and does not show it', async () => {
    const started = await startGateway()
    const bot = connect(started.url, { clientSecret: 'wrong-secret' })
    await waitFor(() => bot.connection.state() === 'failed', 'failed')
    expect(bot.lines.find(({ level }) => level === 'error')?.fields).toMatchObject({ status: 401, code: 'authFailed' })
    expect(JSON.stringify(bot.lines)).not.toContain('wrong-secret')
  })
})

describe('a message', () => {
  it('is acknowledged only after the door took it', async () => {
    const started = await startGateway({ redeliverMs: 60_000 })
    let letIn: (answer: Json) => void = () => {}
    const bot = await connected(started, { door: () => new Promise((resolve) => (letIn = resolve)) })
    const delivery = started.gateway.pushMessage(message('m1', { text: '金丝雀' }))
    await waitFor(() => bot.taken.length === 1, 'taken')
    await roundTrip(started.gateway)
    expect(delivery.state).toBe('pending')
    letIn({ anything: 1 })
    await delivery.done
    expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ acked: true }] })
    expect(JSON.parse(started.gateway.acks().at(-1)?.raw ?? '')).toEqual({
      code: 200,
      headers: { contentType: 'application/json', messageId: delivery.attempts[0]?.messageId },
      message: 'OK',
      data: '{"response":null}',
    })
    expect(JSON.stringify(bot.lines)).not.toMatch(/金丝雀|canary/)
  })

  it('comes again when the door rejects, and is acknowledged then', async () => {
    const started = await startGateway()
    let turn = 0
    const bot = await connected(started, {
      door: async () => {
        if (turn++ === 0) throw new Error('no MongoDB')
        return null
      },
    })
    const delivery = started.gateway.pushMessage(message('m1'))
    await delivery.done
    expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ acked: false }, { acked: true }] })
    expect(bot.keys()).toEqual(['m1', 'm1'])
    expect(bot.pushes()).toBe(2)
  })

  it('that comes twice goes through the door twice, with one key, acknowledged each time', async () => {
    const started = await startGateway()
    const bot = await connected(started)
    const twice = [started.gateway.pushMessage(message('m1')), started.gateway.pushMessage(message('m1'))]
    for (const delivery of twice) expect(await delivery.done).toMatchObject({ state: 'delivered' })
    expect(bot.keys()).toEqual(['m1', 'm1'])
  })

  it('of no interest or without sense is acknowledged, one that hits a mistake of ours is not', async () => {
    const started = await startGateway({ redeliveries: 0 })
    const bot = await connected(started)
    const push = async (data: string): Promise<string> => (await started.gateway.pushMessage(data).done).state
    expect(await push('{"ignore":true}')).toBe('delivered')
    expect(await push('{{{')).toBe('delivered')
    expect(await push(`${'['.repeat(5000)}${']'.repeat(5000)}`)).toBe('delivered')
    expect(await push('{"bug":true}')).toBe('failed')
    expect(bot.taken).toEqual([])
    expect(bot.connection.state()).toBe('connected')
  })
})

describe('a tap', () => {
  it('is answered with what the door says, under the frame’s id and time', async () => {
    const started = await startGateway()
    const cardData = { cardParamMap: { title: '已撤销' } }
    const bot = await connected(started, { door: async () => ({ cardData }) })
    expect(await started.gateway.pushCard('{"outTrackId":"out1"}', 2000)).toEqual({ response: { cardData } })
    const [tap] = bot.taken
    expect(tap).toMatchObject({ kind: 'action', key: started.gateway.acks()[0]?.messageId })
    expect((tap as { actedAt: number }).actedAt).toBeGreaterThan(1_700_000_000_000)
  })

  it('is not acknowledged when the door rejects', async () => {
    const started = await startGateway()
    await connected(started, { door: () => Promise.reject(new Error('no MongoDB')) })
    expect(await started.gateway.pushCard('{}', 50)).toBeUndefined()
  })
})

describe('frames', () => {
  /** A gateway by hand, for what the simulated one never sends. */
  async function startRaw() {
    const sockets = new WebSocketServer({ noServer: true })
    const received: string[] = []
    const server = http.createServer((request, response) => {
      const endpoint = `ws://${request.headers.host}/connect?shard=1`
      response.writeHead(200).end(JSON.stringify({ endpoint, ticket: 'a b&c' }))
    })
    const paths: (string | undefined)[] = []
    server.on('upgrade', (request, stream, head) => {
      paths.push(request.url)
      sockets.handleUpgrade(request, stream, head, (socket) => {
        socket.on('message', (data) => received.push(String(data)))
        sockets.emit('connection', socket)
      })
    })
    const url = await listen(server)
    stops.push(() => {
      for (const socket of sockets.clients) socket.terminate()
    })
    const send = (frame: unknown): void => {
      for (const socket of sockets.clients) socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
    }
    return { url, send, received, paths, sockets }
  }

  it('that nobody expects never harm', async () => {
    const raw = await startRaw()
    const bot = connect(raw.url)
    await waitFor(() => bot.connection.state() === 'connected', 'connected')
    expect(raw.paths).toEqual(['/connect?shard=1&ticket=a+b%26c'])
    const headers = { topic: '/v1.0/im/bot/messages/get', messageId: 'f1', time: 'now' }
    const odd: unknown[] = [
      '',
      'null',
      '[]',
      '{',
      '[['.repeat(50),
      {},
      { type: 'SYSTEM' },
      { type: 'SYSTEM', headers: {} },
      { type: 'SYSTEM', headers: { topic: 'ping' } },
      { type: 'SYSTEM', headers: { topic: 'KEEPALIVE', messageId: 'f0' } },
      { type: 'CALLBACK', headers: { topic: 7, messageId: 'f0' } },
      { type: 'CALLBACK', headers: { ...headers, messageId: 'bad id\n' }, data: message('m0') },
      { type: 'CALLBACK', headers: { ...headers, messageId: 'f2', topic: '/v1.0/graph/api/invoke' }, data: '{}' },
      { type: 'EVENT', headers: { topic: '*', messageId: 'f3' }, data: '{}' },
      { type: 'CALLBACK', headers, data: { not: 'text' } },
      { type: 'CALLBACK', headers: { ...headers, messageId: 'f4' }, data: message('m1') },
    ]
    for (const frame of odd) raw.send(frame)
    for (const socket of raw.sockets.clients) socket.send(Buffer.from([0xff, 0xfe, 0x00]))
    await waitFor(() => raw.received.length >= 4, 'answered')
    const acks = raw.received.map((text) => JSON.parse(text))
    expect(acks.map(({ code, headers: { messageId }, data }) => [messageId, code, JSON.parse(data)])).toEqual(
      expect.arrayContaining([
        ['f1', 200, { response: null }],
        ['f2', 404, { response: null }],
        ['f3', 200, { status: 'SUCCESS' }],
        ['f4', 200, { response: null }],
      ]),
    )
    expect(bot.keys()).toEqual(['m1'])
    expect(raw.paths).toHaveLength(1)
  })

  it('too large end the connection, not the bot', async () => {
    const raw = await startRaw()
    const bot = connect(raw.url)
    await waitFor(() => bot.connection.state() === 'connected', 'connected')
    raw.send('x'.repeat(2 * 1024 * 1024))
    await waitFor(() => raw.paths.length >= 2 && bot.connection.state() === 'connected', 'connected again')
  })
})

describe('the connection', () => {
  it('is made anew after a drop, and loses nothing that was pushed before', async () => {
    const started = await startGateway()
    const bot = await connected(started, { door: async () => null })
    const delivery = started.gateway.pushMessage(message('m1'))
    started.gateway.dropAll()
    await delivery.done
    expect(delivery.state).toBe('delivered')
    expect(new Set(bot.keys())).toEqual(new Set(['m1']))
    expect(started.gateway.connections()).toHaveLength(1)
  })

  it('is replaced before it goes when the gateway says so, and what is under way is finished', async () => {
    const started = await startGateway({ redeliverMs: 60_000 })
    let letIn: (answer: Json) => void = () => {}
    const bot = await connected(started, {
      door: ({ key }) => (key === 'm1' ? new Promise((resolve) => (letIn = resolve)) : Promise.resolve(null)),
      options: { stableMs: 0 },
    })
    const slow = started.gateway.pushMessage(message('m1'))
    await waitFor(() => bot.taken.length === 1, 'taken')
    const [old] = started.gateway.connections()
    started.gateway.disconnectAll(400)
    await isUp(started.gateway, 2)
    const next = started.gateway.pushMessage(message('m2'))
    await next.done
    expect(next.attempts[0]?.connectionId).not.toBe(old?.connectionId)
    letIn(null)
    expect(await slow.done).toMatchObject({ state: 'delivered', attempts: [{ acked: true }] })
    await isUp(started.gateway, 1)
    expect(bot.connection.state()).toBe('connected')
    expect(started.gateway.openings()).toHaveLength(2)
    expect(started.gateway.protocolErrors()).toEqual([])
    expect(started.gateway.acks().filter(({ topic }) => topic === 'disconnect')).toEqual([])
  })

  it('closes the old socket itself when the gateway forgets to', async () => {
    const started = await startGateway()
    await connected(started, { options: { stableMs: 0, retireMs: 50 } })
    started.gateway.disconnectAll(60_000)
    await isUp(started.gateway, 2)
    await isUp(started.gateway, 1)
    expect(started.gateway.connections()[0]?.draining).toBe(false)
  })

  it('never has more than two sockets, whatever the gateway says', async () => {
    const started = await startGateway()
    const bot = await connected(started, { options: { stableMs: 0, retireMs: 60_000 } })
    let most = 0
    for (let turn = 2; turn <= 5; turn++) {
      started.gateway.disconnectAll(60_000)
      await waitFor(() => {
        most = Math.max(most, started.gateway.connections().length)
        return started.gateway.openings().length >= turn && bot.connection.state() === 'connected'
      }, 'replaced')
      await isUp(started.gateway, 2)
    }
    expect(most).toBeLessThanOrEqual(2)
  })

  it('notices a half-open socket', async () => {
    const started = await startGateway({ redeliverMs: 100 })
    const bot = await connected(started, { options: { pingEveryMs: 20 } })
    started.gateway.freeze(true)
    const delivery = started.gateway.pushMessage(message('m1'))
    await waitFor(() => started.gateway.openings().length >= 2, 'given up')
    started.gateway.freeze(false)
    await delivery.done
    expect(delivery.state).toBe('delivered')
    expect(bot.keys()).toContain('m1')
  })

  it('that is quiet but alive is left alone', async () => {
    const started = await startGateway()
    const bot = await connected(started, { options: { pingEveryMs: 5 } })
    for (let turn = 0; turn < 20; turn++) await roundTrip(started.gateway)
    expect(started.gateway.openings()).toHaveLength(1)
    expect(bot.connection.state()).toBe('connected')
  })

  it.each([
    ['drops', (gateway: Gateway) => gateway.dropAll()],
    ['sends away', (gateway: Gateway) => gateway.disconnectAll(0)],
  ])('never storms a gateway that %s every connection at once', async (_what, hurt) => {
    const started = await startGateway()
    connect(started.url, { options: { stableMs: 60_000, backOffScale: 0.01 } })
    // A second here is a hundred there: 600 ms stand for the minute.
    await waitFor(() => {
      if (started.gateway.connections().length > 0) hurt(started.gateway)
      return started.gateway.openings().length >= 7
    }, 'seven openings')
    const times = started.gateway.openings().map(({ at }) => at)
    const [first = 0] = times
    expect(times.filter((at) => at - first < 600).length).toBeLessThanOrEqual(7)
    expect((times[6] ?? 0) - first).toBeGreaterThanOrEqual(600)
  })

  it('that flaps at the handshake is not stormed either', async () => {
    const started = await startGateway()
    started.gateway.refuseUpgrade(true)
    const bot = connect(started.url, { options: { backOffScale: 0.01 } })
    await waitFor(() => started.gateway.openings().length >= 6, 'six openings')
    const times = started.gateway.openings().map(({ at }) => at)
    expect((times[5] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(300)
    started.gateway.refuseUpgrade(false)
    await waitFor(() => bot.connection.state() === 'connected', 'connected')
  })
})

describe('the lease', () => {
  it('lets one of two connect; the other takes over when the first goes', async () => {
    const started = await startGateway()
    const lease = newLease()
    const first = await connected(started, { lease })
    const second = connect(started.url, { lease })
    expect([first.connection.state(), second.connection.state()]).toEqual(['connected', 'standby'])
    await first.connection.close()
    await waitFor(() => second.connection.state() === 'connected', 'taken over')
    await isUp(started.gateway, 1)
    expect(first.connection.state()).toBe('closed')
    await started.gateway.pushMessage(message('m1')).done
    expect([first.taken.length, second.taken.length]).toEqual([0, 1])
    expect(started.gateway.openings()).toHaveLength(2)
  })

  it('that is lost ends the connection, and begins it again when it comes back', async () => {
    const started = await startGateway()
    const lease = newLease()
    const bot = await connected(started, { lease })
    lease.takeAway()
    expect(bot.connection.state()).toBe('standby')
    await isUp(started.gateway, 0)
    lease.giveBack()
    await waitFor(() => bot.connection.state() === 'connected', 'connected')
    await isUp(started.gateway, 1)
  })

  it('that is lost while opening leaves no socket behind', async () => {
    const started = await startGateway()
    const lease = newLease()
    const bot = connect(started.url, { lease })
    for (let turn = 0; turn < 20; turn++) {
      lease.takeAway()
      lease.giveBack()
      if (turn % 2) await waitFor(() => started.gateway.openings().length > turn / 2, 'opened')
    }
    lease.takeAway()
    await isUp(started.gateway, 0)
    expect(bot.connection.state()).toBe('standby')
    lease.giveBack()
    await waitFor(() => bot.connection.state() === 'connected', 'connected')
    await isUp(started.gateway, 1)
  })
})

describe('closing', () => {
  it('finishes what is under way, takes nothing new, releases the lease and leaves nothing open', async () => {
    const started = await startGateway({ redeliverMs: 60_000 })
    const lease = newLease()
    let letIn: (answer: Json) => void = () => {}
    const before = handles()
    const bot = await connected(started, { lease, door: () => new Promise((resolve) => (letIn = resolve)) })
    const first = started.gateway.pushMessage(message('m1'))
    await waitFor(() => bot.taken.length === 1, 'taken')
    const closing = bot.connection.close()
    expect(bot.connection.state()).toBe('closed')
    const second = started.gateway.pushMessage(message('m2'))
    await roundTrip(started.gateway)
    expect(lease.holders).toBe(1)
    letIn(null)
    await closing
    await bot.connection.close()
    expect(await first.done).toMatchObject({ state: 'delivered' })
    expect(second.state).toBe('pending')
    expect(bot.keys()).toEqual(['m1'])
    expect(lease.holders).toBe(0)
    await isUp(started.gateway, 0)
    // What the gateway keeps for the second message: its timer.
    await waitFor(() => handles() <= before + 1, 'nothing is left open')
  })

  it('does not wait for ever: for a door, for a gateway, for a back-off', async () => {
    const started = await startGateway()
    const stuck = await connected(started, { door: () => new Promise(() => {}), options: { closeMs: 30 } })
    void started.gateway.pushMessage(message('m1'))
    await waitFor(() => stuck.taken.length > 0, 'taken')
    started.gateway.freeze(true)
    await stuck.connection.close()
    started.gateway.freeze(false)

    started.gateway.refuseOpen(401)
    const refused = connect(started.url, { options: { backOffScale: 1 } })
    await waitFor(() => refused.connection.state() === 'failed', 'failed')
    await refused.connection.close()

    const silent = await listen(http.createServer(() => {}))
    await connect(silent).connection.close()
  })
})

/** What keeps the process alive, apart from the gateway and the test runner, which stay the same. */
const handles = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap' || name === 'Timeout').length
