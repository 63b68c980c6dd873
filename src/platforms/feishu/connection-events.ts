import { EventDispatcher, LoggerLevel } from '@larksuiteoapi/node-sdk'
import { machineNow } from '../../core/clock.js'
import { WebhookError } from '../../core/errors.js'
import { isFields, parseBounded } from '../../core/json.js'
import type { Logger } from '../../core/logger.js'
import type { Door, Json } from '../../core/platform.js'
import { readEvent } from './read-event.js'
import { createSdkLogger } from './sdk-logger.js'

/** What the SDK's client hands its events to. */
export interface ConnectionEvents {
  readonly dispatcher: EventDispatcher
  /**
   * From now on events are refused, so that the platform sends them again to whoever is there then. Resolves when those
   * under way have been answered, which takes no longer than the door's time, with how many they were.
   */
  finish(): Promise<number>
}

/**
 * Takes the SDK's place between its client and the door. The SDK acknowledges with code 200 when `invoke` resolves, with
 * its result as the answer to a tap, and with code 500 when it rejects: then the platform sends the event again.
 * `doorMs`: the platform waits 3 s for the answer.
 * https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/request-url-configuration-case
 */
export function createConnectionEvents(appId: string, door: Door, doorMs: number, logger: Logger): ConnectionEvents {
  const underWay = new Set<Promise<unknown>>()
  let isFinishing = false

  const take = async (data: unknown): Promise<Json | undefined> => {
    if (isFinishing) throw new Error('the connection is being closed')
    const arrivedAt = machineNow()
    const taken = within(doorMs, handIn(data, appId, door, arrivedAt))
    underWay.add(taken)
    try {
      return await taken
    } catch (error) {
      const reason = error instanceof WebhookError ? error.reason : undefined
      const name = error instanceof Error ? error.name : 'unknown'
      logger.warn(
        { platform: 'feishu', error: name, reason },
        'an event was not stored; the platform will send it again, unless it was a tap',
      )
      throw error
    } finally {
      underWay.delete(taken)
    }
  }

  return {
    dispatcher: new Dispatcher(take, logger),
    async finish() {
      isFinishing = true
      return (await Promise.allSettled(underWay)).length
    },
  }
}

/**
 * `invoke` is overridden because the SDK's own one spreads header and event into one object, where names that both have
 * are lost (`token`), and because handlers are looked up by type: a type nobody registered would get a text as its answer.
 */
class Dispatcher extends EventDispatcher {
  readonly #take: (data: unknown) => Promise<Json | undefined>

  constructor(take: (data: unknown) => Promise<Json | undefined>, logger: Logger) {
    super({ logger: createSdkLogger(logger), loggerLevel: LoggerLevel.warn })
    this.#take = take
  }

  override invoke(data: unknown): Promise<Json | undefined> {
    return this.#take(data)
  }
}

/**
 * Reads an event and hands it in. The answer is only the tap's: any other event is acknowledged without one. There is
 * no token to check here (it is empty on this path): the connection itself was opened with the app's secret.
 */
async function handIn(data: unknown, appId: string, door: Door, arrivedAt: number): Promise<Json | undefined> {
  // The SDK's own JSON.parse has no bounds; what a person's client puts into a tap must not be deeper here than on the webhook.
  const envelope = parseBounded(JSON.stringify(data))
  if (!isFields(envelope)) throw new WebhookError(400, 'event is not a JSON object')
  const { header } = envelope
  if (!isFields(header)) {
    // The old envelope: an app that subscribes to both versions gets every event twice.
    if (envelope.type === 'event_callback') return undefined
    throw new WebhookError(400, 'event has no header')
  }
  if (header.app_id !== appId) throw new WebhookError(401, 'event of another app')
  const read = readEvent(header, envelope, appId)
  if (read.type === 'ignored') return undefined
  const answer = await door(read.inbound, arrivedAt)
  return read.inbound.kind === 'action' ? answer : undefined
}

/** Rejects when it takes longer than `ms`; what comes of it afterwards is nobody's any more. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not stored within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([work, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
