import { createHash } from 'node:crypto'
import { WebhookError } from '../../core/errors.js'
import { type Fields, isFields, parseBounded } from '../../core/json.js'
import type { Platform, RawRequest } from '../../core/platform.js'
import type { Readers } from './read-event.js'
import { createMessageVerifier, createTapVerifier } from './verify.js'

/**
 * Makes the webhooks. The order is the defence: headers, freshness and signature come before anything is parsed, then
 * the robot, and only then the fields. Answers 401 for whatever is not proven to come from DingTalk, 400 for what is
 * proven but not readable; no answer repeats anything of the body.
 */
export function createWebhooks(clientSecret: string, read: Readers): Platform['webhooks'] {
  const verifyMessage = createMessageVerifier(clientSecret)
  const verifyTap = createTapVerifier(clientSecret)
  return {
    '/dingtalk/messages': (request) => {
      verifyMessage(request)
      read.count()
      return read.message(openBody(request), request.receivedAt)
    },
    '/dingtalk/cards': (request) => {
      const tappedAt = verifyTap(request)
      read.count()
      return read.card(openBody(request), tapKey(request), tappedAt)
    },
  }
}

function openBody({ body }: RawRequest): Fields {
  const fields = parseBounded(body.toString('utf8'))
  if (!isFields(fields)) throw new WebhookError(400, 'body is not a JSON object')
  return fields
}

/** A tap over HTTP has no id of its own: the same request again is the same tap (design.md §2). */
function tapKey({ headers, body }: RawRequest): string {
  const hash = createHash('sha256')
    .update(`${headers['x-ddpaas-signature-timestamp']}\n${headers['x-ddpaas-signature']}\n`)
    .update(body)
  return `http-${hash.digest('hex')}`
}
