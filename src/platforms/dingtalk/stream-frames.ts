import { findId } from '../../core/fields.js'
import { isFields, parseBounded } from '../../core/json.js'
import type { Json } from '../../core/platform.js'

/** Topics of the two pushes a bot needs. https://opensource.dingtalk.com/developerpedia/docs/learn/stream/protocol */
export const MESSAGE_TOPIC = '/v1.0/im/bot/messages/get'
export const TAP_TOPIC = '/v1.0/card/instances/callback'

/** Something the platform pushed and wants acknowledged. */
export interface Push {
  readonly kind: 'push'
  readonly isEvent: boolean
  readonly topic: string
  /** New for every push, also for one that comes again. */
  readonly messageId: string
  /** Epoch ms, when the platform says it. */
  readonly pushedAt: number | undefined
  /** JSON text, unread. */
  readonly data: string
}

/** A frame of the gateway. `other`: nothing to do and nothing to answer. */
export type Frame =
  | Push
  | { readonly kind: 'ping'; readonly messageId: string; readonly data: string }
  | { readonly kind: 'disconnect' }
  | { readonly kind: 'other' }

/** Undefined for what is no frame at all. Never throws. */
export function readFrame(text: string): Frame | undefined {
  const frame = parseBounded(text)
  if (!isFields(frame) || !isFields(frame.headers)) return undefined
  const { topic } = frame.headers
  const messageId = findId(frame.headers, 'messageId')
  const data = typeof frame.data === 'string' ? frame.data : ''
  if (frame.type === 'SYSTEM' && topic === 'disconnect') return { kind: 'disconnect' }
  if (frame.type === 'SYSTEM' && topic === 'ping')
    return messageId === undefined ? undefined : { kind: 'ping', messageId, data }
  if (frame.type !== 'CALLBACK' && frame.type !== 'EVENT') return { kind: 'other' }
  if (messageId === undefined || typeof topic !== 'string') return undefined
  const pushedAt = Number(frame.headers.time)
  return {
    kind: 'push',
    isEvent: frame.type === 'EVENT',
    topic,
    messageId,
    pushedAt: Number.isSafeInteger(pushedAt) && pushedAt > 0 ? pushedAt : undefined,
    data,
  }
}

/** What is said about a push; 404: nobody here takes such a topic. */
export interface Ack {
  readonly code: 200 | 404
  readonly data: Json
}

/** The frame that acknowledges; `data` is JSON text already. */
export function ackFrame(messageId: string, code: Ack['code'], data: string): string {
  const headers = { contentType: 'application/json', messageId }
  return JSON.stringify({ code, headers, message: code === 200 ? 'OK' : 'no handler', data })
}
