import { randomUUID } from 'node:crypto'
import { machineNow } from '../../core/clock.js'
import type { Timers } from '../timers.js'
import type { StreamConnections } from './stream-connections.js'
import {
  type AckFrame,
  callbackFrame,
  cardTopic,
  type DownFrame,
  eventFrame,
  messageTopic,
  newMessageId,
} from './stream-frames.js'
import type { StreamSubscription } from './stream-open.js'

/** One push over the stream and what became of it. Times are real. */
export interface StreamDelivery {
  readonly data: string
  readonly attempts: {
    readonly at: number
    readonly messageId: string
    readonly connectionId: string
    acked: boolean
  }[]
  /** `no-connection`: nobody was there when it was pushed, so it is lost. */
  state: 'pending' | 'delivered' | 'failed' | 'no-connection'
  /** Settles with the last state; never rejects. */
  readonly done: Promise<StreamDelivery>
}

export interface PusherOptions {
  readonly redeliverMs: number
  readonly redeliveries: number
  readonly onChange: () => void
}

/** How one kind of push is framed and what its ack must hold. */
interface Kind {
  readonly type: StreamSubscription['type']
  readonly topic: string
  readonly frame: (messageId: string, connectionId: string) => DownFrame
  /** What is wrong with the ack, if anything. */
  readonly problem: (ack: AckFrame) => string | undefined
}

/** Pushes messages, events and taps over the live connections. */
export class StreamPusher {
  readonly #connections: StreamConnections
  readonly #timers: Timers
  readonly #options: PusherOptions
  readonly #appId = randomUUID()
  readonly #giveUps = new Set<() => void>()

  constructor(connections: StreamConnections, timers: Timers, options: PusherOptions) {
    this.#connections = connections
    this.#timers = timers
    this.#options = options
  }

  message(data: string): StreamDelivery {
    return this.#deliver(data, {
      type: 'CALLBACK',
      topic: messageTopic,
      frame: (messageId, connectionId) => callbackFrame(messageTopic, messageId, connectionId, this.#appId, data),
      problem: responseProblem,
    })
  }

  event(data: string, eventType: string): StreamDelivery {
    return this.#deliver(data, {
      type: 'EVENT',
      topic: '*',
      frame: (messageId, connectionId) => eventFrame(eventType, messageId, connectionId, this.#appId, data),
      problem: ({ data: { status } }) =>
        status === 'SUCCESS' || status === 'LATER' ? undefined : 'data.status is neither SUCCESS nor LATER',
    })
  }

  card(data: string, timeoutMs: number): Promise<{ response?: unknown } | undefined> {
    const connection = this.#connections.choose('CALLBACK', cardTopic)
    if (!connection) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      const end = this.#once((answer?: { response?: unknown }) => resolve(answer))
      end.cancelLater(this.#timers.after(timeoutMs, end.giveUp))
      const frame = callbackFrame(cardTopic, newMessageId(), connection.connectionId, this.#appId, data)
      this.#connections.send(connection, frame, (ack) => {
        const problem = responseProblem(ack)
        end.with(problem || ack.code !== 200 ? undefined : ack.data)
        return problem
      })
    })
  }

  /** Everything pending has failed. */
  stop(): void {
    for (const giveUp of [...this.#giveUps]) giveUp()
  }

  #deliver(data: string, kind: Kind): StreamDelivery {
    let settle: () => void = () => {}
    const delivery: StreamDelivery = {
      data,
      attempts: [],
      state: 'pending',
      done: new Promise((resolve) => {
        settle = () => resolve(delivery)
      }),
    }
    const end = this.#once((state: StreamDelivery['state'] = 'failed') => {
      delivery.state = state
      settle()
    })
    const attempt = (left: number): void => {
      this.#attempt(delivery, kind, () => end.with('delivered'))
      if (delivery.attempts.length === 0) end.with('no-connection')
      else {
        const next = left > 0 ? () => attempt(left - 1) : end.giveUp
        end.cancelLater(this.#timers.after(this.#options.redeliverMs, next))
      }
    }
    attempt(this.#options.redeliveries)
    return delivery
  }

  /** One push to one connection, if there is one; a redelivery that finds none is lost like an unanswered one. */
  #attempt(delivery: StreamDelivery, { type, topic, frame, problem }: Kind, delivered: () => void): void {
    const connection = this.#connections.choose(type, topic)
    if (!connection) return
    const messageId = newMessageId()
    const { connectionId } = connection
    const record = { at: machineNow(), messageId, connectionId, acked: false }
    delivery.attempts.push(record)
    this.#connections.send(connection, frame(messageId, connectionId), (ack) => {
      const wrong = problem(ack)
      if (wrong || ack.code !== 200 || ack.data.status === 'LATER') return wrong
      record.acked = true
      delivered()
      return undefined
    })
  }

  /** An end that comes once: by an ack, by a timer, or when everything stops. */
  #once<T>(finish: (result?: T) => void) {
    let cancel: () => void = () => {}
    const end = (result?: T): void => {
      if (!this.#giveUps.delete(giveUp)) return
      cancel()
      finish(result)
      this.#options.onChange()
    }
    const giveUp = (): void => end()
    this.#giveUps.add(giveUp)
    return {
      with: end,
      giveUp,
      /** The timer that makes no sense after the end. */
      cancelLater(call: () => void): void {
        cancel = call
      },
    }
  }
}

const responseProblem = ({ code, data }: AckFrame): string | undefined =>
  code !== 200 || 'response' in data ? undefined : 'data has no response'
