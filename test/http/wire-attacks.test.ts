import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bot, startBot } from '../helpers/bot.js'
import { rawRequest, rawSocket } from '../helpers/raw-request.js'
import { ROUTES, type Wire, wireOf } from '../helpers/webhook.js'

const MEGABYTE = 1024 * 1024

let bot: Bot
let wire: Wire
beforeAll(async () => {
  bot = await startBot()
  wire = wireOf(bot)
})
afterAll(() => bot.stop())

const statusOf = (text: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1])
const headOf = (route: string, ...headers: string[]): string =>
  [`POST ${route} HTTP/1.1`, 'Host: bot', ...headers, '', ''].join('\r\n')

describe.each(ROUTES)('POST %s', (route) => {
  it('413 by the announced length, before a byte of it was sent', async () => {
    const { text, closedAfterMs } = await rawSocket(bot.url, headOf(route, `Content-Length: ${2 * MEGABYTE}`))
    expect(statusOf(text)).toBe(413)
    // Not only after the time-out for slow senders.
    expect(closedAfterMs).toBeLessThan(5000)
  })

  it('413 by what was really sent, when no length was announced; the rest is not read', async () => {
    const chunk = Buffer.alloc(64 * 1024, 'A')
    const endless = { bytes: framed(chunk), everyMs: 5 }
    const { text } = await rawSocket(bot.url, headOf(route, 'Transfer-Encoding: chunked'), endless)
    expect(statusOf(text)).toBe(413)
    expect(text.endsWith('{}')).toBe(true)
  })

  it('415 for any content encoding, also on a genuine push', async () => {
    const push = wire.push(wire.message())
    for (const encoding of ['gzip', 'br', 'deflate']) {
      const headers = { ...push.headers, 'content-encoding': encoding }
      expect(await wire.post(route, { headers, body: push.body })).toEqual({ status: 415, body: '{}' })
    }
    const bomb = gzipSync(Buffer.alloc(50 * MEGABYTE))
    expect((await wire.post(route, { headers: { 'content-encoding': 'gzip' }, body: bomb })).status).toBe(415)
  })

  it('a character split between two chunks is still one character', async () => {
    const { simulator, branch } = bot
    const known = new Set(simulator.replies(branch.chatId).map(({ messageId }) => messageId))
    // In clear, because base64 would hide the split; a signed plain body is the platform's as well.
    const text = '@_user_1 昨天下午学了2小时 二十届四中全会精神 全员参加'
    const plain = wire.sign(JSON.stringify(wire.message(text)))
    const at = plain.body.indexOf('学') + 1
    const request = Buffer.concat([
      Buffer.from(headOf(route, 'Transfer-Encoding: chunked', 'Connection: close', ...lines(plain.headers))),
      ...[plain.body.subarray(0, at), plain.body.subarray(at)].map(framed),
      Buffer.from('0\r\n\r\n'),
    ])
    expect(statusOf((await rawSocket(bot.url, request)).text)).toBe(200)
    const isNew = ({ messageId, text: shown }: { messageId: string; text: string }) =>
      !known.has(messageId) && shown.includes('已记｜') && shown.includes('二十届四中全会精神')
    await simulator.waitForMessage(branch.chatId, isNew, 30_000)
  })
})

/** One chunk of a chunked body. */
const framed = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])

const lines = (headers: Record<string, string>): string[] =>
  Object.entries(headers).map(([name, value]) => `${name}: ${value}`)

it('a sender that dawdles is cut off, in its headers and in its body', { timeout: 60_000 }, async () => {
  const dribble = { bytes: Buffer.from('a'), everyMs: 500 }
  const [inHeaders, inBody] = await Promise.all([
    rawSocket(bot.url, 'POST /feishu/events HTTP/1.1\r\nHost: bot\r\nX-Slow: ', dribble),
    rawSocket(bot.url, headOf('/feishu/events', 'Content-Length: 1000'), dribble),
  ])
  // 5 s and 8 s, looked at once a second; node's own limits are one and five minutes.
  for (const { closedAfterMs } of [inHeaders, inBody]) expect(closedAfterMs).toBeLessThan(30_000)
})

it('half a request whose sender hangs up, and one that is no HTTP, leave the bot alive', async () => {
  await rawSocket(bot.url, 'NONSENSE\r\n\r\n')
  const { status } = await rawRequest(`${bot.url}/healthz`, { method: 'GET' })
  expect(status).toBe(200)
})
