import { afterEach, describe, expect, it, vi } from 'vitest'
import { PlatformError } from '../../../src/core/errors.js'
import { toUuid } from '../../../src/platforms/feishu/client.js'
import { feishuFixture } from '../../helpers/feishu-fixture.js'
import {
  type Answer,
  APP_SECRET,
  platformFor,
  type ScriptedApi,
  type SeenRequest,
  startScriptedApi,
  TOKEN_PATH,
} from './scripted-api.js'
import { APP_ID } from './setup.js'

let api: ScriptedApi
afterEach(() => api.close())

async function start(script: (request: SeenRequest) => Answer | undefined = () => undefined, timeoutMs?: number) {
  api = await startScriptedApi(script)
  return platformFor(api.domain, timeoutMs === undefined ? {} : { timeoutMs })
}

const text = (value: string) => ({ type: 'text' as const, text: value })
const card = { type: 'card' as const, card: { title: '标题', tone: 'info' as const, blocks: [] } }

async function failureOf(promise: Promise<unknown>): Promise<PlatformError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof PlatformError)) throw new Error(`expected a PlatformError, got ${String(error)}`)
  return error
}

describe('calls', () => {
  it('sends a text to a chat with its key', async () => {
    const { platform, apiCalls } = await start(() => undefined)
    expect(await platform.send({ chatId: 'oc_1' }, text('你好'), 'row-1')).toEqual({ messageId: 'om_sent' })
    expect(api.calls()).toEqual([
      {
        method: 'POST',
        path: '/open-apis/im/v1/messages?receive_id_type=chat_id',
        authorization: 'Bearer t-1',
        body: { receive_id: 'oc_1', msg_type: 'text', content: '{"text":"你好"}', uuid: 'row-1' },
      },
    ])
    expect(apiCalls.map((call) => call.api)).toEqual(['auth.v3.tenantAccessToken.internal', 'im.v1.message.create'])
    expect(apiCalls[1]).toMatchObject({ platform: 'feishu', appId: APP_ID })
  })

  it('sends a card to a person', async () => {
    const { platform } = await start()
    await platform.send({ userId: 'ou_1' }, card, 'row-2')
    const [call] = api.calls()
    expect(call?.path).toBe('/open-apis/im/v1/messages?receive_id_type=open_id')
    expect(call?.body).toMatchObject({ receive_id: 'ou_1', msg_type: 'interactive', uuid: 'row-2' })
    expect(JSON.parse(call?.body.content)).toMatchObject({ schema: '2.0', config: { update_multi: true } })
  })

  it('updates a card by PATCH', async () => {
    const { platform } = await start(() => undefined)
    await platform.update({ messageId: 'om_1' }, card.card)
    expect(api.calls()[0]).toMatchObject({ method: 'PATCH', path: '/open-apis/im/v1/messages/om_1' })
    expect(Object.keys(api.calls()[0]?.body)).toEqual(['content'])
  })

  it('asks for the bot’s id and keeps it', async () => {
    const { platform } = await start((request) =>
      request.path === '/open-apis/bot/v3/info' ? { body: feishuFixture('bot_v3_info_response') } : undefined,
    )
    expect(platform.botUserId()).toBeUndefined()
    expect(await platform.refreshBotUserId()).toBe('ou_e6e14f667cfe239d7b129b521dce0569')
    expect(platform.botUserId()).toBe('ou_e6e14f667cfe239d7b129b521dce0569')
  })

  it('does not take an answer without a bot, and keeps what it knew', async () => {
    let body: unknown = feishuFixture('bot_v3_info_response')
    const { platform } = await start((request) => (request.path === TOKEN_PATH ? undefined : { body }))
    await platform.refreshBotUserId()
    body = { code: 0, msg: 'ok', data: { bot: { open_id: 'ou_wrong_place' } } }
    expect(await failureOf(platform.refreshBotUserId())).toMatchObject({ kind: 'configuration', code: 'no-bot' })
    expect(platform.botUserId()).toBe('ou_e6e14f667cfe239d7b129b521dce0569')
  })

  it('asks for names ten at a time, each person once', async () => {
    const { platform } = await start((request) =>
      request.path === TOKEN_PATH
        ? undefined
        : {
            body: {
              code: 0,
              data: {
                users: (request.body.user_ids as string[])
                  .filter((id) => id !== 'ou_3')
                  .map((id) => ({ user_id: id, name: `名${id}` })),
              },
            },
          },
    )
    const ids = Array.from({ length: 23 }, (_, index) => `ou_${index}`)
    const names = await platform.namesOf([...ids, 'ou_0'])
    expect(names.size).toBe(22)
    expect(names.get('ou_22')).toBe('名ou_22')
    expect(names.has('ou_3')).toBe(false)
    expect(api.calls().map((call) => call.body.user_ids.length)).toEqual([10, 10, 3])
    expect(api.calls()[0]?.path).toBe('/open-apis/contact/v3/users/basic_batch?user_id_type=open_id')
  })

  it('reads the documented answer', async () => {
    const { platform } = await start((request) =>
      request.path === TOKEN_PATH ? undefined : { body: feishuFixture('contact_basic_batch_response') },
    )
    expect([...(await platform.namesOf(['ou_b3b46653c99f1f6177a478974bdabb72']))]).toEqual([
      ['ou_b3b46653c99f1f6177a478974bdabb72', '张三'],
    ])
  })

  it('needs no call for no names', async () => {
    const { platform } = await start()
    expect((await platform.namesOf([])).size).toBe(0)
    expect(api.requests).toEqual([])
  })

  it('asks who is in a group page by page, and offers none where they are too many for a card', async () => {
    let people = 150
    const { platform } = await start((request) => {
      if (request.path === TOKEN_PATH) return undefined
      const from = Number(new URL(`http://feishu${request.path}`).searchParams.get('page_token') ?? 0)
      const to = Math.min(from + 100, people)
      const items = Array.from({ length: to - from }, (_, index) => ({
        member_id: `ou_${from + index}`,
        name: from + index === 7 ? '' : `名${from + index}`,
      }))
      return { body: { code: 0, data: { items, page_token: to < people ? String(to) : '', has_more: to < people } } }
    })
    const members = await platform.membersOf?.('oc_1')
    // One without a name can't be told from the others.
    expect(members).toHaveLength(149)
    expect(members?.at(-1)).toEqual({ userId: 'ou_149', name: '名149' })
    expect(api.calls().map(({ path }) => path)).toEqual([
      '/open-apis/im/v1/chats/oc_1/members?member_id_type=open_id&page_size=100',
      '/open-apis/im/v1/chats/oc_1/members?member_id_type=open_id&page_size=100&page_token=100',
    ])
    people = 450
    expect(await platform.membersOf?.('oc_1')).toBeUndefined()
  })

  it('keeps short keys and hashes long or odd ones, always the same', () => {
    expect(toUuid('a'.repeat(50))).toBe('a'.repeat(50))
    expect(toUuid('a'.repeat(51))).toHaveLength(50)
    expect(toUuid('行-1')).toMatch(/^[0-9a-f]{50}$/)
    expect(toUuid('a'.repeat(51))).toBe(toUuid('a'.repeat(51)))
    expect(toUuid('a'.repeat(51))).not.toBe(toUuid('a'.repeat(52)))
  })
})

describe('token', () => {
  const refuse = (
    request: SeenRequest,
    dead: string[],
    answer: { status: number; code: number },
  ): Answer | undefined =>
    request.path !== TOKEN_PATH && dead.some((token) => request.authorization === `Bearer ${token}`)
      ? { status: answer.status, body: { code: answer.code, msg: 'Invalid access token' } }
      : undefined

  it('is fetched once for many parallel calls', async () => {
    const { platform } = await start()
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => platform.send({ chatId: 'oc_1' }, text('x'), `k${index}`)),
    )
    expect(api.tokenRequests()).toHaveLength(1)
    expect(api.calls()).toHaveLength(20)
  })

  it.each([
    [400, 99991663],
    [200, 99991663],
    [400, 99991664],
    [400, 99991665],
    [400, 99991661],
    [200, 99991671],
  ])('is renewed once and the call retried once when refused by HTTP %i and %i', async (status, code) => {
    const { platform } = await start((request) => refuse(request, ['t-1'], { status, code }))
    const sends = Array.from({ length: 5 }, (_, index) => platform.send({ chatId: 'oc_1' }, text('x'), `k${index}`))
    await Promise.all(sends)
    expect(api.tokenRequests()).toHaveLength(2)
    expect(api.calls()).toHaveLength(10)
    const uuids = api.calls().map((call) => call.body.uuid)
    expect(uuids.filter((uuid) => uuid === 'k0')).toHaveLength(2)
  })

  it('is not renewed for ever', async () => {
    const { platform } = await start((request) =>
      refuse(request, ['t-1', 't-2', 't-3'], { status: 400, code: 99991663 }),
    )
    expect(await failureOf(platform.send({ chatId: 'oc_1' }, text('x'), 'k'))).toMatchObject({
      kind: 'retryable',
      code: '99991663',
    })
    expect(api.tokenRequests()).toHaveLength(2)
    expect(api.calls()).toHaveLength(2)
  })

  it('that lives only shortly is still used more than once', async () => {
    const { platform } = await start((request) =>
      request.path === TOKEN_PATH
        ? { body: { code: 0, msg: 'ok', tenant_access_token: 't-short', expire: 120 } }
        : undefined,
    )
    await platform.send({ chatId: 'oc_1' }, text('x'), 'k1')
    await platform.send({ chatId: 'oc_1' }, text('x'), 'k2')
    expect(api.tokenRequests()).toHaveLength(1)
  })

  it('is renewed three minutes before it dies', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    try {
      const { platform } = await start()
      await platform.send({ chatId: 'oc_1' }, text('x'), 'k1')
      vi.setSystemTime(Date.now() + 7_000_000)
      await platform.send({ chatId: 'oc_1' }, text('x'), 'k2')
      expect(api.tokenRequests()).toHaveLength(1)
      vi.setSystemTime(Date.now() + 21_000)
      await platform.send({ chatId: 'oc_1' }, text('x'), 'k3')
      expect(api.tokenRequests()).toHaveLength(2)
    } finally {
      vi.useRealTimers()
    }
  })

  it('that can’t be fetched fails every waiting call, and the next call asks again', async () => {
    let isDown = true
    const { platform } = await start((request) =>
      request.path === TOKEN_PATH && isDown ? { status: 500, body: 'oops' } : undefined,
    )
    const failures = await Promise.all(
      ['a', 'b', 'c'].map((key) => failureOf(platform.send({ chatId: 'oc_1' }, text('x'), key))),
    )
    // Nothing was sent, so the outcome is not unknown.
    expect(failures.map((failure) => failure.kind)).toEqual(['retryable', 'retryable', 'retryable'])
    expect(api.tokenRequests()).toHaveLength(1)
    isDown = false
    await platform.send({ chatId: 'oc_1' }, text('x'), 'a')
  })

  it.each([10014, 10015, 10003])('refused with %i is a matter of configuration', async (code) => {
    const { platform } = await start((request) =>
      request.path === TOKEN_PATH ? { body: { code, msg: 'app secret invalid' } } : undefined,
    )
    const failure = await failureOf(platform.send({ chatId: 'oc_1' }, text('x'), 'k'))
    expect(failure).toMatchObject({ kind: 'configuration', code: String(code) })
    expect(failure.message).toContain('FEISHU_APP_SECRET')
  })
})

describe('failures below HTTP', () => {
  it('calls a cut connection and a timeout of a send unknown', async () => {
    const dropped = await start((request) => (request.path === TOKEN_PATH ? undefined : 'drop'))
    expect(await failureOf(dropped.platform.send({ chatId: 'oc_1' }, text('x'), 'k'))).toMatchObject({
      kind: 'unknown-outcome',
      code: 'ECONNRESET',
    })
    await api.close()
    const hung = await start((request) => (request.path === TOKEN_PATH ? undefined : 'hang'), 300)
    const started = performance.now()
    expect(await failureOf(hung.platform.send({ chatId: 'oc_1' }, text('x'), 'k'))).toMatchObject({
      kind: 'unknown-outcome',
      code: 'timeout',
    })
    expect(performance.now() - started).toBeLessThan(2000)
  })

  it('calls them retryable where repeating does no harm', async () => {
    const { platform } = await start((request) => (request.path === TOKEN_PATH ? undefined : 'drop'))
    expect(await failureOf(platform.update({ messageId: 'om_1' }, card.card))).toMatchObject({ kind: 'retryable' })
    expect(await failureOf(platform.refreshBotUserId())).toMatchObject({ kind: 'retryable' })
    expect(await failureOf(platform.namesOf(['ou_1']))).toMatchObject({ kind: 'retryable' })
  })

  it('calls a refused connection retryable: nothing was sent', async () => {
    const { platform } = await start()
    await api.close()
    expect(await failureOf(platform.send({ chatId: 'oc_1' }, text('x'), 'k'))).toMatchObject({
      kind: 'retryable',
      code: 'ECONNREFUSED',
    })
  })

  it('a hanging token endpoint is retryable and within the time of one call', async () => {
    const { platform } = await start((request) => (request.path === TOKEN_PATH ? 'hang' : undefined), 300)
    const started = performance.now()
    expect(await failureOf(platform.send({ chatId: 'oc_1' }, text('x'), 'k'))).toMatchObject({ kind: 'retryable' })
    expect(performance.now() - started).toBeLessThan(2000)
    expect(api.calls()).toEqual([])
  })

  it('follows no redirect, so that the token goes nowhere else', async () => {
    const { platform } = await start((request) =>
      request.path === TOKEN_PATH ? undefined : { status: 307, headers: { location: '/elsewhere' }, body: '' },
    )
    expect(await failureOf(platform.send({ chatId: 'oc_1' }, text('x'), 'k'))).toMatchObject({ kind: 'configuration' })
    expect(api.calls()).toHaveLength(1)
  })
})

describe('secrets', () => {
  const CONTENT = 'CONTENT_canary_谈话内容'
  const echoes: [string, (request: SeenRequest) => Answer | undefined][] = [
    ['token endpoint answers 500', (r) => (r.path === TOKEN_PATH ? { status: 500, body: r.body } : undefined)],
    [
      'token endpoint answers a code',
      (r) => (r.path === TOKEN_PATH ? { status: 400, body: { code: 10014, msg: JSON.stringify(r.body) } } : undefined),
    ],
    ['token endpoint cuts', (r) => (r.path === TOKEN_PATH ? 'drop' : undefined)],
    [
      'send answers with an echo',
      (r) =>
        r.path === TOKEN_PATH
          ? undefined
          : {
              status: 400,
              body: {
                code: 230001,
                msg: `${r.authorization} ${JSON.stringify(r.body)}`,
                error: { log_id: `x ${CONTENT}` },
              },
            },
    ],
    [
      'send answers 502 with an echo',
      (r) => (r.path === TOKEN_PATH ? undefined : { status: 502, body: `${r.authorization}${JSON.stringify(r.body)}` }),
    ],
    ['send is cut', (r) => (r.path === TOKEN_PATH ? undefined : 'drop')],
  ]

  it.each(echoes)('stay out of logs and errors when the %s', async (_name, script) => {
    const printed: unknown[] = []
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((method) =>
      vi.spyOn(console, method).mockImplementation((...parts) => {
        printed.push(parts)
      }),
    )
    const { platform, log } = await start(script)
    const failures = [
      await failureOf(platform.send({ chatId: 'oc_1' }, text(CONTENT), 'k')),
      await failureOf(platform.refreshBotUserId().then(() => platform.send({ chatId: 'oc_1' }, text(CONTENT), 'k'))),
    ]
    for (const spy of spies) spy.mockRestore()
    const everything = [
      ...log,
      JSON.stringify(printed),
      ...failures.map((failure) => `${failure.stack} ${JSON.stringify(failure)} ${String(failure.cause)}`),
    ].join('\n')
    for (const secret of [APP_SECRET, CONTENT, 't-1']) expect(everything).not.toContain(secret)
    expect(printed).toEqual([])
    expect(log.length).toBeGreaterThan(0)
  })
})
