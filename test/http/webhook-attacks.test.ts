import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bot, startBot } from '../helpers/bot.js'
import { encryptedBody, type SignedPush } from '../helpers/feishu-push.js'
import { type AnyEvent, inboxOf, ROUTES, type Wire, wireOf } from '../helpers/webhook.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let bot: Bot
let wire: Wire
let inbox: Awaited<ReturnType<typeof inboxOf>>
beforeAll(async () => {
  bot = await startBot()
  wire = wireOf(bot)
  inbox = await inboxOf(bot)
})
afterAll(async () => {
  await inbox.close()
  await bot.stop()
})

type Attack = () => Partial<SignedPush>
const ago = (ms: number): number => Date.now() - ms
const withHeaders = (push: SignedPush, headers: Record<string, string>): SignedPush => ({
  ...push,
  headers: { ...push.headers, ...headers },
})
const without = (push: SignedPush, name: string): SignedPush => ({
  ...push,
  headers: Object.fromEntries(Object.entries(push.headers).filter(([key]) => key !== name)),
})
/** Signed and encrypted after the field at `path` was replaced; `undefined` takes it away. */
const changed = (event: AnyEvent, path: string, value?: unknown): SignedPush => {
  const names = path.split('.')
  const last = names.pop() as string
  const parent = names.reduce((node, name) => node[name], event)
  parent[last] = value
  return wire.push(event)
}
const nested = (depth: number): string => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`
const badUtf8 = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d, 0xc3])

/** What is not proven to come from the platform. */
const unverified: [string, Attack][] = [
  ['forged signature', () => withHeaders(wire.push(wire.message()), { 'x-lark-signature': 'a'.repeat(64) })],
  ['forged signature on a tap', () => withHeaders(wire.push(wire.tap()), { 'x-lark-signature': '0'.repeat(64) })],
  ['signature of another body', () => ({ ...wire.push(wire.message()), body: wire.push(wire.message()).body })],
  ['signature that is no hex', () => withHeaders(wire.push(wire.message()), { 'x-lark-signature': 'zz' })],
  ['no signature', () => without(wire.push(wire.message()), 'x-lark-signature')],
  ['no timestamp', () => without(wire.push(wire.message()), 'x-lark-request-timestamp')],
  ['no nonce', () => without(wire.push(wire.message()), 'x-lark-request-nonce')],
  ['none of the headers', () => ({ headers: {}, body: wire.push(wire.message()).body })],
  ['none of the headers, in clear', () => ({ headers: {}, body: Buffer.from(JSON.stringify(wire.message())) })],
  ['timestamp 1e9', () => withHeaders(wire.push(wire.message()), { 'x-lark-request-timestamp': '1e9' })],
  ['event signed 8 h 1 min ago', () => wire.push(wire.message(), ago(8 * HOUR + MINUTE))],
  ['event signed 30 days ago', () => wire.push(wire.message(), ago(30 * 24 * HOUR))],
  ['event signed 6 min ahead', () => wire.push(wire.message(), ago(-6 * MINUTE))],
  ['tap signed 6 min ago', () => wire.push(wire.tap(), ago(6 * MINUTE))],
  ['tap signed 6 min ahead', () => wire.push(wire.tap(), ago(-6 * MINUTE))],
  ['wrong token', () => changed(wire.message(), 'header.token', 'not-the-token')],
  ['wrong token on a tap', () => changed(wire.tap(), 'header.token', 'not-the-token')],
  ['token that is an operator', () => changed(wire.message(), 'header.token', { $ne: null })],
  ['no token', () => changed(wire.message(), 'header.token')],
  ['another app', () => changed(wire.message(), 'header.app_id', 'cli_0000000000000000')],
  ['another app on a tap', () => changed(wire.tap(), 'header.app_id', 'cli_0000000000000000')],
  ['{"encrypt":"AAAA"}', () => ({ body: Buffer.from('{"encrypt":"AAAA"}') })],
  ['{"encrypt":1}', () => ({ body: Buffer.from('{"encrypt":1}') })],
  ['{"encrypt":{"a":1}}', () => ({ body: Buffer.from('{"encrypt":{"a":1}}') })],
  ['{"headers":null}', () => ({ body: Buffer.from('{"headers":null}') })],
  ['challenge with the wrong token', () => ({ body: Buffer.from(JSON.stringify(wire.challenge('wrong'))) })],
  [
    'challenge with the wrong token, encrypted',
    () => ({ body: encryptedBody(JSON.stringify(wire.challenge('wrong')), wire.encryptKey) }),
  ],
  [
    'challenge above 8 KB',
    () => ({ body: Buffer.from(JSON.stringify({ ...wire.challenge(), pad: 'A'.repeat(9000) })) }),
  ],
  [
    'challenge whose answer would be long',
    () => ({ body: Buffer.from(JSON.stringify(wire.challenge(undefined, 'A'.repeat(4000)))) }),
  ],
  ['challenge that is an object', () => ({ body: Buffer.from(JSON.stringify(wire.challenge(undefined, { a: 1 }))) })],
]

/** Bytes that nobody can read, sent without a signature and with a genuine one. */
const malformed: [string, string | Buffer][] = [
  ['nothing', ''],
  ['[]', '[]'],
  ['5', '5'],
  ['null', 'null'],
  ['half a JSON', '{"encrypt":'],
  ['bad UTF-8', badUtf8],
  ['40 levels', nested(40)],
  ['2,000 levels', nested(2000)],
]

/** Genuine signature, and yet not an event. */
const signedNonsense: [string, () => SignedPush][] = [
  ['{"encrypt":"AAAA"}', () => wire.sign('{"encrypt":"AAAA"}')],
  ['{"encrypt":1}', () => wire.sign('{"encrypt":1}')],
  ['encrypted text that is no JSON', () => wire.push('no JSON at all')],
  ['encrypted [] ', () => wire.push('[]')],
  ['encrypted, 40 levels', () => wire.push(nested(40))],
  ['event without a message', () => changed(wire.message(), 'event.message')],
  ['event without an id', () => changed(wire.message(), 'event.message.message_id')],
  ['id that is an operator', () => changed(wire.message(), 'event.message.message_id', { $ne: 1 })],
  ['tap without a person', () => changed(wire.tap(), 'event.operator')],
]

describe.each(ROUTES)('POST %s', (route) => {
  /** The answer's status; nothing may have been stored, nothing of the body repeated, and the bot must go on. */
  async function attack(push: Partial<SignedPush>): Promise<number> {
    const before = await inbox.count()
    const answer = await wire.post(route, push)
    expect(answer.body).toBe('{}')
    expect(await inbox.count()).toBe(before)
    return answer.status
  }

  it.each(unverified)('401: %s', async (_name, make) => {
    expect(await attack(make())).toBe(401)
  })

  it.each(malformed)('400, signed or not: %s', async (_name, body) => {
    expect(await attack({ body: Buffer.from(body) })).toBe(400)
    expect(await attack(wire.sign(body))).toBe(400)
  })

  it.each(signedNonsense)('400, signed: %s', async (_name, make) => {
    expect(await attack(make())).toBe(400)
  })

  it('a body with headers of its own is judged by the real ones', async () => {
    const genuine = wire.push(wire.message())
    const body = Buffer.from(JSON.stringify({ ...JSON.parse(genuine.body.toString()), headers: genuine.headers }))
    expect(await attack({ body })).toBe(401)
  })

  it('the challenge is answered, in clear and encrypted', async () => {
    const text = JSON.stringify(wire.challenge())
    for (const body of [Buffer.from(text), encryptedBody(text, wire.encryptKey)]) {
      expect(await wire.post(route, { body })).toEqual({ status: 200, body: '{"challenge":"are-you-there"}' })
    }
  })

  it('events signed up to 8 h ago and 5 min ahead, and taps of ± 5 min, are taken', async () => {
    const before = await inbox.count()
    const pushes = [
      wire.push(wire.message(), ago(8 * HOUR - MINUTE)),
      wire.push(wire.message(), ago(-4 * MINUTE)),
      wire.push(wire.tap(), ago(4 * MINUTE)),
      wire.push(wire.tap(), ago(-4 * MINUTE)),
    ]
    for (const push of pushes) expect((await wire.post(route, push)).status).toBe(200)
    expect(await inbox.count()).toBe(before + pushes.length)
  })

  it('the same request again is 200 and stored once', async () => {
    const push = wire.push(wire.message())
    const before = await inbox.count()
    for (let times = 0; times < 3; times += 1) expect((await wire.post(route, push)).status).toBe(200)
    expect(await inbox.count()).toBe(before + 1)
  })

  it('300 KB are taken', async () => {
    const before = await inbox.count()
    const push = wire.push(wire.message(`@_user_1 ${'学'.repeat(70_000)}`))
    expect(push.body.length).toBeGreaterThan(280_000)
    expect((await wire.post(route, push)).status).toBe(200)
    expect(await inbox.count()).toBe(before + 1)
  })

  it('names that reach for a prototype change none', async () => {
    const text = JSON.stringify(wire.message()).replace(
      '"schema":"2.0"',
      '"schema":"2.0","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}',
    )
    expect((await wire.post(route, wire.push(text))).status).toBe(200)
    expect((await wire.post(route, wire.push(wire.tap(JSON.parse('{"__proto__":{"polluted":1},"v":1}'))))).status).toBe(
      200,
    )
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  it('every verified tap is answered 200 with a toast in Chinese, whatever is in it', async () => {
    const values = [
      undefined,
      null,
      'text',
      7,
      [],
      { v: 1, name: 'undo-entry' },
      { v: 1, name: 'undo-entry', entryId: 'none' },
    ]
    const foreign = wire.tap({ v: 1, name: 'undo-entry', entryId: 'none' }, 'ou_nobody_we_know')
    for (const event of [...values.map((value) => wire.tap(value)), foreign]) {
      const answer = await wire.post(route, wire.push(event))
      expect(answer.status).toBe(200)
      expect(JSON.parse(answer.body).toast.content).toMatch(/[一-龥]/)
    }
  })

  it('other methods are 404', async () => {
    expect((await fetch(`${bot.url}${route}`)).status).toBe(404)
    expect((await fetch(`${bot.url}${route}`, { method: 'PUT', body: '{}' })).status).toBe(404)
  })
})

it('after all that the bot answers a person, and no log line shows a body or a secret', async () => {
  const { simulator, branch, log } = bot
  simulator.say(branch.person.赵阳, branch.chatId, '@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加')
  await simulator.waitForMessage(branch.chatId, '已记｜', 30_000)
  const { encryptKey, verificationToken, appSecret } = simulator.options
  for (const secret of [encryptKey, verificationToken, appSecret, 'are-you-there', '学学学']) {
    expect(log.lines.filter((line) => line.includes(secret))).toEqual([])
  }
})
