import { WebhookError } from '../../core/errors.js'
import { findId, getId } from '../../core/fields.js'
import { copyJson, type Fields, isDangerousName, isFields, parseBounded } from '../../core/json.js'
import type { Json, Received } from '../../core/platform.js'
import type { ReadConfig } from './read-fields.js'

type FormValues = Record<string, string | readonly string[]>

/**
 * A tap on a card, from a verified request or a Stream frame: https://open.dingtalk.com/document/development/event-callback-card
 * `key`: what makes this tap unique; `actedAt`: its moment in epoch ms, for the body names none. The card's message is
 * its `outTrackId`, which is the key we sent it with.
 *
 * Only who tapped is DingTalk's word: action and form were sent by the client, and what is odd about them is left to the
 * handler's kind answer. Throws `WebhookError` 400 when nobody tapped, nothing else.
 */
export function readCardCallback(body: unknown, key: string, actedAt: number, config: ReadConfig): Received {
  if (!isFields(body)) throw new WebhookError(400, 'body is not a JSON object')
  if (body.type !== undefined && body.type !== 'actionCallback')
    return { type: 'ignored', reason: 'card callback that is no action' }
  const params = paramsOf(body)
  const form = isFields(params.form) ? readForm(params.form) : undefined
  return {
    type: 'inbound',
    inbound: {
      platform: 'dingtalk',
      kind: 'action',
      appId: config.clientId,
      key,
      chatId: groupOf(body) ?? '',
      messageId: findId(body, 'outTrackId') ?? '',
      operatorId: getId(body, 'userId'),
      actedAt,
      value: readValue(params.action),
      ...(form === undefined ? {} : { form }),
    },
  }
}

/** The page says `content`; callbacks seen in the field also carry `value`. Both are JSON texts. */
function paramsOf(body: Fields): Fields {
  for (const field of [body.content, body.value]) {
    const content = typeof field === 'string' ? parseBounded(field) : field
    const data = isFields(content) && isFields(content.cardPrivateData) ? content.cardPrivateData : undefined
    if (data && isFields(data.params)) return data.params
  }
  return {}
}

/** A template can only carry texts, so an action is one; null when it is none of ours. */
function readValue(action: unknown): Json {
  return copyJson(typeof action === 'string' ? parseBounded(action) : action)
}

/** The group where the card stands, when the callback says so. */
function groupOf(body: Fields): string | undefined {
  if (body.spaceType !== 'IM_GROUP') return undefined
  return findId(body, 'spaceId')?.replace(/^(?:dtv1\.card\/\/)?IM_GROUP\./, '')
}

/** https://open.dingtalk.com/document/development/form-variables: selects answer `{index, value}` */
function readForm(values: Fields): FormValues {
  const form: FormValues = {}
  for (const [name, given] of Object.entries(values)) {
    if (isDangerousName(name)) continue
    const value = isFields(given) ? given.value : given
    if (Array.isArray(value)) form[name] = value.filter(isScalar).map(String)
    else if (isScalar(value)) form[name] = String(value)
  }
  return form
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
