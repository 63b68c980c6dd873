import type { RawRequest } from '../../../src/core/platform.js'
import { createReceive } from '../../../src/platforms/feishu/receive.js'
import { feishuFixture } from '../../helpers/feishu-fixture.js'
import { type SignedPush, signedPush } from '../../helpers/feishu-push.js'

export const APP_ID = 'cli_a1b2c3d4e5f60718'
export const ENCRYPT_KEY = 'test key'
export const TOKEN = 'v_test_token'
/** 2026-03-18 10:00 in Shanghai; any moment will do. */
export const NOW = 1_773_799_200_000

export const receive = createReceive({ appId: APP_ID, encryptKey: ENCRYPT_KEY, verificationToken: TOKEN })

/** A vendor sample as this app would get it: our token and app id instead of the masked ones. */
// biome-ignore lint/suspicious/noExplicitAny: samples have as many shapes as there are files
export function ourEvent(name: string): any {
  const event = feishuFixture(name)
  return { ...event, header: { ...event.header, token: TOKEN, app_id: APP_ID } }
}

export function push(event: unknown, at = NOW): SignedPush {
  return signedPush(event, { encryptKey: ENCRYPT_KEY, at })
}

export function toRequest({ headers, body }: SignedPush, receivedAt = NOW): RawRequest {
  return { headers, body, receivedAt }
}

/** Signs, encrypts and receives. */
export function receiveEvent(event: unknown): ReturnType<typeof receive> {
  return receive(toRequest(push(event)))
}

/** The `Inbound` of an event that must be one. */
export function inboundOf(event: unknown) {
  const received = receiveEvent(event)
  if (received.type !== 'inbound') throw new Error(`expected an inbound, got ${JSON.stringify(received)}`)
  return received.inbound
}
