import { machineNow } from '../../core/clock.js'
import { type PostResult, post } from '../http-post.js'
import { newId } from './ids.js'
import { asString, isObject, type JsonObject } from './json.js'
import type { PlatformSettings, ResolvedOptions, WebhookTargets } from './options.js'
import { type PushRequest, pushBody, signedPush } from './push-request.js'
import type { WsGateway } from './ws-gateway.js'

/** Waits before the pushes after the first. https://open.feishu.cn/document/server-docs/event-subscription-guide/overview */
const retryDelaysMs = [15_000, 5 * 60_000, 60 * 60_000, 6 * 60 * 60_000]

/** One push of an event; over the long connection the status is the ack's code. Times are real. */
export interface Attempt extends PostResult {
  readonly at: number
  readonly eventId: string
  readonly cause: 'first' | 'retry' | 'duplicate'
}

/** One event and what became of it. */
export interface Delivery {
  readonly eventId: string
  readonly eventType: string
  readonly messageId: string | undefined
  readonly payload: JsonObject
  readonly attempts: Attempt[]
  state: 'pending' | 'retrying' | 'delivered' | 'failed' | 'dropped'
  /** Settles with the last state, after the last duplicate; never rejects. */
  readonly done: Promise<Delivery>
}

/** What the network does to events. The platform guarantees at-least-once, and no order. */
export interface Disturbance {
  /** Every event again this many times after its success, one after the other. */
  readonly duplicates?: number
  /** Every event this many times at once. */
  readonly copies?: number
  /** Duplicates and copies carry event ids of their own (and the same message_id). */
  readonly newEventIds?: boolean
  /** Hold events back until this many wait, then push them newest first. */
  readonly reorder?: number
  /** Events that are never pushed. */
  readonly drop?: (payload: JsonObject) => boolean
}

/** Pushes events to the bot, to its address (signed, encrypted) or over the long connection, until it says 200. */
export class EventPusher {
  readonly deliveries: Delivery[] = []
  targets: WebhookTargets = {}
  disturbance: Disturbance = {}
  readonly #options: ResolvedOptions
  readonly #settings: PlatformSettings
  readonly #longConnection: WsGateway
  readonly #stopped: AbortSignal
  readonly #onState: (delivery: Delivery) => void
  readonly #held: { readonly delivery: Delivery; readonly finish: () => void }[] = []
  readonly #timers = new Set<NodeJS.Timeout>()

  constructor(
    options: ResolvedOptions,
    settings: PlatformSettings,
    longConnection: WsGateway,
    stopped: AbortSignal,
    onState: (delivery: Delivery) => void,
  ) {
    this.#options = options
    this.#settings = settings
    this.#longConnection = longConnection
    this.#stopped = stopped
    this.#onState = onState
    stopped.addEventListener('abort', () => {
      for (const timer of this.#timers) clearTimeout(timer)
    })
  }

  push(payload: JsonObject): Delivery {
    let finish: () => void = () => {}
    const header = isObject(payload.header) ? payload.header : {}
    const event = isObject(payload.event) ? payload.event : {}
    const message = isObject(event.message) ? event.message : event
    const delivery: Delivery = {
      eventId: asString(header.event_id) ?? '',
      eventType: asString(header.event_type) ?? '',
      messageId: asString(message.message_id),
      payload,
      attempts: [],
      state: 'pending',
      done: new Promise((resolve) => {
        finish = () => resolve(delivery)
      }),
    }
    this.deliveries.push(delivery)
    if (this.disturbance.drop?.(payload)) {
      this.#enter(delivery, 'dropped')
      finish()
    } else if (this.disturbance.reorder) {
      this.#held.push({ delivery, finish })
      if (this.#held.length >= this.disturbance.reorder) this.release()
    } else void this.#deliver(delivery, finish)
    return delivery
  }

  /** Pushes what `reorder` holds back, newest first. */
  release(): void {
    for (const { delivery, finish } of this.#held.splice(0).reverse()) void this.#deliver(delivery, finish)
  }

  /** One more push of an event that was pushed before, as the platform may do at any time. */
  async again(delivery: Delivery, newEventId = false): Promise<Attempt> {
    return this.#attempt(delivery, 'duplicate', newEventId)
  }

  async #deliver(delivery: Delivery, finish: () => void): Promise<void> {
    const { duplicates = 0, copies = 1, newEventIds = false } = this.disturbance
    const extra = Array.from({ length: copies - 1 }, () => this.#attempt(delivery, 'duplicate', newEventIds))
    if (await this.#untilAccepted(delivery)) {
      for (let n = 0; n < duplicates; n += 1) await this.#attempt(delivery, 'duplicate', newEventIds)
    }
    await Promise.all(extra)
    finish()
  }

  async #untilAccepted(delivery: Delivery): Promise<boolean> {
    const first = this.#signed(delivery.payload)
    let attempt = await this.#attempt(delivery, 'first', false, first)
    for (const delayMs of retryDelaysMs) {
      if (attempt.status === 200 || this.#stopped.aborted) break
      this.#enter(delivery, 'retrying')
      await this.#wait(delayMs * this.#options.retryScale)
      attempt = await this.#attempt(
        delivery,
        'retry',
        false,
        this.#settings.retrySignature === 'original' ? first : undefined,
      )
    }
    this.#enter(delivery, attempt.status === 200 ? 'delivered' : 'failed')
    return attempt.status === 200
  }

  async #attempt(
    delivery: Delivery,
    cause: Attempt['cause'],
    newEventId: boolean,
    request?: PushRequest,
  ): Promise<Attempt> {
    const eventId = newEventId ? newId.event() : delivery.eventId
    const payload = newEventId ? withEventId(delivery.payload, eventId) : delivery.payload
    const at = machineNow()
    const result =
      this.#settings.mode === 'websocket'
        ? await this.#longConnection.push(payload, this.#options.answerMs)
        : await this.#post(request ?? this.#signed(payload))
    const attempt: Attempt = { ...result, at, eventId, cause }
    delivery.attempts.push(attempt)
    return attempt
  }

  async #post({ body, headers }: PushRequest): Promise<PostResult> {
    const url = this.targets.events
    return url
      ? post(url, body, { headers, timeoutMs: this.#options.answerMs, signal: this.#stopped })
      : { status: 0, body: '', headers: {}, durationMs: 0, failure: 'connection' }
  }

  #signed(payload: JsonObject): PushRequest {
    return signedPush(pushBody(payload, this.#options), this.#options)
  }

  #enter(delivery: Delivery, state: Delivery['state']): void {
    delivery.state = state
    this.#onState(delivery)
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer)
        resolve()
      }, ms)
      // A retry in six hours must not keep a finished test alive.
      timer.unref()
      this.#timers.add(timer)
    })
  }
}

function withEventId(payload: JsonObject, eventId: string): JsonObject {
  const header = isObject(payload.header) ? payload.header : {}
  return { ...payload, header: { ...header, event_id: eventId } }
}
