import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { machineNow } from '../../core/clock.js'
import { LiveSockets } from '../live-sockets.js'
import { type AckFrame, type DownFrame, newMessageId, pingFrame, readAck } from './stream-frames.js'
import type { StreamSubscription } from './stream-open.js'

/** A live connection as assertions see it. Times are real. */
export interface StreamConnection {
  readonly connectionId: string
  readonly at: number
  readonly subscriptions: readonly StreamSubscription[]
  /** It was told to disconnect and gets nothing more. */
  readonly draining: boolean
  readonly pings: number
  /** Pings answered as they must be: code 200 and the same data. */
  readonly pongs: number
}

/** Something the bot sent back, right or wrong. */
export interface StreamAck {
  readonly at: number
  readonly connectionId: string
  /** The whole frame as sent. */
  readonly raw: string
  /** What it acknowledges. */
  readonly topic?: string
  readonly messageId?: string
  readonly code?: number
  /** Set when the platform could make nothing of it; such an ack counts for nothing. */
  readonly problem?: string
}

/** Takes the ack of a frame; says what is wrong with it, if anything. */
export type TakeAck = (ack: AckFrame) => string | undefined

export interface Connection {
  readonly socket: WebSocket
  readonly connectionId: string
  readonly at: number
  readonly subscriptions: readonly StreamSubscription[]
  readonly awaited: Map<string, { readonly topic: string; readonly take: TakeAck; answered: boolean }>
  draining: boolean
  pings: number
  pongs: number
}

/** The live connections of the gateway: frames down, acks up. */
export class StreamConnections {
  readonly acks: StreamAck[] = []
  readonly sockets: LiveSockets<Connection>
  readonly #onChange: () => void

  constructor(onChange: () => void) {
    this.#onChange = onChange
    this.sockets = new LiveSockets({
      onFrame: (connection, data, binary) => this.#onFrame(connection, data, binary),
      onChange,
    })
  }

  accept(request: IncomingMessage, stream: Duplex, head: Buffer, subscriptions: readonly StreamSubscription[]): void {
    this.sockets.accept(request, stream, head, (socket) => ({
      socket,
      connectionId: randomUUID(),
      at: machineNow(),
      subscriptions,
      awaited: new Map(),
      draining: false,
      pings: 0,
      pongs: 0,
    }))
  }

  /** One by lot among those that subscribed and were not told to go. */
  choose(type: StreamSubscription['type'], topic: string): Connection | undefined {
    return this.sockets.random(
      ({ draining, subscriptions }) =>
        !draining && subscriptions.some((subscription) => subscription.type === type && subscription.topic === topic),
    )
  }

  /** Sends a frame whose ack is expected; it may come at any time, once. */
  send(connection: Connection, frame: DownFrame, take: TakeAck): void {
    const { messageId = '', topic = '' } = frame.headers
    connection.awaited.set(messageId, { topic, take, answered: false })
    this.sockets.send(connection, JSON.stringify(frame))
  }

  ping(): void {
    for (const connection of this.sockets.open) {
      const opaque = randomUUID()
      connection.pings += 1
      this.send(connection, pingFrame(newMessageId(), opaque), ({ code, data }) => {
        if (code !== 200 || data.opaque !== opaque) return 'a ping wants code 200 and its own data back'
        connection.pongs += 1
        return undefined
      })
    }
  }

  views(): StreamConnection[] {
    return this.sockets.open.map(({ connectionId, at, subscriptions, draining, pings, pongs }) => {
      return { connectionId, at, subscriptions, draining, pings, pongs }
    })
  }

  #onFrame(connection: Connection, data: Buffer, binary: boolean): void {
    const raw = data.toString('utf8')
    const base = { at: machineNow(), connectionId: connection.connectionId, raw }
    const ack = binary ? 'a binary frame' : readAck(raw)
    if (typeof ack === 'string') this.acks.push({ ...base, problem: ack })
    else {
      const { code, messageId } = ack
      const awaited = connection.awaited.get(messageId)
      const record = { ...base, messageId, code, ...(awaited ? { topic: awaited.topic } : {}) }
      const problem = takeOnce(awaited, ack)
      this.acks.push(problem ? { ...record, problem } : record)
    }
    this.#onChange()
  }
}

function takeOnce(awaited: { take: TakeAck; answered: boolean } | undefined, ack: AckFrame): string | undefined {
  if (!awaited) return 'nothing with this messageId was sent on this connection'
  if (awaited.answered) return 'acknowledged before'
  awaited.answered = true
  return awaited.take(ack)
}
