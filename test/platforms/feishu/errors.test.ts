import { describe, expect, it } from 'vitest'
import { CARD_EXPIRED } from '../../../src/core/errors.js'
import { type ApiFailure, failureOfAnswer } from '../../../src/platforms/feishu/api-failure.js'
import { isDeadToken, toPlatformError } from '../../../src/platforms/feishu/errors.js'
import { feishuFixture } from '../../helpers/feishu-fixture.js'

function failure(status: number, body: unknown, headers: Record<string, string> = {}): ApiFailure {
  const made = failureOfAnswer(status, body, headers)
  if (!made) throw new Error('expected a failure')
  return made
}

const errorOf = (status: number, body: unknown, headers?: Record<string, string>) =>
  toPlatformError(failure(status, body, headers), 'im.v1.message.create', 'send')

/** The codes of https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code and …/im-v1/message/create */
const table = {
  retryable: [
    99991400, 11232, 11233, 11247, 230020, 230049, 18121, 2200, 1500, 1642, 1663, 1668, 5000, 10101, 20050, 20072,
    232096, 234002, 200810,
  ],
  'permanent-target': [
    230002, 230013, 230029, 230053, 230038, 230018, 230035, 232009, 230034, 99992351, 99992360, 99992361, 99992355,
    99992356, 230075, 230054,
  ],
  'permanent-content': [
    230001, 230025, 230022, 11248, 230028, 11312, 230015, 230017, 230019, 230055, 230011, 230110, 230031, 230072, 9499,
    99992402,
  ],
  configuration: [
    99991672, 230006, 234007, 230027, 99991401, 99991403, 99991662, 99991673, 10014, 10015, 10003, 230036, 234041,
  ],
} as const

describe('error table', () => {
  const rows = Object.entries(table).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const))

  it.each(rows)('%i is %s, by HTTP 400 and by HTTP 200', (code, kind) => {
    for (const status of [400, 200]) {
      const error = errorOf(status, { code, msg: 'any text' })
      expect(error).toMatchObject({ kind, code: code === 230031 ? CARD_EXPIRED : String(code) })
      expect(error.message).toContain(String(code))
    }
  })

  it('every vendor sample is an error', () => {
    const kinds = feishuFixture('error_samples_http').map(
      (sample: { status: number; body: unknown; headers?: Record<string, string> }) =>
        errorOf(sample.status, sample.body, sample.headers).kind,
    )
    expect(kinds).toEqual(['permanent-target', 'retryable', 'retryable', 'configuration'])
  })

  it('waits as long as the rate limit says', () => {
    const body = { code: 99991400, msg: 'request trigger frequency limit' }
    expect(errorOf(429, body, { 'x-ogw-ratelimit-reset': '52' }).retryAfterMs).toBe(52_000)
    expect(errorOf(429, body, { 'x-ogw-ratelimit-reset': 'soon' }).retryAfterMs).toBeUndefined()
    expect(errorOf(429, body).kind).toBe('retryable')
  })

  it('names the sub-code of a refused card', () => {
    expect(errorOf(400, feishuFixture('error_230099_chart'))).toMatchObject({
      kind: 'permanent-content',
      code: '230099/200550',
    })
    expect(errorOf(400, feishuFixture('error_230099_chart')).message).toContain('202409131613579778D691D6E05516DE2D')
  })

  it('tells a card that is being tapped from a card over its limits: both are 11310', () => {
    const locked = { code: 230099, msg: 'Failed, ext=ErrCode: 11310; ErrMsg: card action is lock; ' }
    expect(errorOf(400, locked)).toMatchObject({ kind: 'retryable', retryAfterMs: 1000, code: '230099/11310' })
    const tooMany = { code: 230099, msg: 'Failed, ext=ErrCode: 11310; ErrMsg: card table number over limit; ' }
    expect(errorOf(400, tooMany)).toMatchObject({ kind: 'permanent-content', code: '230099/11310' })
  })

  it('retries 11246 only when Feishu itself is at fault', () => {
    expect(errorOf(400, { code: 11246, msg: 'Service Internal Error' }).kind).toBe('retryable')
    expect(errorOf(400, { code: 11246, msg: 'bad card' }).kind).toBe('permanent-content')
  })

  it('tells the operator which scopes are missing, and nothing else of the text', () => {
    const error = errorOf(400, {
      code: 99991672,
      msg: 'Access denied. One of the following scopes is required: [im:message:send_as_bot, im:message]. 张三 typed CANARY',
    })
    expect(error.message).toContain('im:message:send_as_bot, im:message')
    expect(error.message).not.toContain('CANARY')
    expect(error.message).not.toContain('张三')
  })

  it.each([
    [429, 'slow down', 'retryable'],
    [503, '<html>', 'retryable'],
    [500, '<html>', 'unknown-outcome'],
    [502, '<html>', 'unknown-outcome'],
    [504, '', 'unknown-outcome'],
    [200, '<html>login to the office network</html>', 'unknown-outcome'],
    [302, '', 'configuration'],
    [403, '<html>', 'configuration'],
    [404, 'not found', 'configuration'],
    [500, { code: 7_777_777, msg: 'x' }, 'retryable'],
    [400, { code: 7_777_777, msg: 'x' }, 'permanent-content'],
  ])('HTTP %i with %j is %s', (status, body, kind) => {
    expect(errorOf(status, body).kind).toBe(kind)
  })

  it('an answer with code 0 is no failure', () => {
    expect(failureOfAnswer(200, { code: 0, msg: 'ok' }, {})).toBeUndefined()
  })

  it('knows a dead token by its code alone', () => {
    for (const code of [99991661, 99991663, 99991664, 99991665, 99991671])
      expect(isDeadToken(failure(200, { code }))).toBe(true)
    expect(isDeadToken(failure(400, { code: 99991400 }))).toBe(false)
    expect(isDeadToken(new Error('99991663'))).toBe(false)
  })
})
