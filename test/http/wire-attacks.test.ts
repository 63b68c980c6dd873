import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bot, startBot } from '../helpers/bot.js'
import { rawRequest, rawSocket } from '../helpers/raw-request.js'
import { inboxOf, ROUTES, type Wire, wireOf } from '../helpers/webhook.js'

const MEGABYTE = 1024 * 1024

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
    const framed = Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')])
    const endless = { bytes: framed, everyMs: 5 }
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
    const before = await inbox.count()
    const push = wire.push(wire.message('@_user_1 帮助'))
    const { headers } = push
    // In clear the split could be seen; signed plain bodies are Feishu's as well.
    const plain = wire.sign(JSON.stringify(wire.message('@_user_1 学习')))
    const at = plain.body.indexOf('学') + 1
    const parts = [plain.body.subarray(0, at), plain.body.subarray(at)]
    const head = headOf(route, 'Transfer-Encoding: chunked', 'Connection: close', ...lines(plain.headers))
    const body = Buffer.concat([
      ...parts.flatMap((part) => [Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]),
      Buffer.from('0\r\n\r\n'),
    ])
    const { text } = await rawSocket(bot.url, head + body.toString('latin1'))
    expect(headers['x-lark-signature']).toBeDefined()
    expect(statusOf(text)).toBeGreaterThanOrEqual(200)
    expect(await inbox.count()).toBeGreaterThanOrEqual(before)
  })
})

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
