import { createHash, timingSafeEqual } from 'node:crypto'
import { WebhookError } from '../../core/errors.js'
import type { RawRequest } from '../../core/platform.js'

/** Feishu redelivers for 7.1 h (15 s, 5 min, 1 h, 6 h) and may keep the first signature. */
const OLDEST_EVENT_MS = 8 * 3_600_000
const CLOCK_SKEW_MS = 5 * 60_000
/** A tap is never redelivered: its signature is fresh or it is a replay. */
const OLDEST_TAP_MS = 5 * 60_000

const SHA256_BYTES = 32

/**
 * Makes the signature check: SHA-256 over timestamp, nonce, Encrypt Key and the raw body, compared in constant time.
 * Returns the signed moment (epoch ms) or throws `WebhookError` 401; nothing of the body has been parsed by then.
 * https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
export function createVerifier(encryptKey: string): (request: RawRequest) => number {
  // `sha256(ts + nonce + '' + body)` is what anybody can compute: without the key there is no signature.
  if (encryptKey === '') throw new Error('FEISHU_ENCRYPT_KEY is empty: without it every request would be accepted')
  return ({ headers, body, receivedAt }) => {
    const timestamp = headers['x-lark-request-timestamp']
    const nonce = headers['x-lark-request-nonce']
    const signature = headers['x-lark-signature']
    if (!timestamp || !nonce || !signature) throw new WebhookError(401, 'signature headers are missing')
    if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookError(401, 'timestamp is not a number')
    const signedAt = Number(timestamp) * 1000
    if (signedAt < receivedAt - OLDEST_EVENT_MS || signedAt > receivedAt + CLOCK_SKEW_MS)
      throw new WebhookError(401, 'timestamp is too old or in the future')
    const given = Buffer.from(signature, 'hex')
    const expected = createHash('sha256')
      .update(timestamp + nonce + encryptKey)
      .update(body)
      .digest()
    if (given.length !== SHA256_BYTES || !timingSafeEqual(given, expected))
      throw new WebhookError(401, 'signature does not match')
    return signedAt
  }
}

/** The narrow window of taps. Their kind is known only after decryption, so the wide window has already passed. */
export function assertFreshTap(signedAt: number, receivedAt: number): void {
  if (signedAt < receivedAt - OLDEST_TAP_MS) throw new WebhookError(401, 'tap is too old')
}

/** Makes a comparison with a secret that takes the same time whatever is wrong about the guess (its length apart). */
export function createSecretCheck(secret: string): (guess: unknown) => boolean {
  if (secret === '') throw new Error('FEISHU_VERIFICATION_TOKEN is empty: without it every sender would be accepted')
  const expected = Buffer.from(secret, 'utf8')
  return (guess) => {
    if (typeof guess !== 'string') return false
    const given = Buffer.from(guess, 'utf8')
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
}
