import { machineNow } from '../../core/clock.js'
import { asString, type JsonObject } from '../feishu/json.js'
import { type PostResult, post } from '../http-post.js'
import type { PlatformSettings, ResolvedOptions, WebhookTargets } from './options.js'
import { signRobot } from './signing.js'
import type { StreamDelivery, StreamGateway } from './stream-gateway.js'

/** One POST of a message. Times are real. */
export interface Attempt extends PostResult {
  readonly at: number
  readonly cause: 'first' | 'retry' | 'duplicate'
}

/** One robot callback and what became of it. */
export interface Delivery {
  readonly msgId: string | undefined
  readonly body: JsonObject
  /** Over HTTP. */
  readonly attempts: Attempt[]
  /** Over Stream: one entry per message, each with attempts of its own. */
  readonly streams: StreamDelivery[]
  state: 'pending' | 'retrying' | 'delivered' | 'failed' | 'dropped'
  /** Settles with the last state, after the last duplicate; never rejects. */
  readonly done: Promise<Delivery>
}

/** What the network does to messages. */
export interface Disturbance {
  /** Every message again this many times after its success, one after the other. */
  readonly duplicates?: number
  /** Every message this many times at once. */
  readonly copies?: number
  /** Hold messages back until this many wait, then push them newest first. */
  readonly reorder?: number
  /** Messages that are never pushed. */
  readonly drop?: (body: JsonObject) => boolean
}

export interface PusherHooks {
  readonly onState: (delivery: Delivery) => void
  /** What the bot put into the answer. */
  readonly onAnswer: (delivery: Delivery, body: string) => void
}

export const robotHeaders = { 'content-type': 'application/json; charset=utf-8' } as const

/** Headers of a robot callback. https://open.dingtalk.com/document/development/robot-message-type */
export function signedHeaders(clientSecret: string, timestamp = machineNow()): Readonly<Record<string, string>> {
  return { ...robotHeaders, timestamp: String(timestamp), sign: signRobot(String(timestamp), clientSecret) }
}

/** Brings messages to the robot, over HTTP or Stream as the console says. */
export class RobotPusher {
  readonly deliveries: Delivery[] = []
  targets: WebhookTargets = {}
  disturbance: Disturbance = {}
  readonly #options: ResolvedOptions
  readonly #settings: PlatformSettings
  readonly #gateway: StreamGateway
  readonly #stopped: AbortSignal
  readonly #hooks: PusherHooks
  readonly #held: { readonly delivery: Delivery; readonly finish: () => void }[] = []

  constructor(
    options: ResolvedOptions,
    settings: PlatformSettings,
    gateway: StreamGateway,
    stopped: AbortSignal,
    hooks: PusherHooks,
  ) {
    this.#options = options
    this.#settings = settings
    this.#gateway = gateway
    this.#stopped = stopped
    this.#hooks = hooks
  }

  /** `msgId` where the body has none of its own. */
  push(body: JsonObject, msgId = asString(body.msgId)): Delivery {
    let finish: () => void = () => {}
    const delivery: Delivery = {
      msgId,
      body,
      attempts: [],
      streams: [],
      state: 'pending',
      done: new Promise((resolve) => {
        finish = () => resolve(delivery)
      }),
    }
    this.deliveries.push(delivery)
    if (this.disturbance.drop?.(body)) {
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

  /** One more push of a message that was pushed before, with the same `msgId`. */
  async again(delivery: Delivery): Promise<Delivery> {
    await this.#once(delivery, 'duplicate')
    return delivery
  }

  async #deliver(delivery: Delivery, finish: () => void): Promise<void> {
    const { duplicates = 0, copies = 1 } = this.disturbance
    const extra = Array.from({ length: copies - 1 }, () => this.#once(delivery, 'duplicate'))
    if (await this.#untilAccepted(delivery)) {
      for (let n = 0; n < duplicates; n += 1) await this.#once(delivery, 'duplicate')
    }
    await Promise.all(extra)
    finish()
  }

  async #untilAccepted(delivery: Delivery): Promise<boolean> {
    const { mode, httpRetries } = this.#settings
    let accepted = await this.#once(delivery, 'first')
    for (let n = 0; !accepted && mode === 'http' && n < httpRetries && !this.#stopped.aborted; n += 1) {
      this.#enter(delivery, 'retrying')
      await this.#wait(this.#options.retryMs)
      accepted = await this.#once(delivery, 'retry')
    }
    this.#enter(delivery, accepted ? 'delivered' : 'failed')
    return accepted
  }

  async #once(delivery: Delivery, cause: Attempt['cause']): Promise<boolean> {
    return this.#settings.mode === 'http' ? this.#overHttp(delivery, cause) : this.#overStream(delivery)
  }

  async #overHttp(delivery: Delivery, cause: Attempt['cause']): Promise<boolean> {
    const at = machineNow()
    const url = this.targets.messages
    const result: PostResult = url
      ? await post(url, JSON.stringify(delivery.body), {
          headers: signedHeaders(this.#options.clientSecret),
          timeoutMs: this.#options.messageAnswerMs,
          signal: this.#stopped,
        })
      : { status: 0, body: '', headers: {}, durationMs: 0, failure: 'connection' }
    delivery.attempts.push({ ...result, at, cause })
    const accepted = result.status === 200
    if (accepted && cause === 'first') this.#hooks.onAnswer(delivery, result.body)
    return accepted
  }

  async #overStream(delivery: Delivery): Promise<boolean> {
    const stream = this.#gateway.pushMessage(JSON.stringify(delivery.body))
    delivery.streams.push(stream)
    await stream.done
    return stream.state === 'delivered'
  }

  #enter(delivery: Delivery, state: Delivery['state']): void {
    delivery.state = state
    this.#hooks.onState(delivery)
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#stopped.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}
