import { CARD_EXPIRED, PlatformError, type PlatformErrorKind } from '../../core/errors.js'
import { type CallEffect, kindOfTransport } from '../../core/transport-failure.js'
import { ApiFailure, type FailureFacts } from './api-failure.js'

/** The gateway's limit per app and organisation: https://open.feishu.cn/document/server-docs/api-call-guide/frequency-control */
const GATEWAY_LIMIT = 99991400
/** https://open.feishu.cn/document/server-docs/im-v1/message-card/patch: a card lives for 14 days */
const CARD_TOO_OLD = 230031
/** A card that is being tapped is free again within a second. */
const CARD_LOCK_MS = 1000

/** Codes that mean: this access token is dead, ask for a new one and try once more. */
const DEAD_TOKEN_CODES: ReadonlySet<number> = new Set([99991661, 99991663, 99991664, 99991665, 99991671])

/**
 * Generic codes: https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code
 * Codes of sending: https://open.feishu.cn/document/server-docs/im-v1/message/create
 */
const KIND_OF_CODE: ReadonlyMap<number, PlatformErrorKind> = new Map([
  ...kind(
    'retryable',
    [
      99991400, 11232, 11233, 11247, 230020, 230049, 18121, 2200, 1500, 1642, 1663, 1668, 5000, 10101, 20050, 20072,
      232096, 234002, 200810,
    ],
  ),
  // Still refused after a fresh token: another process may have lost a race, so it is worth another try later.
  ...kind('retryable', [...DEAD_TOKEN_CODES]),
  ...kind(
    'permanent-target',
    [
      230002, 230013, 230029, 230053, 230038, 230018, 230035, 232009, 230034, 99992351, 99992360, 99992361, 99992355,
      99992356, 230075, 230054, 41050, 41012,
    ],
  ),
  ...kind(
    'permanent-content',
    [
      230001, 230025, 230022, 11248, 230028, 11312, 230015, 230017, 230019, 230055, 230011, 230110, 230031, 230072,
      230099, 200621, 200861, 200550, 200570, 200914, 200915, 100290, 200380, 200381, 200732, 200737, 300230, 300240,
      11310, 11246, 9499, 99992402,
    ],
  ),
  ...kind(
    'configuration',
    [99991672, 230006, 234007, 230027, 99991401, 99991403, 99991662, 99991673, 10014, 10015, 10003, 230036, 234041],
  ),
])

/** What an operator does about a code. Console: https://open.feishu.cn/app */
const ADVICE: Readonly<Record<number, string>> = {
  230002: 'the bot is not in this chat; add it again in the group settings (群机器人), then replay',
  230013: 'the person is outside the app’s availability; widen 可用范围 in the console and publish a version',
  230029: 'the person has left the organisation; mark the member as left',
  230053: 'the person has blocked the bot; ask the person to unblock it',
  230035: 'the bot may not speak in this chat; check the group’s permissions',
  232009: 'the group was dissolved; bind the branch to another group',
  99992361: 'the id belongs to another app; ids are only valid for the app that received them',
  99991672: 'add the missing scopes in the console (权限管理) and publish a version',
  230006: 'switch the bot ability on in the console (应用能力) and publish a version',
  230027: 'add the missing permission in the console (权限管理) and publish a version',
  99991401: 'this server’s address is not on the IP allow-list; add it in the console (安全设置)',
  99991403: 'the organisation’s monthly quota of API calls is used up; it returns on the 1st, or buy a larger edition',
  99991662: 'the app is disabled; enable it in the organisation’s admin console',
  99991673: 'the app is disabled or not installed; enable it in the organisation’s admin console',
  10014: 'check FEISHU_APP_ID and FEISHU_APP_SECRET against 凭证与基础信息, and that the app is enabled',
  10015: 'check FEISHU_APP_SECRET against 凭证与基础信息 in the console',
  10003: 'check FEISHU_APP_ID and FEISHU_APP_SECRET against 凭证与基础信息 in the console',
  230031: 'the card is older than 14 days and can’t be changed any more; send a new one',
  230025: 'the message is too large; send it in parts',
  230022: 'the organisation’s content check refused it; reword it',
}

const ADVICE_OF_KIND: Readonly<Record<PlatformErrorKind, string>> = {
  retryable: 'it is tried again by itself',
  'unknown-outcome': 'it may have taken effect; look into the chat before replaying by hand',
  'permanent-target':
    'this person or chat can’t be reached; check that it still exists and that the bot may write there',
  'permanent-content': 'the content is refused; report the code, replaying it unchanged is useless',
  configuration: 'check the app’s credentials, scopes and address (FEISHU_*), then replay',
}

/** Whether a fresh token and one retry may help. */
export function isDeadToken(error: unknown): boolean {
  return error instanceof ApiFailure && error.code !== undefined && DEAD_TOKEN_CODES.has(error.code)
}

/** The one place where a failed call becomes a kind. The message is built from codes and ids only. */
export function toPlatformError({ facts }: ApiFailure, api: string, effect: CallEffect): PlatformError {
  const kindOfFailure = kindOf(facts, effect)
  const advice = (facts.code !== undefined && ADVICE[facts.code]) || ADVICE_OF_KIND[kindOfFailure]
  const scopes = facts.scopes && kindOfFailure === 'configuration' ? ` (${facts.scopes.join(', ')})` : ''
  const logId = facts.logId ? `, log_id ${facts.logId}` : ''
  const code = codeOf(facts)
  const message = `Feishu ${api} failed with ${code}${logId}: ${advice}${scopes}`
  const wholeApp = facts.code === GATEWAY_LIMIT || facts.status === 429
  const told = facts.code === CARD_TOO_OLD ? CARD_EXPIRED : code
  return new PlatformError(kindOfFailure, told, message, retryAfter(facts, kindOfFailure), wholeApp)
}

function kindOf(facts: FailureFacts, effect: CallEffect): PlatformErrorKind {
  if (facts.transport !== undefined) return kindOfTransport(facts.transport, effect)
  if (facts.code !== undefined && facts.code !== 0) return kindOfCode(facts)
  const status = facts.status ?? 0
  if (status === 429 || status === 503) return 'retryable'
  // Some gateway answered, not Feishu: behind it the call may have gone through.
  if (status >= 500 || status < 300) return effect === 'send' ? 'unknown-outcome' : 'retryable'
  return 'configuration'
}

function kindOfCode(facts: FailureFacts): PlatformErrorKind {
  if (facts.cardIsLocked) return 'retryable'
  if (facts.code === 11246 && facts.isInternal) return 'retryable'
  const known = facts.code === undefined ? undefined : KIND_OF_CODE.get(facts.code)
  if (known) return known
  if (facts.status === 429 || (facts.status !== undefined && facts.status >= 500)) return 'retryable'
  // A refusal nobody has listed: not delivered, and repeating it blindly would only burn the quota.
  return 'permanent-content'
}

function codeOf(facts: FailureFacts): string {
  if (facts.code !== undefined && facts.code !== 0)
    return facts.subCode === undefined ? String(facts.code) : `${facts.code}/${facts.subCode}`
  return facts.transport ?? `HTTP ${facts.status ?? 0}`
}

function retryAfter(facts: FailureFacts, kindOfFailure: PlatformErrorKind): number | undefined {
  if (kindOfFailure !== 'retryable') return undefined
  return facts.cardIsLocked ? CARD_LOCK_MS : facts.retryAfterMs
}

function kind(name: PlatformErrorKind, codes: readonly number[]): [number, PlatformErrorKind][] {
  return codes.map((code) => [code, name])
}
