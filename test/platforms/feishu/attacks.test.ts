import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WebhookError } from '../../../src/core/errors.js'
import type { RawRequest } from '../../../src/core/platform.js'
import { feishuFixture } from '../../helpers/feishu-fixture.js'
import { encryptedBody, encryptText, signatureHeaders } from '../../helpers/feishu-push.js'
import { ENCRYPT_KEY, NOW, ourEvent, push, receive, TOKEN, toRequest } from './setup.js'

const MINUTE = 60_000
const event = () => ourEvent('event_im_message_receive_v1_group_text_real')
const tap = () => ourEvent('card_callback_button')

const unsigned = (body: string | Buffer): RawRequest => ({ headers: {}, body: Buffer.from(body), receivedAt: NOW })

/** Correctly signed raw bytes, whatever they are. */
const signed = (body: string | Buffer): RawRequest => {
  const bytes = Buffer.from(body)
  return { headers: signatureHeaders(bytes, { encryptKey: ENCRYPT_KEY, at: NOW }), body: bytes, receivedAt: NOW }
}

const withHeaders = (headers: Record<string, string | undefined>): RawRequest => {
  const request = toRequest(push(event()))
  return { ...request, headers: { ...request.headers, ...headers } }
}

const changed = (change: (event: ReturnType<typeof ourEvent>) => void, base = event()): RawRequest => {
  change(base)
  return toRequest(push(base))
}

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`

const attacks: [string, 400 | 401, () => RawRequest][] = [
  ['forged signature', 401, () => withHeaders({ 'x-lark-signature': 'a'.repeat(64) })],
  ['short signature', 401, () => withHeaders({ 'x-lark-signature': 'ab' })],
  ['signature that is no hex', 401, () => withHeaders({ 'x-lark-signature': '签名' })],
  ['missing signature', 401, () => withHeaders({ 'x-lark-signature': undefined })],
  ['missing nonce', 401, () => withHeaders({ 'x-lark-request-nonce': undefined })],
  ['missing timestamp', 401, () => withHeaders({ 'x-lark-request-timestamp': undefined })],
  ['timestamp with a sign', 401, () => withHeaders({ 'x-lark-request-timestamp': '-1' })],
  ['timestamp 1e9', 401, () => withHeaders({ 'x-lark-request-timestamp': '1e9' })],
  [
    'signed with another key',
    401,
    () =>
      toRequest({ ...push(event()), headers: signatureHeaders(push(event()).body, { encryptKey: 'other', at: NOW }) }),
  ],
  ['signature of another body', 401, () => toRequest({ headers: push(event()).headers, body: push(tap()).body })],
  ['signed 30 days ago', 401, () => toRequest(push(event(), NOW - 30 * 24 * 60 * MINUTE))],
  ['signed 8 h 1 min ago', 401, () => toRequest(push(event(), NOW - 481 * MINUTE))],
  ['signed 6 min ahead', 401, () => toRequest(push(event(), NOW + 6 * MINUTE))],
  ['tap signed 6 min ago', 401, () => toRequest(push(tap(), NOW - 6 * MINUTE))],
  ['tap signed 6 min ahead', 401, () => toRequest(push(tap(), NOW + 6 * MINUTE))],
  [
    'wrong verification token',
    401,
    () =>
      changed((e) => {
        e.header.token = 'wrong'
      }),
  ],
  [
    'no verification token',
    401,
    () =>
      changed((e) => {
        delete e.header.token
      }),
  ],
  [
    'token that is an object',
    401,
    () =>
      changed((e) => {
        e.header.token = { $ne: null }
      }),
  ],
  [
    'event of another app',
    401,
    () =>
      changed((e) => {
        e.header.app_id = 'cli_0000000000000000'
      }),
  ],
  [
    'old envelope, wrong token',
    401,
    () => signed(JSON.stringify({ type: 'event_callback', token: 'wrong', event: {} })),
  ],
  ['unsigned event, right token', 401, () => unsigned(JSON.stringify(event()))],
  ['unsigned encrypted event, right token', 401, () => unsigned(encryptedBody(JSON.stringify(event()), ENCRYPT_KEY))],
  [
    'address check, wrong token',
    401,
    () => unsigned(encryptedBody('{"type":"url_verification","token":"x","challenge":"c"}', ENCRYPT_KEY)),
  ],
  ['plain address check, wrong token', 401, () => unsigned('{"type":"url_verification","token":"x","challenge":"c"}')],
  ['address check, other type', 401, () => unsigned(JSON.stringify({ type: 'other', token: TOKEN, challenge: 'c' }))],
  [
    'address check, challenge no text',
    401,
    () => unsigned(JSON.stringify({ type: 'url_verification', token: TOKEN, challenge: { a: 1 } })),
  ],
  [
    'address check, long challenge',
    401,
    () => unsigned(JSON.stringify({ type: 'url_verification', token: TOKEN, challenge: 'c'.repeat(2000) })),
  ],
  [
    'address check above 8 KB',
    401,
    () => unsigned(JSON.stringify({ type: 'url_verification', token: TOKEN, challenge: 'c', pad: 'x'.repeat(9000) })),
  ],
  [
    'address check with one X-Lark header',
    401,
    () => ({
      ...unsigned(JSON.stringify({ type: 'url_verification', token: TOKEN, challenge: 'c' })),
      headers: { 'x-lark-request-nonce': '1' },
    }),
  ],
  ['encrypt that is no base64', 401, () => unsigned('{"encrypt":"!!!!"}')],
  ['encrypt too short', 401, () => unsigned('{"encrypt":"AAAA"}')],
  ['encrypt a number', 401, () => unsigned('{"encrypt":1}')],
  ['encrypt an object', 401, () => unsigned('{"encrypt":{"$ne":null}}')],
  ['headers in the body', 401, () => unsigned('{"headers":null}')],
  ['unsigned 300 KB', 401, () => unsigned('x'.repeat(300_000))],
  ['unsigned empty body', 400, () => unsigned('')],
  ['unsigned bad JSON', 400, () => unsigned('{"a":')],
  ['unsigned []', 400, () => unsigned('[]')],
  ['unsigned null', 400, () => unsigned('null')],
  ['unsigned 5', 400, () => unsigned('5')],
  ['unsigned deep JSON', 400, () => unsigned(nested(3000))],
  ['signed empty body', 400, () => signed('')],
  ['signed bad JSON', 400, () => signed('{"encrypt":"')],
  ['signed []', 400, () => signed('[]')],
  ['signed null', 400, () => signed('null')],
  ['signed 5', 400, () => signed('5')],
  ['signed, encrypt no base64', 400, () => signed('{"encrypt":"!!!!"}')],
  ['signed, encrypt too short', 400, () => signed('{"encrypt":"AAAA"}')],
  ['signed, encrypt an object', 400, () => signed('{"encrypt":{}}')],
  ['signed, encrypted with another key', 400, () => signed(encryptedBody(JSON.stringify(event()), 'other'))],
  [
    'unsigned, the documented sample',
    401,
    () => unsigned(JSON.stringify(feishuFixture('event_encrypted_body_example'))),
  ],
  ['signed, the documented sample', 400, () => signed(JSON.stringify(feishuFixture('event_encrypted_body_example')))],
  [
    'signed, a second key beside encrypt',
    400,
    () => signed(JSON.stringify({ encrypt: encryptText(JSON.stringify(event()), ENCRYPT_KEY), headers: {} })),
  ],
  ['signed, inner no JSON', 400, () => toRequest(push('hello'))],
  ['signed, inner []', 400, () => toRequest(push([]))],
  ['signed, 200,000 levels', 400, () => toRequest(push(nested(200_000)))],
  [
    'signed, 33 levels in a value',
    400,
    () =>
      changed((e) => {
        e.event.action.value = JSON.parse(nested(33))
      }, tap()),
  ],
  [
    'signed, 10,000 keys',
    400,
    () =>
      changed((e) => {
        e.event.extra = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, 1]))
      }),
  ],
  [
    'message id an operator',
    400,
    () =>
      changed((e) => {
        e.event.message.message_id = { $ne: null }
      }),
  ],
  [
    'message id with a line break',
    400,
    () =>
      changed((e) => {
        e.event.message.message_id = 'om_1\nforged log line'
      }),
  ],
  [
    'message id of 1 KB',
    400,
    () =>
      changed((e) => {
        e.event.message.message_id = 'x'.repeat(1024)
      }),
  ],
  [
    'chat id missing',
    400,
    () =>
      changed((e) => {
        delete e.event.message.chat_id
      }),
  ],
  [
    'sender missing',
    400,
    () =>
      changed((e) => {
        e.event.sender.sender_id = null
      }),
  ],
  [
    'message missing',
    400,
    () =>
      changed((e) => {
        e.event.message = 'text'
      }),
  ],
  [
    'create_time an object',
    400,
    () =>
      changed((e) => {
        e.event.message.create_time = { $gt: '' }
      }),
  ],
  [
    'create_time of 11 digits',
    400,
    () =>
      changed((e) => {
        e.event.message.create_time = '12345678901'
      }),
  ],
  [
    'tap without operator',
    400,
    () =>
      changed((e) => {
        delete e.event.operator
      }, tap()),
  ],
  [
    'tap without event id',
    400,
    () =>
      changed((e) => {
        delete e.header.event_id
      }, tap()),
  ],
]

function refusalOf(request: RawRequest): WebhookError {
  try {
    receive(request)
  } catch (error) {
    if (error instanceof WebhookError) return error
    throw error
  }
  throw new Error('the request was accepted')
}

describe('attacks', () => {
  it.each(attacks)('%s → %i', (_name, status, make) => {
    expect(refusalOf(make()).status).toBe(status)
  })

  it('accepts the same events when nothing is wrong with them', () => {
    expect(receive(toRequest(push(event(), NOW - 479 * MINUTE))).type).toBe('inbound')
    expect(receive(toRequest(push(event(), NOW + 4 * MINUTE))).type).toBe('inbound')
    expect(receive(toRequest(push(tap(), NOW - 4 * MINUTE))).type).toBe('inbound')
  })

  it('says nothing about the body, so that no answer and no log can repeat it', () => {
    const canary = 'CANARY_7f3a'
    const bodies = [
      `{"${canary}":1}`,
      `{"encrypt":"${canary}"}`,
      canary,
      `{"type":"${canary}","challenge":"${canary}"}`,
    ]
    for (const body of bodies)
      for (const request of [unsigned(body), signed(body)]) expect(refusalOf(request).message).not.toContain(canary)
  })

  it('leaves the global prototype alone', () => {
    receive(toRequest(push(JSON.stringify(event()).replace('"event":{', '"event":{"__proto__":{"polluted":1},'))))
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('takes less than 50 ms for the largest hostile body', () => {
    const body = encryptedBody(JSON.stringify(event()).replace('@_user_1 a', '<'.repeat(600_000)), ENCRYPT_KEY)
    const hostile = [
      signed(body),
      signed('['.repeat(1_000_000)),
      signed('"'.repeat(1_000_000)),
      signed('{"a":'.repeat(200_000)),
    ]
    for (const request of hostile) {
      const start = performance.now()
      try {
        receive(request)
      } catch (error) {
        expect(error).toBeInstanceOf(WebhookError)
      }
      expect(performance.now() - start).toBeLessThan(50)
    }
  })
})

/** Whatever comes in: an answer or a `WebhookError`, never anything else. */
const survives = (request: RawRequest): void => {
  try {
    receive(request)
  } catch (error) {
    expect(error).toBeInstanceOf(WebhookError)
  }
}

describe('fuzz', () => {
  it('survives random bytes, unsigned and signed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        survives(unsigned(Buffer.from(bytes)))
        survives(signed(Buffer.from(bytes)))
      }),
    )
  })

  it('survives random JSON inside a proven body', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        survives(toRequest(push(value)))
        survives(changed((e) => Object.assign(e.event, { message: value })))
        survives(changed((e) => Object.assign(e.event.message, { mentions: value, content: JSON.stringify(value) })))
        survives(changed((e) => Object.assign(e.event, { action: value, context: value }), tap()))
        survives(changed((e) => Object.assign(e.event.action, { value, form_value: value }), tap()))
      }),
    )
  })

  it('refuses every bit flip of a genuine push', () => {
    const genuine = push(event())
    fc.assert(
      fc.property(fc.nat(genuine.body.length * 8 - 1), (bit) => {
        const body = Buffer.from(genuine.body)
        body.writeUInt8(body.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        expect(refusalOf(toRequest({ ...genuine, body })).status).toBe(401)
      }),
    )
  })

  it('survives bit flips before the signature is made', () => {
    const genuine = encryptedBody(JSON.stringify(event()), ENCRYPT_KEY)
    fc.assert(
      fc.property(fc.nat(genuine.length * 8 - 1), (bit) => {
        const body = Buffer.from(genuine)
        body.writeUInt8(body.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        survives(signed(body))
      }),
    )
  })
})
