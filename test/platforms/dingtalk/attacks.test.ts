import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WebhookError } from '../../../src/core/errors.js'
import { silentLogger } from '../../../src/core/logger.js'
import type { RawRequest, Received } from '../../../src/core/platform.js'
import { readCardCallback } from '../../../src/platforms/dingtalk/read-action.js'
import { createReaders, type Readers } from '../../../src/platforms/dingtalk/read-event.js'
import { readRobotMessage } from '../../../src/platforms/dingtalk/read-message.js'
import { createWebhooks } from '../../../src/platforms/dingtalk/receive.js'
import {
  CLIENT_ID,
  CLIENT_SECRET,
  fixture,
  messageRequest,
  NOW,
  ourMessage,
  READ_CONFIG,
  receiveMessage,
  receiveTap,
  tapRequest,
} from './setup.js'

function refusalOf(run: () => unknown): number | string {
  try {
    run()
    return 'accepted'
  } catch (error) {
    return error instanceof WebhookError ? error.status : `threw ${String(error)}`
  }
}

const message = ourMessage('recv-http-text-group')
const tap = fixture('card-callback-http-body').data

describe('an unverified request', () => {
  it('is refused before anything of it is read or counted', () => {
    const touched = (): never => {
      throw new Error('read before it was verified')
    }
    const read: Readers = { count: touched, message: touched, card: touched }
    const webhooks = createWebhooks(CLIENT_SECRET, read)
    const bad: RawRequest = { headers: {}, body: Buffer.from('{'), receivedAt: NOW }
    for (const receive of Object.values(webhooks)) {
      expect(refusalOf(() => receive(bad))).toBe(401)
      expect(refusalOf(() => receive({ ...bad, headers: { timestamp: String(NOW), sign: 'x' } }))).toBe(401)
    }
  })

  it('is refused by the other path’s signature', () => {
    expect(refusalOf(() => receiveTap(messageRequest(tap)))).toBe(401)
    expect(refusalOf(() => receiveMessage(tapRequest(message)))).toBe(401)
  })

  it('is refused when it is old or from the future', () => {
    expect(refusalOf(() => receiveMessage(messageRequest(message, NOW - 3_600_001)))).toBe(401)
    expect(refusalOf(() => receiveMessage(messageRequest(message, NOW + 3_600_001)))).toBe(401)
    expect(refusalOf(() => receiveTap(tapRequest(tap, NOW - 300_001)))).toBe(401)
  })
})

describe('a verified request', () => {
  it.each([
    ['no JSON', '{"msgtype":'],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['nothing', ''],
    ['too deep', `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`],
  ])('is malformed with %s', (_what, body) => {
    expect(refusalOf(() => receiveMessage(messageRequest(body)))).toBe(400)
    expect(refusalOf(() => receiveTap(tapRequest(body)))).toBe(400)
  })

  it.each([
    ['another robot', { robotCode: 'dingforeign' }],
    ['no robot', { robotCode: undefined }],
    ['a custom robot', { robotCode: 'normal' }],
    ['a list of robots', { robotCode: [CLIENT_ID] }],
  ])('is not ours from %s', (_what, change) => {
    expect(refusalOf(() => receiveMessage(messageRequest({ ...message, ...change })))).toBe(401)
  })

  it.each([
    ['no message id', { msgId: undefined }],
    ['an odd message id', { msgId: 'a\nb' }],
    ['an endless message id', { msgId: 'a'.repeat(129) }],
    ['no chat', { conversationId: undefined }],
    ['no sender', { senderStaffId: '', senderId: undefined }],
  ])('is malformed with %s', (_what, change) => {
    expect(refusalOf(() => receiveMessage(messageRequest({ ...message, ...change })))).toBe(400)
  })

  it('is malformed as a tap of nobody', () => {
    expect(refusalOf(() => receiveTap(tapRequest({ ...tap, userId: undefined })))).toBe(400)
  })

  it('is ignored as a callback that is no tap', () => {
    expect(receiveTap(tapRequest({ ...tap, type: 'other' }))).toMatchObject({ type: 'ignored' })
  })

  it('counts even when it is malformed: it was paid for', () => {
    let counted = 0
    const onApiCall = () => void counted++
    const webhooks = createWebhooks(CLIENT_SECRET, createReaders(READ_CONFIG, { logger: silentLogger, onApiCall }))
    expect(refusalOf(() => webhooks['/dingtalk/messages']?.(messageRequest('{')))).toBe(400)
    expect(counted).toBe(1)
  })
})

/** Bodies that are close to the real ones, with anything in any field. */
const near = (base: object): fc.Arbitrary<object> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(base).map(([name, value]) => [name, fc.oneof(fc.constant(value), fc.jsonValue())]),
      ),
    )
    .map((changed) => ({ ...base, ...changed }))

describe('readers', () => {
  const holds = (run: () => Received): void => {
    const refusal = refusalOf(run)
    if (refusal !== 'accepted') return void expect([400, 401]).toContain(refusal)
    const received = run()
    if (received.type !== 'inbound') return
    expect(JSON.parse(JSON.stringify(received))).toEqual(received)
    const { key, chatId } = received.inbound
    expect(`${key}${chatId}`).toMatch(/^[\x21-\x7e]*$/)
  }

  it('never throw anything but a refusal, whatever a message holds', () => {
    const real = [
      message,
      ourMessage('recv-single-richText'),
      ourMessage('recv-single-audio'),
      { ...message, errorCode: 20001 },
    ]
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), ...real.map(near)), (body) =>
        holds(() => readRobotMessage(body, READ_CONFIG, NOW)),
      ),
      { numRuns: 500 },
    )
  })

  it('never throw anything but a refusal, whatever a tap holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), near({ ...tap, value: '{}', spaceType: 'IM_GROUP', spaceId: 'cid' })),
        (body) => holds(() => readCardCallback(body, 'stream-1', NOW, READ_CONFIG)),
      ),
      { numRuns: 500 },
    )
  })
})
