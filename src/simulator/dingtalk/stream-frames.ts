import { randomBytes, randomUUID } from 'node:crypto'
import { machineNow } from '../../core/clock.js'
import { isObject, parseJson } from '../feishu/json.js'

/** Topics of pushes that want an answer. https://opensource.dingtalk.com/developerpedia/docs/learn/stream/protocol */
export const messageTopic = '/v1.0/im/bot/messages/get'
export const cardTopic = '/v1.0/card/instances/callback'

/** One frame on its way to the bot. */
export interface DownFrame {
  readonly specVersion?: string
  readonly type: 'SYSTEM' | 'EVENT' | 'CALLBACK'
  readonly headers: Readonly<Record<string, string>>
  /** JSON text. */
  readonly data: string
}

/** As seen in logs: hexadecimal parts, new for every push. */
export const newMessageId = (): string =>
  [randomBytes(4).toString('hex'), randomBytes(2).toString('hex'), machineNow().toString(16), hex3()].join('_')

const hex3 = (): string => randomBytes(3).toString('hex')

/** Header names and order of a real frame (DingTalk-Real-AI/dingtalk-openclaw-connector#26). */
export function callbackFrame(topic: string, messageId: string, connectionId: string, appId: string, data: string) {
  const time = String(machineNow())
  const headers = { appId, connectionId, contentType: 'application/json', messageId, time, topic }
  return { specVersion: '1.0', type: 'CALLBACK', headers, data } satisfies DownFrame
}

export function eventFrame(
  eventType: string,
  messageId: string,
  connectionId: string,
  appId: string,
  data: string,
): DownFrame {
  const time = String(machineNow())
  return {
    specVersion: '1.0',
    type: 'EVENT',
    headers: {
      topic: 'dingTalk',
      messageId,
      connectionId,
      contentType: 'application/json',
      time,
      eventType,
      eventId: randomUUID().replaceAll('-', ''),
      eventCorpId: 'dingsimulated',
      eventBornTime: time,
      eventUnifiedAppId: appId,
    },
    data,
  }
}

/** The documented example has neither specVersion nor time. */
export const pingFrame = (messageId: string, opaque: string): DownFrame => ({
  type: 'SYSTEM',
  headers: { topic: 'ping', messageId, contentType: 'application/json' },
  data: JSON.stringify({ opaque }),
})

/** No messageId: it wants no answer. */
export const disconnectFrame = (): DownFrame => ({
  type: 'SYSTEM',
  headers: { topic: 'disconnect', contentType: 'application/json' },
  data: JSON.stringify({ reason: 'connection is expired' }),
})

/** An ack whose form is right. */
export interface AckFrame {
  readonly code: number
  readonly messageId: string
  /** Parsed; always an object. */
  readonly data: Readonly<Record<string, unknown>>
}

/**
 * The ack in a frame of the bot, or what is wrong with it: `{code, headers: {contentType, messageId}, message, data}`
 * with `data` the JSON text of an object. https://opensource.dingtalk.com/developerpedia/docs/learn/stream/protocol
 */
export function readAck(text: string): AckFrame | string {
  const frame = parseJson(text)
  if (!isObject(frame)) return 'not a JSON object'
  const { code, headers, message, data } = frame
  if (typeof code !== 'number' || !Number.isInteger(code)) return 'code is no integer'
  if (!isObject(headers)) return 'headers are missing'
  if (typeof headers.messageId !== 'string' || headers.messageId === '') return 'headers.messageId is missing'
  if (headers.contentType !== 'application/json') return 'headers.contentType is not application/json'
  if (typeof message !== 'string') return 'message is no string'
  if (typeof data !== 'string') return 'data is no string'
  const parsed = parseJson(data)
  return isObject(parsed) ? { code, messageId: headers.messageId, data: parsed } : 'data is not the JSON of an object'
}
