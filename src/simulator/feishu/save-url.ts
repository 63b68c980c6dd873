import { post } from '../http-post.js'
import { newId } from './ids.js'
import { isObject, parseJson } from './json.js'
import type { ResolvedOptions } from './options.js'
import { pushBody, pushHeaders } from './push-request.js'

const challengeMs = 1000

/** What the console shows after 「保存」. */
export interface SavedUrl {
  readonly ok: boolean
  readonly status: number
  readonly body: string
}

/**
 * The challenge of the console: without signature headers, answered within 1 s.
 * https://open.feishu.cn/document/event-subscription-guide/event-subscriptions/event-subscription-configure-/choose-a-subscription-mode/send-notifications-to-developers-server
 */
export async function saveUrl(url: string, options: ResolvedOptions): Promise<SavedUrl> {
  const challenge = newId.event()
  const body = pushBody({ challenge, token: options.verificationToken, type: 'url_verification' }, options)
  const answer = await post(url, body, { headers: pushHeaders, timeoutMs: challengeMs })
  const parsed = parseJson(answer.body)
  const ok = answer.status === 200 && isObject(parsed) && parsed.challenge === challenge
  return { ok, status: answer.status, body: answer.body }
}
