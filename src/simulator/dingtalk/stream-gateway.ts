import { randomUUID } from 'node:crypto'
import type http from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { machineNow } from '../../core/clock.js'
import { refuseHandshake } from '../live-sockets.js'
import { Timers } from '../timers.js'
import { type StreamAck, type StreamConnection, StreamConnections } from './stream-connections.js'
import { disconnectFrame } from './stream-frames.js'
import { readOpen, type StreamSubscription, sendOpen } from './stream-open.js'
import { type StreamDelivery, StreamPusher } from './stream-pusher.js'

export type { StreamAck, StreamConnection } from './stream-connections.js'
export type { StreamSubscription } from './stream-open.js'
export type { StreamDelivery } from './stream-pusher.js'

export interface StreamGatewayOptions {
  readonly clientId: string
  readonly clientSecret: string
  /** 60 s on the platform. */
  readonly redeliverMs: number
  readonly signal: AbortSignal
  /** After everything that happens here: openings, connections, acks, deliveries. */
  readonly onChange: () => void
  /** How often an unacknowledged message comes again; 3 unless told (the platform's number is not documented). */
  readonly redeliveries?: number
  /** Life of a ticket; 90 s on the platform. */
  readonly ticketMs?: number
  /** SYSTEM pings of their own accord; none unless told. */
  readonly pingMs?: number
}

/** One `connections/open`. The time is real. */
export interface StreamOpening {
  readonly at: number
  readonly ok: boolean
  readonly status: number
}

/**
 * The gateway of DingTalk's Stream mode, by its documents and the wire of npm's dingtalk-stream@2.1.5:
 * https://opensource.dingtalk.com/developerpedia/docs/learn/stream/protocol. Robot messages are at-least-once, as a
 * dozen field reports have it, although that page calls them fire-and-forget (facts/dingtalk.md §1.2).
 */
export class StreamGateway {
  readonly #options: StreamGatewayOptions
  readonly #tickets = new Map<
    string,
    { readonly until: number; readonly subscriptions: readonly StreamSubscription[] }
  >()
  readonly #openings: StreamOpening[] = []
  readonly #timers = new Timers()
  readonly #connections: StreamConnections
  readonly #pusher: StreamPusher
  #refusedOpen: number | undefined
  #refusesUpgrade = false
  #stopped = false

  constructor(options: StreamGatewayOptions) {
    const { redeliverMs, redeliveries = 3, onChange } = options
    this.#options = options
    this.#connections = new StreamConnections(onChange)
    this.#pusher = new StreamPusher(this.#connections, this.#timers, { redeliverMs, redeliveries, onChange })
    if (options.pingMs) this.#timers.every(options.pingMs, () => this.ping())
    options.signal.addEventListener('abort', () => this.stop())
  }

  /** `POST /v1.0/gateway/connections/open`; `host` (`127.0.0.1:1234`) is where `attach` listens. */
  async handleOpen(request: IncomingMessage, response: ServerResponse, host: string): Promise<void> {
    const { clientId, clientSecret, ticketMs = 90_000 } = this.#options
    const { subscriptions, ...asked } = await readOpen(request, clientId, clientSecret)
    const refusal = this.#refusedOpen
      ? { status: this.#refusedOpen, code: 'system.busy', message: '系统繁忙' }
      : asked.refusal
    const status = refusal?.status ?? 200
    this.#openings.push({ at: machineNow(), ok: !refusal, status })
    if (refusal) sendOpen(request, response, status, { code: refusal.code, message: refusal.message })
    else {
      const ticket = randomUUID()
      this.#tickets.set(ticket, { until: machineNow() + ticketMs, subscriptions })
      sendOpen(request, response, status, { endpoint: `ws://${host}/connect`, ticket })
    }
    this.#options.onChange()
  }

  /** Takes the server's handshakes: `GET /connect?ticket=…`, each ticket for one connection. */
  attach(server: http.Server): void {
    server.on('upgrade', (request, stream, head) => {
      const url = new URL(request.url ?? '/', 'http://simulator')
      if (url.pathname !== '/connect') refuseHandshake(stream, '404 Not Found')
      else if (this.#refusesUpgrade || this.#stopped) refuseHandshake(stream, '502 Bad Gateway')
      else {
        const name = url.searchParams.get('ticket') ?? ''
        const ticket = this.#tickets.get(name)
        this.#tickets.delete(name)
        if (!ticket || ticket.until <= machineNow()) refuseHandshake(stream, '401 Unauthorized')
        else this.#connections.accept(request, stream, head, ticket.subscriptions)
      }
    })
  }

  /** A message for the robot: to one random connection, again after `redeliverMs` without a good ack. */
  pushMessage(data: string): StreamDelivery {
    return this.#pusher.message(data)
  }

  /** A tap: delivered once. Undefined: no connection, no good ack, or too late. */
  pushCard(data: string, timeoutMs: number): Promise<{ response?: unknown } | undefined> {
    return this.#pusher.card(data, timeoutMs)
  }

  /** An event of the organisation; it goes nowhere unless somebody subscribed to `EVENT *`. */
  pushEvent(data: string, eventType = 'user_add_org'): StreamDelivery {
    return this.#pusher.event(data, eventType)
  }

  /** This very frame on every connection. */
  sendRaw(frame: string | Uint8Array): void {
    for (const connection of this.#connections.sockets.open) this.#connections.sockets.send(connection, frame)
  }

  /** A SYSTEM ping on every connection. */
  ping(): void {
    this.#connections.ping()
    this.#options.onChange()
  }

  /** Tells every connection to go: nothing more is delivered to it, and it is closed after the grace. */
  disconnectAll(graceMs = 10_000): void {
    for (const connection of this.#connections.sockets.open) {
      connection.draining = true
      this.#connections.sockets.send(connection, JSON.stringify(disconnectFrame()))
      this.#timers.after(graceMs, () => connection.socket.close(1000))
    }
    this.#options.onChange()
  }

  /** Cuts every connection without a close frame. */
  dropAll(): void {
    this.#connections.sockets.dropAll()
  }

  /** Half-open: handshakes succeed, then nothing is read, answered or delivered; what is pushed is lost on the way. */
  freeze(on: boolean): void {
    this.#connections.sockets.freeze(on)
  }

  /** `connections/open` answers with this status; undefined: as it should. */
  refuseOpen(status: number | undefined): void {
    this.#refusedOpen = status
  }

  /** Tickets are given out, but handshakes answered with 502. */
  refuseUpgrade(on: boolean): void {
    this.#refusesUpgrade = on
  }

  openings(): readonly StreamOpening[] {
    return this.#openings
  }

  /** The open ones, oldest first. */
  connections(): readonly StreamConnection[] {
    return this.#connections.views()
  }

  /** Everything the bot sent back, in order. */
  acks(): readonly StreamAck[] {
    return this.#connections.acks
  }

  /** Those the platform could make nothing of. */
  protocolErrors(): readonly StreamAck[] {
    return this.#connections.acks.filter(({ problem }) => problem !== undefined)
  }

  /** Cuts every connection and gives up what is pending; also done when the signal aborts. */
  stop(): void {
    this.#stopped = true
    this.#timers.clear()
    this.#pusher.stop()
    this.#connections.sockets.dropAll()
  }
}
