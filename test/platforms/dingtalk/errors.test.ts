import { describe, expect, it } from 'vitest'
import type { CallEffect } from '../../../src/core/transport-failure.js'
import {
  ApiFailure,
  type FailureFacts,
  failureOfAnswer,
  failureOfTransport,
} from '../../../src/platforms/dingtalk/api-failure.js'
import { refusal, toPlatformError } from '../../../src/platforms/dingtalk/errors.js'
import { fixture } from './setup.js'

const errorOf = (facts: FailureFacts, effect: CallEffect = 'send') =>
  toPlatformError(new ApiFailure(facts), 'robot.test', effect)

describe('a code', () => {
  it.each([
    ['retryable', 400, 'InvalidAuthentication'],
    ['retryable', 200, 42001],
    ['retryable', 500, 'system.error'],
    ['retryable', 500, 'system.busy'],
    ['retryable', 503, 'ServiceUnavailable'],
    ['retryable', 200, -1],
    ['retryable', 403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi'],
    ['retryable', 403, 'Forbidden.AccessDenied.QpsLimitForApi'],
    ['retryable', 200, 90018],
    ['retryable', 200, 90002],
    ['retryable', 400, 'send.too.fast'],
    ['retryable', 400, 'send.byToken.tooFast'],
    ['retryable', 400, 'too.many.group'],
    ['retryable', 200, 410100],
    ['retryable', 200, 130101],
    ['configuration', 403, 'Forbidden.AccessDenied.AccessTokenPermissionDenied'],
    ['configuration', 403, 'Forbidden.AccessDenied.IpNotInWhiteList'],
    ['configuration', 403, 'Forbidden.AccessDenied.ApiCountLimitForOrg'],
    ['configuration', 403, 'Forbidden.Something.New'],
    ['configuration', 200, 60011],
    ['configuration', 200, 60020],
    ['configuration', 200, 90020],
    ['configuration', 400, 'invalidClientIdOrSecret'],
    ['configuration', 400, 'invalidParameter.robotCode'],
    ['configuration', 400, 'chatbotId.notAllow.sendOTO'],
    ['configuration', 400, 'bot.stopped'],
    ['configuration', 400, 'param.templateUnpublished'],
    ['configuration', 400, 'param.templateNotExist'],
    ['permanent-target', 400, 'staffId.notExisted'],
    ['permanent-target', 400, 'robot.oto.notExist'],
    ['permanent-target', 400, 'resource.not.found'],
    ['permanent-target', 400, 'conversation.org.notMatch'],
    ['permanent-target', 400, 'invalid.openConversationId'],
    ['permanent-target', 400, 'invalidParameter.userIds.invalid'],
    ['permanent-target', 400, 'group.disbanded'],
    ['permanent-target', 400, 'send.forbidden'],
    ['permanent-target', 200, 33012],
    ['permanent-target', 200, 60121],
    ['permanent-target', 200, 40104],
    ['permanent-target', 200, 300001],
    ['permanent-content', 400, 'invalidParameter.msgParam.invalid'],
    ['permanent-content', 400, 'invalidParameter.robotCode.downloadCode'],
    ['permanent-content', 400, 'miss.param.msgKey'],
    ['permanent-content', 400, 'contain.sensitive.words'],
    ['permanent-content', 400, 'template.not.found'],
    ['permanent-content', 400, 'param.invalid'],
    ['permanent-content', 400, 'param.cardNotExist'],
    ['permanent-content', 200, 430101],
    ['permanent-content', 200, 400105],
    ['permanent-content', 400, 'nobody.has.listed'],
    ['permanent-content', 200, 777],
    ['unknown-outcome', 400, 'unknown.send.result'],
    ['unknown-outcome', 504, 'gateway.timeout'],
    ['unknown-outcome', 500, 'nobody.has.listed'],
  ] as const)('is %s: HTTP %i, %s', (kind, status, code) => {
    expect(errorOf({ status, code })).toMatchObject({ kind, code: String(code) })
  })

  it('of an unknown outcome may be repeated where that does no harm', () => {
    expect(errorOf({ status: 504, code: 'x' }, 'repeatable').kind).toBe('retryable')
    expect(errorOf({ code: 'unknown.send.result', status: 400 }, 'repeatable').kind).toBe('retryable')
  })

  it('that limits the rate says how long, for the whole app', () => {
    for (const code of ['Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', 90018])
      expect(errorOf({ status: 403, code })).toMatchObject({ retryAfterMs: 1000, wholeApp: true })
    expect(errorOf({ status: 200, code: 410100 })).toMatchObject({ retryAfterMs: 600_000, wholeApp: false })
    expect(errorOf({ status: 500, code: 'system.busy' }).retryAfterMs).toBeUndefined()
  })

  it('comes with what an operator does about it', () => {
    expect(
      errorOf({
        status: 403,
        code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
        scopes: ['qyapi_robot_sendmsg'],
        requestId: 'R-1',
      }).message,
    ).toBe(
      'DingTalk robot.test failed with Forbidden.AccessDenied.AccessTokenPermissionDenied, requestid R-1: add the missing permission points in the console (权限管理) and publish a version (qyapi_robot_sendmsg)',
    )
    expect(errorOf({ status: 200, code: 90020 }).message).toContain('quota')
    expect(refusal('invalidStaffIdList', 'robot.test')).toMatchObject({ kind: 'permanent-target' })
    expect(refusal('new', 'robot.test')).toMatchObject({ kind: 'permanent-content' })
  })
})

describe('a status without a code', () => {
  it.each([
    [429, 'retryable'],
    [503, 'retryable'],
    [401, 'retryable'],
    [504, 'unknown-outcome'],
    [502, 'unknown-outcome'],
    [200, 'unknown-outcome'],
    [302, 'configuration'],
    [404, 'configuration'],
  ] as const)('%i is %s', (status, kind) => {
    expect(errorOf({ status })).toMatchObject({ kind, code: `HTTP ${status}` })
  })
})

describe('a failure below HTTP', () => {
  it.each([
    ['timeout', 'unknown-outcome'],
    ['ECONNRESET', 'unknown-outcome'],
    ['UND_ERR_SOCKET', 'unknown-outcome'],
    ['answer-too-large', 'unknown-outcome'],
    ['network', 'unknown-outcome'],
    ['ECONNREFUSED', 'retryable'],
    ['ENOTFOUND', 'retryable'],
    ['UND_ERR_CONNECT_TIMEOUT', 'retryable'],
    ['not-started', 'retryable'],
    ['CERT_HAS_EXPIRED', 'configuration'],
    ['ERR_INVALID_URL', 'configuration'],
  ] as const)('%s is %s', (transport, kind) => {
    expect(errorOf({ transport })).toMatchObject({ kind, code: transport })
  })

  it('is found wherever fetch hides it', () => {
    const coded = Object.assign(new Error('x'), { code: 'ECONNREFUSED' })
    const timeout = new DOMException('x', 'TimeoutError')
    const codes = [
      new TypeError('fetch failed', { cause: coded }),
      new TypeError('fetch failed', { cause: new AggregateError([coded]) }),
      timeout,
      new TypeError('fetch failed', { cause: new Error('x', { cause: coded }) }),
      new TypeError('fetch failed'),
      'odd',
      Object.assign(new Error('x'), { code: 'a b\nc' }),
    ].map((error) => failureOfTransport(error).facts.transport)
    expect(codes).toEqual(['ECONNREFUSED', 'ECONNREFUSED', 'timeout', 'ECONNREFUSED', 'network', 'network', 'network'])
  })
})

describe('an answer', () => {
  const facts = (status: number, body: unknown, old = false) =>
    failureOfAnswer({ status, body: body as never, isHtml: false }, old)?.facts

  it('is read from the documented errors', () => {
    expect(facts(403, fixture('error-permission-denied').data)).toEqual({
      status: 403,
      code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
      scopes: ['Contact.User.Read'],
      requestId: 'e64a36ef-2fb4-4bc5-bbd8-80e0f54218f9',
    })
    expect(facts(400, fixture('error-card-template-unpublished').response.body)).toMatchObject({
      code: 'param.templateUnpublished',
    })
    expect(facts(200, fixture('error-session-webhook-expired').response.body, true)).toMatchObject({ code: 300_001 })
    expect(facts(200, fixture('error-custom-robot-sign').response.body, true)).toMatchObject({ code: 310_000 })
    expect(facts(200, fixture('error-custom-robot-too-fast').response.body, true)).toMatchObject({ code: 130_101 })
    expect(facts(200, fixture('error-ip-limit').data)).toEqual({ status: 200, banned: true })
  })

  it('of HTTP 200 fails by its code, also when that is a text', () => {
    expect(facts(200, { errcode: '60011' }, true)).toEqual({ status: 200, code: 60_011 })
    expect(facts(200, { errcode: '0' }, true)).toBeUndefined()
    expect(facts(200, { errcode: 0 }, true)).toBeUndefined()
    expect(facts(200, {}, true)).toEqual({ status: 200 })
    expect(facts(200, { success: false })).toEqual({ status: 200, code: 'unsuccessful' })
    expect(facts(200, {})).toBeUndefined()
  })

  it('tells nothing that is not a code', () => {
    const body = {
      code: 'a secret\ntext',
      message: 'canary',
      requestid: 'x y',
      accessdenieddetail: { requiredScopes: ['ok', 'not ok', 5] },
    }
    expect(facts(400, body)).toEqual({ status: 400, scopes: ['ok'] })
  })
})
