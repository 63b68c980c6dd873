import { type PostResult, post } from '../http-post.js'
import { lintCard } from './card-linter.js'
import type { PlatformContext } from './context.js'
import { isObject, type JsonObject, parseJson } from './json.js'
import type { ResolvedOptions } from './options.js'
import { envelope, pushBody, signedPush } from './push-request.js'
import type { Message } from './world.js'

export interface Toast {
  readonly type: 'info' | 'success' | 'error' | 'warning'
  readonly content: string
}

/**
 * What a person sees after a tap: a toast, or an error code of the client.
 * https://open.feishu.cn/document/feishu-cards/card-callback-communication
 */
export interface CallbackOutcome {
  readonly toast?: Toast
  readonly clientCode?: number
  /** A whole card to put in place, already judged. */
  readonly card?: JsonObject
}

/** A tap's answer in full, for assertions. */
export interface CallbackResult extends CallbackOutcome {
  readonly eventId: string
  /** Token for updates afterwards (30 minutes, two uses). */
  readonly cardToken: string
  readonly answer: PostResult
}

/** One synchronous push to the card address or over the long connection: 3 s, never repeated. */
export async function callBack(
  message: Message,
  operatorId: string,
  action: JsonObject,
  url: string | undefined,
  context: PlatformContext,
  stopped: AbortSignal,
): Promise<CallbackResult> {
  const { locks, longConnection, options, settings, world } = context
  const operator = world.getPerson(operatorId)
  const cardToken = locks.begin(message.messageId)
  const event: JsonObject = {
    operator: {
      tenant_key: options.tenantKey,
      user_id: settings.employeeIds ? operator.userId : '',
      open_id: operator.openId,
      union_id: operator.unionId,
    },
    token: cardToken,
    action,
    host: 'im_message',
    context: { open_message_id: message.messageId, open_chat_id: message.chatId },
  }
  const createTime = String(options.clock.now() * 1000)
  const payload = envelope('card.action.trigger', event, options, { createTime })
  try {
    const overSocket = settings.mode === 'websocket'
    const answer = overSocket
      ? await longConnection.push(payload, options.answerMs)
      : await postTap(payload, url, options, stopped)
    // Which code a client shows while nobody is connected is not documented; the gateway's failure makes it 200342.
    const configured = overSocket || url
    const outcome = configured ? judgeAnswer(answer, settings.rawCardInCallback) : { clientCode: 200340 }
    const { event_id: eventId } = payload.header as { event_id: string }
    return { ...outcome, eventId, cardToken, answer }
  } finally {
    locks.end(message.messageId)
  }
}

async function postTap(
  payload: JsonObject,
  url: string | undefined,
  options: ResolvedOptions,
  signal: AbortSignal,
): Promise<PostResult> {
  if (!url) return { status: 0, body: '', headers: {}, durationMs: 0 }
  const { body, headers } = signedPush(pushBody(payload, options), options)
  return post(url, body, { headers, timeoutMs: options.answerMs, signal })
}

/** The client's verdict on an answer. */
export function judgeAnswer(answer: PostResult, rawCards: 'accepted' | 'refused' = 'accepted'): CallbackOutcome {
  if (answer.failure === 'timeout') return { clientCode: 200341 }
  if (answer.failure === 'dns') return { clientCode: 200343 }
  if (answer.failure) return { clientCode: 200342 }
  if (answer.status >= 300 && answer.status < 400) return { clientCode: 200672 }
  if (answer.status !== 200) return { clientCode: 200671 }
  const body = parseJson(answer.body)
  if (!isObject(body)) return { clientCode: 200672 }
  const toast = body.toast === undefined ? undefined : toToast(body.toast)
  if (toast === null) return { clientCode: 200672 }
  if (body.card === undefined) return toast ? { toast } : {}
  const card = judgeCard(body.card, rawCards)
  return typeof card === 'number' ? { clientCode: card } : { ...(toast ? { toast } : {}), card }
}

function toToast(toast: unknown): Toast | null {
  if (!isObject(toast)) return null
  const type = toast.type ?? 'info'
  const known = type === 'info' || type === 'success' || type === 'error' || type === 'warning'
  return known && typeof toast.content === 'string' ? { type, content: toast.content } : null
}

function judgeCard(card: unknown, rawCards: 'accepted' | 'refused'): JsonObject | number {
  if (!isObject(card) || card.type !== 'raw' || !isObject(card.data) || rawCards === 'refused') return 200673
  if (card.data.schema !== '2.0') return 200830
  return lintCard(card.data).length > 0 ? 200673 : card.data
}
