import { readFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { StreamGateway, type StreamGatewayOptions } from '../../src/simulator/dingtalk/stream-gateway.js'
import { waitFor } from '../../src/simulator/feishu/wait-for.js'

process.env.NO_PROXY = '127.0.0.1,localhost'

const robot = { type: 'CALLBACK', topic: '/v1.0/im/bot/messages/get' }
const cards = { type: 'CALLBACK', topic: '/v1.0/card/instances/callback' }
const events = { type: 'EVENT', topic: '*' }

const stops: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

interface Frame {
  readonly specVersion?: string
  readonly type: string
  readonly headers: Record<string, string>
  readonly data: string
}

async function startGateway(options: Partial<StreamGatewayOptions> = {}) {
  const wakeUps = new Set<() => void>()
  const abort = new AbortController()
  const gateway = new StreamGateway({
    clientId: 'ding-id',
    clientSecret: 'ding-secret',
    redeliverMs: 30,
    signal: abort.signal,
    onChange: () => {
      for (const look of wakeUps) look()
    },
    ...options,
  })
  const server = http.createServer((request, response) => {
    void gateway.handleOpen(request, response, request.headers.host ?? '')
  })
  gateway.attach(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  stops.push(async () => {
    abort.abort()
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  })

  const post = (body: unknown, headers: Record<string, string> = { accept: 'application/json' }) =>
    fetch(`${url}/v1.0/gateway/connections/open`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const open = async (...subscriptions: unknown[]): Promise<{ endpoint: string; ticket: string }> => {
    const response = await post({ clientId: 'ding-id', clientSecret: 'ding-secret', subscriptions })
    expect(response.status).toBe(200)
    return (await response.json()) as { endpoint: string; ticket: string }
  }
  const until = <T>(look: () => T | undefined | false, what = 'condition'): Promise<T> =>
    waitFor(look, wakeUps, 5000, () => what)

  /** A client that records what it gets, and answers what `answer` says. */
  const connect = async (subscriptions: unknown[], answer: (frame: Frame) => unknown = () => undefined) => {
    const { endpoint, ticket } = await open(...subscriptions)
    const socket = new WebSocket(`${endpoint}?ticket=${ticket}`)
    stops.push(() => socket.terminate())
    const frames: Frame[] = []
    let closed: number | undefined
    const look = (): void => {
      for (const wake of wakeUps) wake()
    }
    socket.on('error', () => {})
    socket.on('close', (code) => {
      closed = code
      look()
    })
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as Frame
      frames.push(frame)
      const said = answer(frame)
      if (said !== undefined) socket.send(typeof said === 'string' ? said : JSON.stringify(said))
      look()
    })
    await new Promise<void>((resolve) => socket.once('open', () => resolve()))
    return { socket, frames, closed: () => closed }
  }
  return { gateway, url, post, open, connect, until }
}

const ack = (frame: Frame, data: unknown = { response: null }, code = 200) => ({
  code,
  headers: { contentType: 'application/json', messageId: frame.headers.messageId },
  message: 'OK',
  data: JSON.stringify(data),
})

/** The status a handshake was refused with. */
const refusalOf = (url: string): Promise<number | undefined> =>
  new Promise((resolve) => {
    const socket = new WebSocket(url)
    socket.on('error', () => {})
    socket.on('open', () => {
      socket.terminate()
      resolve(undefined)
    })
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
  })

describe('opening', () => {
  const good = { clientId: 'ding-id', clientSecret: 'ding-secret', subscriptions: [robot] }

  it('gives an endpoint and a ticket that opens one connection', async () => {
    const { gateway, url, open } = await startGateway()
    const { endpoint, ticket } = await open(events, robot)
    expect(endpoint).toBe(`${url.replace('http', 'ws')}/connect`)
    const socket = new WebSocket(`${endpoint}?ticket=${ticket}`)
    stops.push(() => socket.terminate())
    await new Promise((resolve) => socket.once('open', resolve))
    expect(gateway.connections()).toMatchObject([{ subscriptions: [events, robot], draining: false }])
    expect(gateway.openings()).toMatchObject([{ ok: true, status: 200 }])
    expect(await refusalOf(`${endpoint}?ticket=${ticket}`)).toBe(401)
    expect(await refusalOf(`${endpoint}?ticket=made-up`)).toBe(401)
    expect(await refusalOf(endpoint)).toBe(401)
  })

  it('forgets a ticket when its time is over', async () => {
    const { open } = await startGateway({ ticketMs: 0 })
    const { endpoint, ticket } = await open(robot)
    expect(await refusalOf(`${endpoint}?ticket=${ticket}`)).toBe(401)
  })

  it('answers in XML unless JSON is accepted', async () => {
    const { post } = await startGateway()
    const response = await post(good, { accept: '*/*' })
    expect(response.headers.get('content-type')).toContain('xml')
    expect(await response.text()).toMatch(/^<\?xml .*<ticket>[\w-]+<\/ticket>/)
  })

  it('refuses wrong credentials, subscriptions and bodies', async () => {
    const { gateway, post } = await startGateway()
    const wrong = await post({ ...good, clientSecret: 'other' })
    expect(wrong.status).toBe(401)
    expect(await wrong.json()).toMatchObject({ code: 'authFailed', message: '鉴权失败' })
    expect((await post({ ...good, clientId: 'other' })).status).toBe(401)
    expect((await post({ ...good, subscriptions: [] })).status).toBe(400)
    expect((await post({ ...good, subscriptions: [robot, 7] })).status).toBe(400)
    expect((await post({ ...good, subscriptions: [{ type: 'EVENT', topic: 'user_add_org' }] })).status).toBe(400)
    expect((await post('text')).status).toBe(400)
    expect(gateway.openings().every(({ ok }) => !ok)).toBe(true)
  })

  it('flaps when told', async () => {
    const { gateway, post, open } = await startGateway()
    gateway.refuseOpen(503)
    expect((await post(good)).status).toBe(503)
    gateway.refuseOpen(undefined)
    gateway.refuseUpgrade(true)
    const { endpoint, ticket } = await open(robot)
    expect(await refusalOf(`${endpoint}?ticket=${ticket}`)).toBe(502)
    gateway.refuseUpgrade(false)
    const again = await open(robot)
    expect(await refusalOf(`${again.endpoint}?ticket=${again.ticket}`)).toBeUndefined()
    expect(gateway.openings().map(({ ok }) => ok)).toEqual([false, true, true])
  })
})

describe('a message', () => {
  it('arrives in a frame like the real ones and is delivered by its ack', async () => {
    const { gateway, connect } = await startGateway()
    const { frames } = await connect([robot], (frame) => ack(frame))
    const delivery = await gateway.pushMessage('{"msgId":"m1"}').done
    expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ acked: true }] })
    const [frame] = frames
    expect(frame).toMatchObject({ specVersion: '1.0', type: 'CALLBACK', data: '{"msgId":"m1"}' })
    const real = JSON.parse(readFileSync(new URL('fixtures/dingtalk-real-headers.json', import.meta.url), 'utf8'))
    expect(Object.keys(frame?.headers ?? {})).toEqual(Object.keys(real.data))
    expect(frame?.headers).toMatchObject({
      topic: robot.topic,
      contentType: 'application/json',
      connectionId: gateway.connections()[0]?.connectionId,
    })
    expect(gateway.acks()).toMatchObject([{ code: 200, topic: robot.topic, messageId: frame?.headers.messageId }])
    expect(gateway.protocolErrors()).toEqual([])
  })

  it('comes again under a new messageId until it is acknowledged', async () => {
    const { gateway, connect } = await startGateway()
    let seen = 0
    const { frames } = await connect([robot], (frame) => {
      seen += 1
      return seen < 3 ? undefined : ack(frame)
    })
    const delivery = await gateway.pushMessage('{"msgId":"m1"}').done
    expect(delivery.attempts.map(({ acked }) => acked)).toEqual([false, false, true])
    expect(new Set(frames.map(({ headers }) => headers.messageId)).size).toBe(3)
    expect(new Set(frames.map(({ data }) => data))).toEqual(new Set(['{"msgId":"m1"}']))
  })

  it('fails in the end; a bad or late word of the bot is no ack', async () => {
    const { gateway, connect } = await startGateway({ redeliveries: 7 })
    const bad = [
      () => 'hello',
      (frame: Frame) => ({ ...ack(frame), data: { response: null } }),
      (frame: Frame) => ({ ...ack(frame), data: '{}' }),
      (frame: Frame) => ({ ...ack(frame), headers: { contentType: 'application/json' } }),
      (frame: Frame) => ({ ...ack(frame), code: '200' }),
      (frame: Frame) => ({ ...ack(frame), headers: { messageId: frame.headers.messageId } }),
      (frame: Frame) => ack({ ...frame, headers: { messageId: 'another' } }),
      (frame: Frame) => ack(frame, { response: null }, 500),
    ]
    let turn = 0
    await connect([robot], (frame) => bad[turn++]?.(frame))
    const delivery = await gateway.pushMessage('{"msgId":"m1"}').done
    expect(delivery.state).toBe('failed')
    expect(delivery.attempts).toHaveLength(8)
    expect(delivery.attempts.some(({ acked }) => acked)).toBe(false)
    expect(gateway.protocolErrors().map(({ problem }) => problem)).toEqual([
      'not a JSON object',
      'data is no string',
      'data has no response',
      'headers.messageId is missing',
      'code is no integer',
      'headers.contentType is not application/json',
      'nothing with this messageId was sent on this connection',
    ])
    expect(gateway.acks().at(-1)).toMatchObject({ code: 500 })
  })

  it('is acknowledged once', async () => {
    const { gateway, connect, until } = await startGateway()
    const { socket, frames } = await connect([robot], (frame) => ack(frame))
    await gateway.pushMessage('{}').done
    socket.send(JSON.stringify(ack(frames[0] as Frame)))
    expect(await until(() => gateway.protocolErrors()[0]?.problem)).toBe('acknowledged before')
  })

  it('is lost when nobody subscribed', async () => {
    const { gateway, connect } = await startGateway()
    await connect([cards])
    const delivery = gateway.pushMessage('{}')
    expect(delivery).toMatchObject({ state: 'no-connection', attempts: [] })
    expect(await delivery.done).toBe(delivery)
  })

  it('goes to one random connection', async () => {
    const { gateway, connect } = await startGateway({ redeliverMs: 60_000 })
    const clients = [
      await connect([robot], (frame) => ack(frame)),
      await connect([robot], (frame) => ack(frame)),
      await connect([robot], (frame) => ack(frame)),
    ]
    const pushed = Array.from({ length: 60 }, (_, index) => gateway.pushMessage(JSON.stringify({ msgId: index })))
    await Promise.all(pushed.map(({ done }) => done))
    const counts = clients.map(({ frames }) => frames.length)
    expect(counts.reduce((sum, count) => sum + count)).toBe(60)
    // The chance that one of three gets none of 60 is below 1e-10.
    expect(Math.min(...counts)).toBeGreaterThan(0)
  })
})

describe('a tap', () => {
  it('is answered by the response of its ack', async () => {
    const { gateway, connect } = await startGateway()
    const response = { cardData: { cardParamMap: { a: '1' } } }
    const { frames } = await connect([robot, cards], (frame) => ack(frame, { response }))
    expect(await gateway.pushCard('{"outTrackId":"t1"}', 5000)).toEqual({ response })
    expect(frames).toMatchObject([{ type: 'CALLBACK', headers: { topic: cards.topic }, data: '{"outTrackId":"t1"}' }])
  })

  it('is never delivered again', async () => {
    const { gateway, connect } = await startGateway({ redeliverMs: 1 })
    const { frames } = await connect([cards])
    expect(await gateway.pushCard('{}', 40)).toBeUndefined()
    expect(frames).toHaveLength(1)
  })

  it('has no answer without a connection or with a bad ack', async () => {
    const { gateway, connect } = await startGateway()
    expect(await gateway.pushCard('{}', 5000)).toBeUndefined()
    let turn = 0
    await connect([cards], (frame) => (turn++ === 0 ? ack(frame, {}) : ack(frame, { response: {} }, 500)))
    expect(await gateway.pushCard('{}', 5000)).toBeUndefined()
    expect(await gateway.pushCard('{}', 5000)).toBeUndefined()
    expect(gateway.protocolErrors().map(({ problem }) => problem)).toEqual(['data has no response'])
  })
})

describe('an event', () => {
  it('reaches only who subscribed to all of them', async () => {
    const { gateway, connect } = await startGateway()
    const robotOnly = await connect([robot, cards])
    expect(gateway.pushEvent('{}').state).toBe('no-connection')
    let turn = 0
    const { frames } = await connect([events], (frame) => ack(frame, { status: turn++ ? 'SUCCESS' : 'LATER' }))
    const delivery = await gateway.pushEvent('{"userId":["1"]}').done
    expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ acked: false }, { acked: true }] })
    expect(frames[0]).toMatchObject({ type: 'EVENT', headers: { eventType: 'user_add_org' } })
    expect(robotOnly.frames).toEqual([])
  })
})

describe('the system', () => {
  it('pings and counts the right answers', async () => {
    const { gateway, connect, until } = await startGateway()
    const { frames } = await connect([robot], (frame) => ({ ...ack(frame), data: frame.data }))
    gateway.ping()
    await until(() => gateway.connections()[0]?.pongs === 1)
    expect(frames[0]).toEqual({
      type: 'SYSTEM',
      headers: { topic: 'ping', messageId: frames[0]?.headers.messageId, contentType: 'application/json' },
      data: expect.stringMatching(/^{"opaque":"[\w-]+"}$/),
    })
    await connect([robot], (frame) => ack(frame, { opaque: 'other' }))
    gateway.ping()
    await until(() => gateway.protocolErrors().length === 1)
    expect(gateway.connections()).toMatchObject([{ pings: 2 }, { pings: 1, pongs: 0 }])
  })

  it('pings by itself at an interval', async () => {
    const { gateway, connect, until } = await startGateway({ pingMs: 5 })
    await connect([robot], (frame) => ({ ...ack(frame), data: frame.data }))
    await until(() => (gateway.connections()[0]?.pongs ?? 0) >= 3)
  })

  it('disconnects: nothing more on the old connection, then its end', async () => {
    const { gateway, connect, until } = await startGateway()
    const old = await connect([robot], (frame) => (frame.type === 'SYSTEM' ? undefined : ack(frame)))
    gateway.disconnectAll(50)
    expect(gateway.pushMessage('{}').state).toBe('no-connection')
    const fresh = await connect([robot], (frame) => ack(frame))
    expect(await gateway.pushMessage('{}').done).toMatchObject({ state: 'delivered' })
    expect(await until(old.closed)).toBe(1000)
    expect(old.frames).toEqual([
      {
        type: 'SYSTEM',
        headers: { topic: 'disconnect', contentType: 'application/json' },
        data: '{"reason":"connection is expired"}',
      },
    ])
    expect(fresh.frames).toHaveLength(1)
    expect(fresh.closed()).toBeUndefined()
  })

  it('drops without a close frame; what was not acknowledged comes again to a new connection', async () => {
    const { gateway, connect, until } = await startGateway()
    const old = await connect([robot])
    const delivery = gateway.pushMessage('{"msgId":"m1"}')
    await until(() => old.frames.length === 1)
    gateway.dropAll()
    expect(await until(old.closed)).toBe(1006)
    expect(gateway.connections()).toEqual([])
    await connect([robot], (frame) => ack(frame))
    await delivery.done
    expect(delivery.state).toBe('delivered')
    expect(delivery.attempts[0]?.acked).toBe(false)
  })

  it('freezes: connections old and new are open and dead', async () => {
    const { gateway, connect, until } = await startGateway({ redeliveries: 1 })
    const old = await connect([robot], (frame) => ack(frame))
    gateway.freeze(true)
    const fresh = await connect([robot], (frame) => ack(frame))
    let pongs = 0
    for (const { socket } of [old, fresh]) {
      socket.on('pong', () => {
        pongs += 1
      })
      socket.ping()
    }
    gateway.ping()
    const delivery = await gateway.pushMessage('{}').done
    expect(delivery).toMatchObject({ state: 'failed', attempts: [{ acked: false }, { acked: false }] })
    expect([...old.frames, ...fresh.frames]).toEqual([])
    expect(pongs).toBe(0)
    gateway.freeze(false)
    expect(await gateway.pushMessage('{}').done).toMatchObject({ state: 'delivered' })
    await new Promise<void>((resolve) => {
      old.socket.once('pong', () => resolve())
      old.socket.ping()
    })
    expect(old.closed()).toBeUndefined()
    await until(() => gateway.connections().length === 2)
  })

  it('gives up everything when it stops', async () => {
    const { gateway, connect, until } = await startGateway({ redeliverMs: 60_000 })
    const client = await connect([robot, cards])
    const delivery = gateway.pushMessage('{}')
    const tap = gateway.pushCard('{}', 60_000)
    gateway.stop()
    expect(await delivery.done).toMatchObject({ state: 'failed' })
    expect(await tap).toBeUndefined()
    await until(client.closed)
  })
})
