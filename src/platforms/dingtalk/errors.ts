import { PlatformError, type PlatformErrorKind } from '../../core/errors.js'
import { type CallEffect, kindOfTransport } from '../../core/transport-failure.js'
import type { ApiFailure, FailureFacts } from './api-failure.js'

/** https://open.dingtalk.com/document/development/how-to-process-api-throttling-on-the-dingtalk-server */
const QPS_PAUSE_MS = 1000
const BAN_PAUSE_MS = 5 * 60_000
/** A robot above 20 messages a minute is silent for ten. https://open.dingtalk.com/document/development/custom-robots-send-group-messages */
const TOO_FAST_PAUSE_MS = 10 * 60_000

/** This access token is dead: ask for a new one and try once more. */
const DEAD_TOKEN_CODES: ReadonlySet<string | number> = new Set(['InvalidAuthentication', 40001, 40014, 42001])

/** The call may have taken effect, says DingTalk. */
const UNKNOWN_RESULT = 'unknown.send.result'

/**
 * Exact codes of both APIs: https://open.dingtalk.com/document/development/server-api-error-codes-1 and the pages of the
 * calls. Checked before the families below.
 */
const KIND_OF_CODE: ReadonlyMap<string | number, PlatformErrorKind> = new Map([
  // Still refused after a fresh token: another process may have lost a race, so it is worth another try later.
  ...kind('retryable', [...DEAD_TOKEN_CODES]),
  ...kind('retryable', ['system.error', 'system.busy', 'ServiceUnavailable', -1, 88, 90002, 90018]),
  ...kind('retryable', ['send.too.fast', 'send.byToken.tooFast', 'too.many.group', 'too.many.people', 410100, 130101]),
  ...kind('retryable', ['flowControlledStaffIdList']),
  ...kind('permanent-target', [
    'staffId.notExisted',
    'robot.oto.notExist',
    'send.forbidden',
    'group.disbanded',
    'conversation.org.notMatch',
    'invalid.openConversationId',
    'invalidStaffIdList',
    33012,
    40104,
    60121,
    300001,
    400013,
  ]),
  ...kind('permanent-content', [
    'card-not-delivered',
    40004,
    40035,
    43004,
    400002,
    400105,
    430101,
    430102,
    430103,
    430104,
  ]),
  ...kind('permanent-content', ['invalidParameter.robotCode.downloadCode']),
  ...kind('configuration', [
    'invalidClientIdOrSecret',
    'invalidParameter.robotCode',
    'chatbotId.notAllow.sendOTO',
    'bot.stopped',
    'param.templateNotExist',
    'param.templateUnpublished',
    'param.callbackRouteKeyExist',
    40078,
    40089,
    60011,
    60020,
    90020,
    310000,
    400101,
    400102,
    400106,
  ]),
])

/** Families of the new API's codes, the first that matches. */
const KIND_OF_FAMILY: readonly (readonly [RegExp, PlatformErrorKind])[] = [
  [/QpsLimit/, 'retryable'],
  [/^Forbidden\./, 'configuration'],
  [/^invalidParameter\.(?:userIds?|staffIds?|openConversationId)\b/, 'permanent-target'],
  [/^resource\./, 'permanent-target'],
  [/^(?:invalidParameter|miss\.param|contain|param|template)\./, 'permanent-content'],
]

const CONSOLE = 'open-dev.dingtalk.com'

/** What an operator does about a code. */
const ADVICE: Readonly<Record<string, string>> = {
  invalidClientIdOrSecret: `check DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET against 凭证与基础信息 at ${CONSOLE}`,
  40089: `check DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET against 凭证与基础信息 at ${CONSOLE}`,
  'Forbidden.AccessDenied.AccessTokenPermissionDenied':
    'add the missing permission points in the console (权限管理) and publish a version',
  60011: 'add the missing permission points in the console (权限管理) and publish a version',
  'Forbidden.AccessDenied.IpNotInWhiteList':
    'this server’s address is not on the allow-list; add it in the console (安全设置 → 服务器出口IP)',
  60020: 'this server’s address is not on the allow-list; add it in the console (安全设置 → 服务器出口IP)',
  'Forbidden.AccessDenied.ApiCountLimitForOrg':
    'the organisation’s monthly quota of API calls is used up; it returns on the 1st, or buy a larger edition',
  90020: 'the organisation’s monthly quota of API calls is used up; it returns on the 1st, or buy a larger edition',
  'invalidParameter.robotCode': 'check DINGTALK_ROBOT_CODE; for an internal app it is the Client ID',
  'chatbotId.notAllow.sendOTO': 'the robot may not write to people; check 应用能力 → 机器人 and publish a version',
  'bot.stopped': 'the robot is switched off in this group or for the organisation; switch it on, then replay',
  'param.templateNotExist': 'check DINGTALK_CARD_TEMPLATE_ID: the template must belong to this app (卡片平台)',
  'param.templateUnpublished': 'publish the card template (卡片平台 → 发布), then replay',
  invalidStaffIdList:
    'the person is unknown to the robot: left, or outside the app’s 可见范围; publish a version with him in it',
  'staffId.notExisted': 'the person has left the organisation; mark the member as left',
  'robot.oto.notExist': 'the person has no chat with the robot yet; ask him to open it and write a word',
  'group.disbanded': 'the group was dissolved; bind the branch to another group',
  400013: 'the group was dissolved; bind the branch to another group',
  'invalid.openConversationId': 'the robot is not in this group; add it in the group settings (机器人), then replay',
  'conversation.org.notMatch': 'the group belongs to another organisation; the robot works in internal groups only',
  'send.forbidden': 'the robot may not speak in this group; check the group’s permissions',
  'card-not-delivered':
    'DingTalk made the card but did not deliver it; check the template and that the robot is in the chat',
  flowControlledStaffIdList: 'the person gets too many messages at the moment; it is tried again by itself',
  310000: 'the security settings of the custom robot refused it',
}

const ADVICE_OF_KIND: Readonly<Record<PlatformErrorKind, string>> = {
  retryable: 'it is tried again by itself',
  'unknown-outcome': 'it may have taken effect; look into the chat before replaying by hand',
  'permanent-target':
    'this person or chat can’t be reached; check that it still exists and that the robot may write there',
  'permanent-content': 'the content is refused; report the code, replaying it unchanged is useless',
  configuration: 'check the app’s credentials, permission points and address (DINGTALK_*), then replay',
}

/** Whether a fresh token and one retry may help: nothing has happened yet. */
export function isDeadToken({ facts }: ApiFailure): boolean {
  return facts.code === undefined ? facts.status === 401 : facts.status === 401 || DEAD_TOKEN_CODES.has(facts.code)
}

/** The one place where a failed call becomes a kind. The message is built from codes and ids only. */
export function toPlatformError({ facts }: ApiFailure, api: string, effect: CallEffect): PlatformError {
  const kindOfFailure = kindOf(facts, effect)
  const code = codeOf(facts)
  const scopes = facts.scopes ? ` (${facts.scopes.join(', ')})` : ''
  const requestId = facts.requestId ? `, requestid ${facts.requestId}` : ''
  const message = `DingTalk ${api} failed with ${code}${requestId}: ${adviceOf(facts, kindOfFailure)}${scopes}`
  return new PlatformError(kindOfFailure, code, message, pauseOf(facts, kindOfFailure), isWholeApp(facts))
}

/** A refusal that stands inside an answer of success. */
export function refusal(code: string, api: string): PlatformError {
  const kindOfFailure = KIND_OF_CODE.get(code) ?? 'permanent-content'
  return new PlatformError(
    kindOfFailure,
    code,
    `DingTalk ${api} failed with ${code}: ${adviceOf({ code }, kindOfFailure)}`,
  )
}

const adviceOf = ({ code }: FailureFacts, kindOfFailure: PlatformErrorKind): string =>
  (code !== undefined && ADVICE[code]) || ADVICE_OF_KIND[kindOfFailure]

function kindOf(facts: FailureFacts, effect: CallEffect): PlatformErrorKind {
  if (facts.transport !== undefined) return kindOfTransport(facts.transport, effect)
  if (facts.banned) return 'retryable'
  const unsure: PlatformErrorKind = effect === 'send' ? 'unknown-outcome' : 'retryable'
  const status = facts.status ?? 0
  if (facts.code === UNKNOWN_RESULT || status === 504) return unsure
  const known = facts.code === undefined ? undefined : kindOfCode(facts.code)
  if (known) return known
  if (status === 401 || status === 429 || status === 503) return 'retryable'
  if (facts.code !== undefined) return status >= 500 ? unsure : 'permanent-content'
  // Some gateway answered, not DingTalk: behind it the call may have gone through.
  if (status >= 500 || status < 300) return unsure
  return 'configuration'
}

function kindOfCode(code: string | number): PlatformErrorKind | undefined {
  const known = KIND_OF_CODE.get(code)
  if (known || typeof code === 'number') return known
  return KIND_OF_FAMILY.find(([family]) => family.test(code))?.[1]
}

function codeOf(facts: FailureFacts): string {
  if (facts.banned) return 'ip-banned'
  return String(facts.code ?? facts.transport ?? `HTTP ${facts.status ?? 0}`)
}

const isQps = ({ code }: FailureFacts): boolean =>
  code === 90002 || code === 90018 || (typeof code === 'string' && code.includes('QpsLimit'))

const isWholeApp = (facts: FailureFacts): boolean => isQps(facts) || facts.banned === true || facts.status === 429

function pauseOf(facts: FailureFacts, kindOfFailure: PlatformErrorKind): number | undefined {
  if (kindOfFailure !== 'retryable') return undefined
  if (facts.banned) return BAN_PAUSE_MS
  if (facts.code === 410100 || facts.code === 130101) return TOO_FAST_PAUSE_MS
  return isQps(facts) || facts.status === 429 ? QPS_PAUSE_MS : undefined
}

function kind(name: PlatformErrorKind, codes: readonly (string | number)[]): [string | number, PlatformErrorKind][] {
  return codes.map((code) => [code, name])
}
