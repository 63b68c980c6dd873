import { WebhookError } from '../../core/errors.js'
import { findId, getId } from '../../core/fields.js'
import { copyJson, type Fields, isDangerousName, isFields } from '../../core/json.js'
import type { InboundAction } from '../../core/platform.js'
import { getOpenId, toEpochMs } from './read-fields.js'

type FormValues = Record<string, string | readonly string[]>

/**
 * `card.action.trigger`: https://open.feishu.cn/document/feishu-cards/card-callback-communication
 * Only who tapped is proven; `value` and `form` were sent by the client. A tap is never redelivered and its person sees
 * an error code for anything but 200, so what is odd about the card itself is left to the handler's kind answer.
 */
export function readAction(header: Fields, envelope: Fields, event: Fields, appId: string): InboundAction {
  const operatorId = getOpenId(event.operator)
  if (operatorId === undefined) throw new WebhookError(400, 'operator is missing')
  const action = isFields(event.action) ? event.action : {}
  // The component pages show `context` beside the event, the main page inside it.
  const outer = isFields(envelope.context) ? envelope.context : {}
  const context = isFields(event.context) ? event.context : outer
  const form = isFields(action.form_value) ? readForm(action.form_value) : undefined
  // https://open.feishu.cn/document/feishu-cards/card-json-v2-components/interactive-components/single-select-user-picker
  const chosen = action.tag === 'select_person' ? findId(action, 'option') : undefined
  return {
    platform: 'feishu',
    kind: 'action',
    appId,
    key: getId(header, 'event_id'),
    chatId: findId(context, 'open_chat_id') ?? '',
    messageId: findId(context, 'open_message_id') ?? '',
    operatorId,
    actedAt: toEpochMs(header.create_time),
    value: copyJson(action.value),
    ...(form === undefined ? {} : { form }),
    ...(chosen === undefined ? {} : { chosen }),
  }
}

/** Form values as strings and lists of strings. Feishu may leave an empty field out or send it empty: both are kept so. */
function readForm(values: Fields): FormValues {
  const form: FormValues = {}
  for (const [name, value] of Object.entries(values)) {
    if (isDangerousName(name)) continue
    if (Array.isArray(value)) form[name] = value.filter(isScalar).map(String)
    else if (isScalar(value)) form[name] = withoutOffset(String(value))
  }
  return form
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

/** Pickers answer `2024-04-01 +0800`, `07:07 +0800`: what the person chose is the part before the offset. */
function withoutOffset(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?|\d{2}:\d{2}) [+-]\d{4}$/.exec(text)
  return match?.[1] ?? text
}
