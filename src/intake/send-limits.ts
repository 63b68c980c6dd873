import type { SendLimits } from '../core/platform.js'
import type { OutboxDocument } from '../models/outbox-row.js'
import type { Bucket } from './limiter.js'

/** The platform's clock and ours are not the same: two per cent of margin keeps the last call of a window out of it. */
const APP_MARGIN = 1.02
/** A chat's window is a second, and calls overtake each other on their way by tens of milliseconds. */
const CALL_MARGIN = 1.1
/** Turns come a little slower than calls may, so that late ones can catch up. */
const TURN_MARGIN = 1.15
/** So many at once after a pause; they are taken off the steady rate, or a window would hold both. */
const APP_BURST = 3

/** A minute and a second per app and kind of call, shared by all its chats. */
export function appBuckets(row: Pick<OutboxDocument, 'platform' | 'appId' | 'op'>, limits: SendLimits): Bucket[] {
  const app = `${row.platform}:${row.appId}:${row.op}`
  const bucket = (name: string, perMs: number, count: number): Bucket => {
    const burst = Math.max(1, Math.min(APP_BURST, Math.floor(count / 10)))
    return { name, burst, everyMs: (perMs / (count - burst + 1)) * APP_MARGIN }
  }
  return [bucket(`${app}:minute`, 60_000, limits.perMinute), bucket(`${app}:second`, 1000, limits.perSecond)]
}

/** A second per chat, person or card, evenly spaced: for turns that are handed out ahead of time. */
export const turnBucket = (row: OutboxDocument, limits: SendLimits): Bucket =>
  placeBucket(row, limits, 'turn', TURN_MARGIN)

/** The same, asked at the very call: a turn may be taken late, and two late ones would come at once. */
export const callBucket = (row: OutboxDocument, limits: SendLimits): Bucket =>
  placeBucket(row, limits, 'call', CALL_MARGIN)

function placeBucket(row: OutboxDocument, limits: SendLimits, use: string, margin: number): Bucket {
  const chat = row.chatId ?? row.userId
  const place = (row.op === 'update' ? row.targetMessageId : chat) ?? chat ?? ''
  return { name: `${row.platform}:${place}:${use}`, burst: 1, everyMs: (1000 / limits.perChatPerSecond) * margin }
}
