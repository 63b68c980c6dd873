import { WebhookError } from '../../core/errors.js'
import { type Fields, isFields, parseBounded } from '../../core/json.js'
import type { RawRequest, Received } from '../../core/platform.js'
import { createDecryptor } from './decrypt.js'
import { type ReadEvent, readEvent } from './read-event.js'
import { assertFreshTap, createSecretCheck, createVerifier } from './verify.js'

/** What the webhook needs to know of the app. */
export interface WebhookConfig {
  readonly appId: string
  readonly encryptKey: string
  readonly verificationToken: string
}

/** The only unsigned request Feishu sends is the address check, well below this. */
const MAX_UNSIGNED_BYTES = 8 * 1024
const MAX_CHALLENGE_CHARS = 1024

/**
 * Makes `Platform.receive` for webhooks. The order is the defence: headers, freshness and signature of the raw bytes
 * come before anything is parsed, then decryption, the token, the app, and only then the fields.
 *
 * Answers: 401 for whatever is not proven to come from Feishu, 400 for what is proven but not readable. One unsigned
 * case is 400: a small body without any X-Lark header that is no JSON object, for it can't be a request of Feishu's at
 * all. No answer repeats anything of the body, except the challenge of a proven address check.
 * https://open.feishu.cn/document/event-subscription-guide/event-subscriptions/event-subscription-configure-/choose-a-subscription-mode/send-notifications-to-developers-server
 */
export function createReceive(config: WebhookConfig): (request: RawRequest) => Received {
  const verify = createVerifier(config.encryptKey)
  const decrypt = createDecryptor(config.encryptKey)
  const isOurToken = createSecretCheck(config.verificationToken)

  /** The challenge of an address check with our token; undefined for everything else. */
  const readChallenge = (body: unknown): Received | undefined => {
    if (!isFields(body) || body.type !== 'url_verification' || !isOurToken(body.token)) return undefined
    const { challenge } = body
    if (typeof challenge !== 'string' || challenge.length > MAX_CHALLENGE_CHARS) return undefined
    return { type: 'challenge', body: { challenge } }
  }

  /** Feishu does not sign the address check: exactly that type passes without a signature, by its token. */
  const receiveUnsigned = (request: RawRequest): Received => {
    if (request.body.length > MAX_UNSIGNED_BYTES || hasLarkHeader(request.headers))
      throw new WebhookError(401, 'signature headers are missing')
    const outer = parseBounded(request.body.toString('utf8'))
    if (!isFields(outer)) throw new WebhookError(400, 'body is not a JSON object')
    const plain = isEncrypted(outer) ? decrypt(outer.encrypt) : undefined
    const challenge = readChallenge(isEncrypted(outer) ? plain && parseBounded(plain) : outer)
    if (!challenge) throw new WebhookError(401, 'unsigned request')
    return challenge
  }

  /** The envelope inside a signed body. A signed plain body is Feishu's as well: the signature covers it. */
  const openEnvelope = (body: Buffer): Fields => {
    const outer = parseBounded(body.toString('utf8'))
    if (!isFields(outer)) throw new WebhookError(400, 'body is not a JSON object')
    if (!isEncrypted(outer)) return outer
    const plain = Object.keys(outer).length === 1 ? decrypt(outer.encrypt) : undefined
    if (plain === undefined) throw new WebhookError(400, 'body does not decrypt: is FEISHU_ENCRYPT_KEY current?')
    const inner = parseBounded(plain)
    if (!isFields(inner)) throw new WebhookError(400, 'decrypted body is not a JSON object')
    return inner
  }

  return (request) => {
    if (!isSigned(request.headers)) return receiveUnsigned(request)
    const signedAt = verify(request)
    const envelope = openEnvelope(request.body)
    const { header } = envelope
    if (!isOurToken(isFields(header) ? header.token : envelope.token))
      throw new WebhookError(401, 'verification token does not match: is FEISHU_VERIFICATION_TOKEN current?')
    if (!isFields(header)) {
      // The old envelope (`uuid`, `event_callback`): an app that subscribes to both gets every event twice.
      return readChallenge(envelope) ?? { type: 'ignored', reason: 'envelope of version 1' }
    }
    if (header.app_id !== config.appId) throw new WebhookError(401, 'event of another app')
    const read: ReadEvent = readEvent(header, envelope, config.appId)
    if (read.type === 'inbound' && read.inbound.kind === 'action') assertFreshTap(signedAt, request.receivedAt)
    return read
  }
}

function isSigned(headers: RawRequest['headers']): boolean {
  return Boolean(headers['x-lark-signature'] && headers['x-lark-request-timestamp'] && headers['x-lark-request-nonce'])
}

function hasLarkHeader(headers: RawRequest['headers']): boolean {
  return Object.keys(headers).some((name) => name.startsWith('x-lark-') && headers[name] !== undefined)
}

function isEncrypted(outer: Fields): boolean {
  return Object.hasOwn(outer, 'encrypt')
}
