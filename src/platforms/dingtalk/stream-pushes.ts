import { WebhookError } from '../../core/errors.js'
import { parseBounded } from '../../core/json.js'
import type { Logger } from '../../core/logger.js'
import type { Door, Received } from '../../core/platform.js'
import { type Ack, MESSAGE_TOPIC, type Push, TAP_TOPIC } from './stream-frames.js'

export interface PushDeps {
  readonly door: Door
  readonly logger: Logger
  /** Reads the body of a robot message. Throws `WebhookError` for one that can't be read. */
  readonly readMessage: (body: unknown, arrivedAt: number) => Received
  /** Reads the body of a tap, which carries no id or time of its own. Throws `WebhookError`. */
  readonly readTap: (body: unknown, key: string, actedAt: number) => Received
  /** Called for every push, also one that comes again: each counts against the month's quota. */
  readonly onPush?: () => void
}

/**
 * Takes a push through the door and says how to acknowledge it; undefined: not at all, for it is not sure to be stored.
 * Then a message comes again about a minute later, with a new frame id and its own id unchanged. Never rejects.
 *
 * What can't be read is acknowledged: it would come again and again, and each time count against the quota.
 */
export async function takePush(push: Push, arrivedAt: number, deps: PushDeps): Promise<Ack | undefined> {
  try {
    deps.onPush?.()
    if (push.isEvent) return { code: 200, data: { status: 'SUCCESS' } }
    const received = read(push, arrivedAt, deps)
    if (received === undefined) return { code: 404, data: { response: null } }
    if (received.type !== 'inbound') return { code: 200, data: { response: null } }
    const answer = await deps.door(received.inbound, arrivedAt)
    return { code: 200, data: { response: received.inbound.kind === 'action' ? answer : null } }
  } catch (error) {
    if (error instanceof WebhookError) {
      deps.logger.warn({ platform: 'dingtalk', reason: error.reason }, 'a push could not be read and is dropped')
      return { code: 200, data: { response: null } }
    }
    deps.logger.warn(
      { platform: 'dingtalk', error: error instanceof Error ? error.name : 'unknown' },
      'a push was not stored; the platform will send it again, unless it was a tap',
    )
    return undefined
  }
}

/** Undefined: nobody here takes such a topic. */
function read({ topic, data, messageId, pushedAt }: Push, arrivedAt: number, deps: PushDeps): Received | undefined {
  if (topic === MESSAGE_TOPIC) return deps.readMessage(parseBounded(data), arrivedAt)
  if (topic === TAP_TOPIC) return deps.readTap(parseBounded(data), messageId, pushedAt ?? arrivedAt)
  return undefined
}
