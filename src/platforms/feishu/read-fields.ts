import { WebhookError } from '../../core/errors.js'
import { findId } from '../../core/fields.js'
import { isFields } from '../../core/json.js'

/** `open_id` of `{open_id, union_id, user_id}`; the other two are empty or null without extra scopes. */
export function getOpenId(ids: unknown): string | undefined {
  return isFields(ids) ? findId(ids, 'open_id') : undefined
}

/**
 * Feishu's times are strings in seconds, milliseconds or microseconds, by event and by page of the documentation:
 * only the number of digits tells (10, 13, 16). Throws `WebhookError` 400 for anything else.
 * https://open.feishu.cn/document/server-docs/event-subscription-guide/overview
 */
export function toEpochMs(time: unknown): number {
  const digits = typeof time === 'number' ? String(time) : time
  if (typeof digits !== 'string' || !/^(\d{10}|\d{13}|\d{16})$/.test(digits))
    throw new WebhookError(400, 'create_time is not a time')
  const value = Number(digits)
  if (digits.length === 10) return value * 1000
  return digits.length === 13 ? value : Math.floor(value / 1000)
}
