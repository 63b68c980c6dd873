import { machineNow } from '../../core/clock.js'
import { type PostResult, post } from '../http-post.js'
import type { JsonObject } from './json.js'
import type { ResolvedOptions } from './options.js'
import { type PushRequest, pushBody, pushHeaders, signedPush } from './push-request.js'

const hour = 60 * 60

/** What an endpoint on the open internet has to stand. Each takes a genuine payload and spoils one thing. */
const spoiled = {
  'bad-signature': (payload, options) => {
    const { body, headers } = signedPush(pushBody(payload, options), options)
    return { body, headers: { ...headers, 'x-lark-signature': '0'.repeat(64) } }
  },
  'no-headers': (payload, options) => ({ body: pushBody(payload, options), headers: pushHeaders }),
  'old-timestamp': (payload, options) => signedPush(pushBody(payload, options), options, seconds() - 10 * hour),
  'future-timestamp': (payload, options) => signedPush(pushBody(payload, options), options, seconds() + hour),
  'wrong-token': (payload, options) => {
    const header = { ...(payload.header as JsonObject), token: 'not-the-token' }
    return signedPush(pushBody({ ...payload, header }, options), options)
  },
  'plain-body': (payload, options) => signedPush(JSON.stringify(payload), options),
  'encrypt-garbage': (_payload, options) => signedPush('{"encrypt":"AAAA"}', options),
  'encrypt-number': (_payload, options) => signedPush('{"encrypt":1}', options),
  'headers-null': (_payload, options) => signedPush('{"headers":null}', options),
  'not-json': (_payload, options) => signedPush('{"encrypt":', options),
  'large-body': (_payload, options) => signedPush(JSON.stringify({ encrypt: 'A'.repeat(300 * 1024) }), options),
  'oversized-body': (_payload, options) =>
    signedPush(JSON.stringify({ encrypt: 'A'.repeat(2 * 1024 * 1024) }), options),
} satisfies Record<string, (payload: JsonObject, options: ResolvedOptions) => PushRequest>

export type Attack = keyof typeof spoiled

export const attacks = Object.keys(spoiled) as Attack[]

/** Sends one spoiled push and says what the endpoint answered. */
export function attack(kind: Attack, url: string, payload: JsonObject, options: ResolvedOptions): Promise<PostResult> {
  const { body, headers } = spoiled[kind](payload, options)
  return post(url, body, { headers, timeoutMs: options.answerMs })
}

const seconds = (): number => Math.floor(machineNow() / 1000)
