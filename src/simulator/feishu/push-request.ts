import { machineNow } from '../../core/clock.js'
import { encryptEvent, signPush } from './crypto.js'
import { newId } from './ids.js'
import type { JsonObject } from './json.js'
import type { ResolvedOptions } from './options.js'

/** One push as it goes over the wire. */
export interface PushRequest {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** Observed on the wire: Go's client, seconds, a decimal nonce. */
export const pushHeaders: Readonly<Record<string, string>> = {
  'content-type': 'application/json;charset=utf-8',
  'user-agent': 'Go-http-client/1.1',
  'accept-encoding': 'gzip',
}

/** The body of a push: compact JSON, wrapped in `encrypt` when the app has an Encrypt Key. */
export function pushBody(payload: JsonObject, { encryptKey }: ResolvedOptions): string {
  const plain = JSON.stringify(payload)
  return encryptKey === '' ? plain : JSON.stringify({ encrypt: encryptEvent(encryptKey, plain) })
}

/**
 * A signed push. Only an app with an Encrypt Key gets signatures.
 * https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
export function signedPush(
  body: string,
  { encryptKey }: ResolvedOptions,
  timestamp: number = Math.floor(machineNow() / 1000),
): PushRequest {
  if (encryptKey === '') return { body, headers: pushHeaders }
  const nonce = newId.nonce()
  return {
    body,
    headers: {
      ...pushHeaders,
      'x-lark-request-timestamp': String(timestamp),
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signPush(String(timestamp), nonce, encryptKey, body),
    },
  }
}

/** The v2 envelope. `create_time` is civil, in ms; card callbacks have µs. */
export function envelope(
  eventType: string,
  event: JsonObject,
  options: ResolvedOptions,
  { eventId = newId.event(), createTime = String(options.clock.now()) } = {},
): JsonObject {
  return {
    schema: '2.0',
    header: {
      event_id: eventId,
      token: options.verificationToken,
      create_time: createTime,
      event_type: eventType,
      tenant_key: options.tenantKey,
      app_id: options.appId,
    },
    event,
  }
}
