import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WebhookError } from '../../../src/core/errors.js'
import type { RawRequest } from '../../../src/core/platform.js'
import { createMessageVerifier, createTapVerifier } from '../../../src/platforms/dingtalk/verify.js'
import { fixture, sign, signTap } from './setup.js'

const [robot, , tap] = fixture('signature-vectors').data
const AT = Number(robot.timestamp)
const HOUR = 3_600_000

const request = (headers: RawRequest['headers'], receivedAt = AT): RawRequest => ({
  headers,
  body: Buffer.alloc(0),
  receivedAt,
})

const refusalOf = (run: () => unknown): unknown => {
  try {
    return run()
  } catch (error) {
    return error instanceof WebhookError ? error.status : error
  }
}

describe('the signature of a message', () => {
  const verify = createMessageVerifier(robot.appSecret)
  const headers = { timestamp: robot.timestamp, sign: robot.sign }

  it('is the documented one', () => {
    expect(verify(request(headers))).toBe(AT)
  })

  it('is good for an hour either way, and not longer', () => {
    expect(verify(request(headers, AT + HOUR))).toBe(AT)
    expect(verify(request(headers, AT - HOUR))).toBe(AT)
    expect(refusalOf(() => verify(request(headers, AT + HOUR + 1)))).toBe(401)
    expect(refusalOf(() => verify(request(headers, AT - HOUR - 1)))).toBe(401)
  })

  it.each([
    ['no headers', {}],
    ['no signature', { timestamp: robot.timestamp }],
    ['no timestamp', { sign: robot.sign }],
    ['an empty signature', { timestamp: robot.timestamp, sign: '' }],
    ['a signature without its padding', { timestamp: robot.timestamp, sign: robot.sign.slice(0, -1) }],
    ['another secret', { timestamp: robot.timestamp, sign: sign(robot.timestamp, 'another') }],
    ['an empty secret', { timestamp: robot.timestamp, sign: sign(robot.timestamp, 'x').replace(/./, 'A') }],
    ['the signature of a tap', { timestamp: robot.timestamp, sign: signTap(robot.timestamp, robot.appSecret) }],
    ['another moment', { timestamp: String(AT + 1), sign: robot.sign }],
    ['seconds', { timestamp: robot.timestamp.slice(0, 10), sign: robot.sign }],
    ['no number', { timestamp: '1e12', sign: robot.sign }],
    ['a URL-encoded signature', { timestamp: robot.timestamp, sign: encodeURIComponent(robot.sign) }],
  ])('is refused with %s', (_what, wrong) => {
    expect(refusalOf(() => verify(request(wrong)))).toBe(401)
  })

  it('never passes by chance', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (timestamp, given) => {
        fc.pre(given !== robot.sign)
        expect(refusalOf(() => verify(request({ timestamp, sign: given })))).toBe(401)
        expect(refusalOf(() => verify(request({ timestamp: robot.timestamp, sign: given })))).toBe(401)
      }),
    )
  })
})

describe('the signature of a tap', () => {
  const verify = createTapVerifier(tap.apiSecret)
  const headers = {
    'x-ddpaas-signature-timestamp': tap['x-ddpaas-signature-timestamp'],
    'x-ddpaas-signature': tap['x-ddpaas-signature'],
  }

  it('is the documented one, of the timestamp only', () => {
    expect(verify(request(headers))).toBe(AT)
  })

  it('is good for five minutes', () => {
    expect(verify(request(headers, AT + 300_000))).toBe(AT)
    expect(refusalOf(() => verify(request(headers, AT + 300_001)))).toBe(401)
    expect(refusalOf(() => verify(request(headers, AT - 300_001)))).toBe(401)
  })

  it('is not the one of a message', () => {
    const wrong = { ...headers, 'x-ddpaas-signature': sign(robot.timestamp, tap.apiSecret) }
    expect(refusalOf(() => verify(request(wrong)))).toBe(401)
    expect(refusalOf(() => verify(request({ timestamp: robot.timestamp, sign: robot.sign })))).toBe(401)
  })
})

describe('a verifier', () => {
  it('is not made without a secret: anybody could sign', () => {
    expect(() => createMessageVerifier('')).toThrow('DINGTALK_CLIENT_SECRET')
    expect(() => createTapVerifier('')).toThrow('DINGTALK_CLIENT_SECRET')
  })
})
