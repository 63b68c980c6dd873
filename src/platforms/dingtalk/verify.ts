import { createHmac, timingSafeEqual } from 'node:crypto'
import { WebhookError } from '../../core/errors.js'
import type { RawRequest } from '../../core/platform.js'

/** https://open.dingtalk.com/document/development/robot-message-type: more than an hour off is refused */
const MESSAGE_WINDOW_MS = 3_600_000
/** Nothing is said for taps. A tap is never redelivered: its signature is fresh or it is a replay. */
const TAP_WINDOW_MS = 5 * 60_000

/** Checks a request and returns its signed moment (epoch ms), or throws `WebhookError` 401. */
export type Verifier = (request: RawRequest) => number

/**
 * Makes the check of robot messages: `Base64(HMAC-SHA256(secret, timestamp + "\n" + secret))`, compared in constant time.
 * It does not cover the body: whoever has one pair of headers can use it for an hour, so HTTPS and the unique message id
 * are all there is beside it. https://open.dingtalk.com/document/development/robot-message-type
 */
export function createMessageVerifier(clientSecret: string): Verifier {
  assertSecret(clientSecret)
  return ({ headers, receivedAt }) => {
    const signedAt = freshTime(headers.timestamp, receivedAt, MESSAGE_WINDOW_MS)
    assertSame(headers.sign, sign(clientSecret, `${headers.timestamp}\n${clientSecret}`))
    return signedAt
  }
}

/**
 * Makes the check of card callbacks: `Base64(HMAC-SHA256(apiSecret, timestamp))`, with the secret that we register the
 * address with. It does not cover the body either. https://open.dingtalk.com/document/development/event-callback-card
 */
export function createTapVerifier(apiSecret: string): Verifier {
  assertSecret(apiSecret)
  return ({ headers, receivedAt }) => {
    const timestamp = headers['x-ddpaas-signature-timestamp']
    const signedAt = freshTime(timestamp, receivedAt, TAP_WINDOW_MS)
    assertSame(headers['x-ddpaas-signature'], sign(apiSecret, timestamp ?? ''))
    return signedAt
  }
}

const sign = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('base64')

/** `HMAC` with an empty key is what anybody can compute. */
function assertSecret(secret: string): void {
  if (secret === '') throw new Error('DINGTALK_CLIENT_SECRET is empty: without it every request would be accepted')
}

function freshTime(timestamp: string | undefined, receivedAt: number, windowMs: number): number {
  if (!timestamp) throw new WebhookError(401, 'signature headers are missing')
  if (!/^\d{13}$/.test(timestamp)) throw new WebhookError(401, 'timestamp is not a time in milliseconds')
  const signedAt = Number(timestamp)
  if (Math.abs(receivedAt - signedAt) > windowMs) throw new WebhookError(401, 'timestamp is too old or in the future')
  return signedAt
}

/** The text is compared, not what it decodes to: a signature has exactly one spelling, and so has a replay. */
function assertSame(given: string | undefined, expected: string): void {
  if (!given) throw new WebhookError(401, 'signature headers are missing')
  const givenBytes = Buffer.from(given, 'utf8')
  const expectedBytes = Buffer.from(expected, 'utf8')
  if (givenBytes.length !== expectedBytes.length || !timingSafeEqual(givenBytes, expectedBytes))
    throw new WebhookError(401, 'signature does not match')
}
