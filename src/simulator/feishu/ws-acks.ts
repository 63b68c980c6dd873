import { isObject, parseJson } from './json.js'
import { dataMethod, type WsFrame } from './ws-frames.js'

/** Something the bot sent back for an event, right or wrong. The time is real. */
export interface WsAck {
  readonly at: number
  readonly connectionId: string
  readonly messageId?: string
  readonly code?: number
  /** The handler's answer, decoded. */
  readonly data?: string
  /** Set when the platform could make nothing of it; such an ack counts for nothing. */
  readonly problem?: string
}

/** An ack whose form is right. */
export interface ReadAck {
  readonly messageId: string
  readonly code: number
  readonly data?: string
}

/**
 * The ack in a data frame, or what is wrong with it: the event's headers again, and the payload
 * `{"code":200,"data":base64 of the answer's JSON}`, `data` being optional (node-sdk 1.74.0, `handleEventData`).
 */
export function readAck({ method, headers, payload }: WsFrame): ReadAck | string {
  if (method !== dataMethod) return `a frame of method ${method} and type ${headers.type}`
  if (headers.type !== 'event') return `type ${headers.type} where event belongs`
  const messageId = headers.message_id
  if (!messageId) return 'message_id is missing'
  const body = payload ? parseJson(Buffer.from(payload).toString('utf8')) : undefined
  if (!isObject(body)) return 'the payload is no JSON object'
  const { code, data } = body
  if (typeof code !== 'number' || !Number.isInteger(code)) return 'code is no integer'
  if (data === undefined) return { messageId, code }
  if (typeof data !== 'string') return 'data is no string'
  return { messageId, code, data: Buffer.from(data, 'base64').toString('utf8') }
}
