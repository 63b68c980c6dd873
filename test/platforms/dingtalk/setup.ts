import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { silentLogger } from '../../../src/core/logger.js'
import type { Inbound, InboundAction, InboundMessage, RawRequest, Received } from '../../../src/core/platform.js'
import { createReaders } from '../../../src/platforms/dingtalk/read-event.js'
import { createWebhooks } from '../../../src/platforms/dingtalk/receive.js'

export const CLIENT_ID = 'dingoxxxxdm3k'
export const CLIENT_SECRET = 'SECRET_canary_9d1f'
/** 2026-03-18 10:00 in Shanghai; any moment will do. */
export const NOW = 1_773_799_200_000
export const OAPI_BASE = 'https://oapi.dingtalk.com'

export const READ_CONFIG = { clientId: CLIENT_ID, robotCode: CLIENT_ID, oapiBase: OAPI_BASE }

/** A vendor sample, parsed afresh so that a test may change it. */
// biome-ignore lint/suspicious/noExplicitAny: samples have as many shapes as there are files
export function fixture(name: string): any {
  return JSON.parse(readFileSync(new URL(`../../fixtures/dingtalk/${name}.json`, import.meta.url), 'utf8'))
}

/** A sample of a robot message as our robot would get it. */
// biome-ignore lint/suspicious/noExplicitAny: the same
export const ourMessage = (name: string): any => ({ ...fixture(name).data, robotCode: CLIENT_ID })

export const sign = (timestamp: string, secret = CLIENT_SECRET): string =>
  createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64')
export const signTap = (timestamp: string, secret = CLIENT_SECRET): string =>
  createHmac('sha256', secret).update(timestamp).digest('base64')

const toBytes = (body: unknown): Buffer => Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))

export function messageRequest(body: unknown, at = NOW, receivedAt = NOW): RawRequest {
  return { headers: { timestamp: String(at), sign: sign(String(at)) }, body: toBytes(body), receivedAt }
}

export function tapRequest(body: unknown, at = NOW, receivedAt = NOW): RawRequest {
  const headers = { 'x-ddpaas-signature-timestamp': String(at), 'x-ddpaas-signature': signTap(String(at)) }
  return { headers, body: toBytes(body), receivedAt }
}

const webhooks = createWebhooks(CLIENT_SECRET, createReaders(READ_CONFIG, { logger: silentLogger, onApiCall() {} }))

export const receiveMessage = (request: RawRequest): Received => webhooks['/dingtalk/messages']?.(request) as Received
export const receiveTap = (request: RawRequest): Received => webhooks['/dingtalk/cards']?.(request) as Received

export function messageOf(body: unknown): InboundMessage {
  return inboundOf(receiveMessage(messageRequest(body))) as InboundMessage
}

export function tapOf(body: unknown): InboundAction {
  return inboundOf(receiveTap(tapRequest(body))) as InboundAction
}

export function inboundOf(received: Received): Inbound {
  if (received.type !== 'inbound') throw new Error(`expected an inbound, got ${JSON.stringify(received)}`)
  return received.inbound
}
