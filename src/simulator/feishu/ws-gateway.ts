import { randomInt, randomUUID } from 'node:crypto'
import type http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WebSocket } from 'ws'
import { machineNow } from '../../core/clock.js'
import type { PostResult } from '../http-post.js'
import { LiveSockets, refuseHandshake } from '../live-sockets.js'
import { Timers } from '../timers.js'
import type { ApiAnswer } from './api/route.js'
import { newId } from './ids.js'
import { isObject, type JsonObject } from './json.js'
import type { LongConnection, WsConnection, WsOpening } from './long-connection.js'
import type { PlatformSettings, ResolvedOptions } from './options.js'
import { type ReadAck, readAck, type WsAck } from './ws-acks.js'
import { endpointCode, endpointCodes, endpointMessage, handshakeHeaders, maxConnections } from './ws-endpoint.js'
import { controlMethod, decodeFrame, encodeFrame, eventFrames, type WsFrame } from './ws-frames.js'

interface Connection {
  readonly socket: WebSocket
  readonly connectionId: string
  readonly at: number
  readonly awaited: Map<string, { take(ack: ReadAck): void; answered: boolean }>
  /** In use: the client pinged, or had time to. */
  ready: boolean
  pings: number
}

/** A client pings as soon as it is open. When the platform begins to push to one that doesn't is not documented. */
const readyMs = 100

/** The service id of the documents' sample. */
const service = 33554678

/**
 * The other way events and taps reach a bot:
 * https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/request-url-configuration-case,
 * frames as the vendor's client reads and writes them (facts/feishu.md §1.6). Each push goes to one random connection,
 * plain: neither encrypted nor signed, and with an empty `header.token`, as seen in real logs.
 */
export class WsGateway implements LongConnection {
  readonly #options: ResolvedOptions
  readonly #settings: PlatformSettings
  readonly #onChange: () => void
  readonly #sockets: LiveSockets<Connection>
  readonly #timers = new Timers()
  readonly #tickets = new Set<string>()
  readonly #openings: WsOpening[] = []
  readonly #acks: WsAck[] = []
  readonly #waiting = new Set<() => void>()
  #server: http.Server | undefined
  #sequence = 0
  #parts = 1
  #pongDelay = 0
  #refusedEndpoint: number | undefined
  #refusesUpgrade = false
  #pushesEarly = false
  #stopped = false

  constructor(options: ResolvedOptions, settings: PlatformSettings, signal: AbortSignal, onChange: () => void) {
    this.#options = options
    this.#settings = settings
    this.#onChange = onChange
    this.#sockets = new LiveSockets({
      onFrame: (connection, data, binary) => this.#onFrame(connection, binary ? decodeFrame(data) : undefined),
      onChange,
    })
    signal.addEventListener('abort', () => this.#stop())
  }

  /** Takes the server's handshakes, each with a ticket of its own. */
  attach(server: http.Server): void {
    this.#server = server
    server.on('upgrade', (request, stream, head) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://simulator')
      const refuse = (code: number, authErrorCode?: number): void =>
        refuseHandshake(stream, '403 Forbidden', handshakeHeaders(code, authErrorCode))
      if (pathname !== '/ws/v2') refuseHandshake(stream, '404 Not Found')
      else if (this.#refusesUpgrade || this.#stopped) refuse(endpointCodes.forbidden)
      else if (!this.#tickets.delete(searchParams.get('ticket') ?? '')) refuse(endpointCodes.authFailed)
      else if (this.#sockets.open.length >= maxConnections) refuse(endpointCodes.authFailed, endpointCodes.tooMany)
      else {
        const connectionId = searchParams.get('device_id') ?? ''
        this.#sockets.accept(request, stream, head, (socket) => {
          const connection = { socket, connectionId, at: machineNow(), awaited: new Map(), ready: false, pings: 0 }
          this.#timers.after(readyMs, () => this.#use(connection))
          return connection
        })
      }
    })
  }

  /**
   * `POST /callback/ws/endpoint`. A refusal has HTTP 200 and an empty `data`: without them the vendor's client takes it
   * for a network fault and tries again.
   */
  endpoint(body: JsonObject): ApiAnswer {
    if (!this.#server) throw new Error('attach first')
    const connections = this.#sockets.open.length
    const code = this.#refusedEndpoint ?? endpointCode(body, this.#options, this.#settings, connections)
    this.#openings.push({ at: machineNow(), ok: code === 0, code })
    if (code !== 0) return { msg: endpointMessage(code), top: { code }, data: {} }
    const ticket = randomUUID()
    this.#tickets.add(ticket)
    const { port } = this.#server.address() as AddressInfo
    const device = randomInt(1e9, 1e10)
    const query = `fpid=493&aid=552564&device_id=${device}&access_key=${newId.event()}&service_id=${service}&ticket=${ticket}`
    const data = { URL: `ws://${this.#options.host}:${port}/ws/v2?${query}`, ClientConfig: this.#settings.clientConfig }
    return { msg: '', data }
  }

  /**
   * One push to one random connection. The ack's code becomes the status and its data the body (`{}` when the handler
   * said nothing); without an ack in time, or without a connection, the result has a failure. Never rejects.
   */
  push(payload: JsonObject, timeoutMs: number): Promise<PostResult> {
    const started = machineNow()
    return new Promise((resolve) => {
      const finish = (part: Partial<PostResult>): void => {
        this.#waiting.delete(abort)
        cancel()
        resolve({ status: 0, body: '', headers: {}, durationMs: machineNow() - started, ...part })
      }
      const abort = (): void => finish({ failure: 'connection' })
      const cancel = this.#timers.after(timeoutMs, () => finish({ failure: 'timeout' }))
      const connection = this.#stopped ? undefined : this.#sockets.random((candidate) => this.#isUsed(candidate))
      if (!connection) return abort()
      this.#waiting.add(abort)
      this.#send(connection, payload, ({ code, data = '{}' }) => finish({ status: code, body: data }))
    })
  }

  dropAll(): void {
    this.#sockets.dropAll()
  }

  freeze(on: boolean): void {
    this.#sockets.freeze(on)
  }

  fragment(parts: number): void {
    this.#parts = parts
  }

  delayPong(ms: number): void {
    this.#pongDelay = ms
  }

  refuseEndpoint(code: number | undefined): void {
    this.#refusedEndpoint = code
  }

  pushEarly(on: boolean): void {
    this.#pushesEarly = on
  }

  refuseUpgrade(on: boolean): void {
    this.#refusesUpgrade = on
  }

  sendRaw(bytes: Uint8Array): void {
    for (const connection of this.#sockets.open) this.#sockets.send(connection, bytes)
  }

  openings(): readonly WsOpening[] {
    return this.#openings
  }

  connections(): readonly WsConnection[] {
    const used = this.#sockets.open.filter((connection) => this.#isUsed(connection))
    return used.map(({ connectionId, at, pings }) => ({ connectionId, at, pings }))
  }

  acks(): readonly WsAck[] {
    return this.#acks
  }

  protocolErrors(): readonly WsAck[] {
    return this.#acks.filter(({ problem }) => problem !== undefined)
  }

  #isUsed({ ready }: Connection): boolean {
    return ready || this.#pushesEarly
  }

  #use(connection: Connection): void {
    connection.ready = true
    this.#onChange()
  }

  #send(connection: Connection, payload: JsonObject, take: (ack: ReadAck) => void): void {
    const messageId = randomUUID()
    const header = isObject(payload.header) ? { header: { ...payload.header, token: '' } } : {}
    const text = JSON.stringify({ ...payload, ...header })
    this.#sequence += 1
    const ids = { messageId, traceId: newId.event(), sequence: this.#sequence, service }
    connection.awaited.set(messageId, { take, answered: false })
    for (const frame of eventFrames(text, ids, this.#parts)) this.#sockets.send(connection, frame)
  }

  #onFrame(connection: Connection, frame: WsFrame | undefined): void {
    if (frame?.method === controlMethod && frame.headers.type === 'ping') this.#onPing(connection, frame)
    else {
      const base = { at: machineNow(), connectionId: connection.connectionId }
      const ack = frame ? readAck(frame) : 'not a frame'
      this.#acks.push(typeof ack === 'string' ? { ...base, problem: ack } : { ...base, ...takeOnce(connection, ack) })
    }
    this.#onChange()
  }

  #onPing(connection: Connection, ping: WsFrame): void {
    connection.pings += 1
    connection.ready = true
    const payload = Buffer.from(JSON.stringify(this.#settings.clientConfig))
    const pong = encodeFrame({ ...ping, headers: { type: 'pong' }, payload })
    if (this.#pongDelay > 0) this.#timers.after(this.#pongDelay, () => this.#sockets.send(connection, pong))
    else this.#sockets.send(connection, pong)
  }

  #stop(): void {
    this.#stopped = true
    this.#timers.clear()
    for (const abort of [...this.#waiting]) abort()
    this.#sockets.dropAll()
  }
}

function takeOnce({ awaited }: Connection, ack: ReadAck): ReadAck & { problem?: string } {
  const waiting = awaited.get(ack.messageId)
  if (!waiting) return { ...ack, problem: 'nothing with this message_id was sent on this connection' }
  if (waiting.answered) return { ...ack, problem: 'acknowledged before' }
  waiting.answered = true
  waiting.take(ack)
  return ack
}
