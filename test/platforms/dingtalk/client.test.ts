import { afterEach, describe, expect, it } from 'vitest'
import {
  failureOf,
  platformFor,
  REGISTER,
  refused,
  refusedOld,
  type Script,
  type ScriptedApi,
  startScriptedApi,
  TO_GROUP,
  TO_PERSON,
  TOKEN_PATH,
  USER,
} from './scripted-api.js'
import { CLIENT_ID, CLIENT_SECRET, fixture } from './setup.js'

let api: ScriptedApi
afterEach(() => api.close())

async function start(script: Script = () => undefined, timeoutMs?: number) {
  api = await startScriptedApi(script)
  return platformFor(api.url, timeoutMs === undefined ? {} : { timeoutMs })
}

const on =
  (path: string, answer: ReturnType<Script>): Script =>
  (request) =>
    request.path === path ? answer : undefined
const text = { type: 'text' as const, text: '你好' }
const person = { userId: 'u1' }
const group = { openConversationId: 'cid1==' }

describe('the token', () => {
  it('is asked for once, as documented, and sent in the header', async () => {
    const { client, apiCalls } = await start()
    await Promise.all(Array.from({ length: 20 }, () => client.send(person, text)))
    expect(api.tokenRequests()).toHaveLength(1)
    expect(api.tokenRequests()[0]).toMatchObject({
      method: 'POST',
      accept: 'application/json',
      body: { appKey: CLIENT_ID, appSecret: CLIENT_SECRET },
    })
    expect(Object.keys(fixture('token-v1-accessToken').request.body)).toEqual(['appKey', 'appSecret'])
    expect(api.calls().every(({ token }) => token === 't-1')).toBe(true)
    expect(apiCalls.filter((call) => call.pool === undefined).map((call) => call.api)).toEqual(['oauth2.accessToken'])
    expect(apiCalls.filter((call) => call.pool === 'calls')).toHaveLength(20)
  })

  it('stands in the address of the old API', async () => {
    const { client } = await start(on(USER, { body: fixture('contact-user-get-response').response.body }))
    expect([...(await client.namesOf(['zhangsan']))]).toEqual([['zhangsan', '张三']])
    expect(api.calls()[0]).toMatchObject({
      method: 'POST',
      query: { access_token: 't-1' },
      token: undefined,
      body: { userid: 'zhangsan', language: 'zh_CN' },
    })
  })

  it.each([
    ['401', refused('whatever', 401)],
    ['401 without a body', { status: 401, body: '' }],
    ['InvalidAuthentication', refused('InvalidAuthentication')],
  ])('is renewed once and the call retried once on %s', async (_what, answer) => {
    const { client } = await start((request) => (request.token === 't-1' ? answer : undefined))
    const sends = Array.from({ length: 5 }, () => client.send(group, text))
    expect(await Promise.all(sends)).toEqual(Array(5).fill('pqk'))
    expect(api.tokenRequests()).toHaveLength(2)
    expect(api.calls()).toHaveLength(10)
  })

  it.each([40014, 42001, 40001, '42001'])('is renewed once on errcode %s of the old API', async (errcode) => {
    const { client } = await start((request) =>
      request.query.access_token === 't-1' ? refusedOld(errcode) : undefined,
    )
    await client.namesOf(['u1'])
    expect(api.calls().map(({ query }) => query.access_token)).toEqual(['t-1', 't-2'])
  })

  it('is not renewed for ever', async () => {
    const { client } = await start((request) => (request.path === TOKEN_PATH ? undefined : refused('x', 401)))
    expect(await failureOf(client.send(person, text))).toMatchObject({ kind: 'retryable', code: 'x' })
    expect(api.tokenRequests()).toHaveLength(2)
    expect(api.calls()).toHaveLength(2)
  })

  it('refused for its secret is a matter of configuration, and the secret is not told', async () => {
    const { client } = await start(on(TOKEN_PATH, refused('invalidClientIdOrSecret')))
    const failure = await failureOf(client.prove())
    expect(failure).toMatchObject({ kind: 'configuration', code: 'invalidClientIdOrSecret' })
    expect(failure.message).toContain('DINGTALK_CLIENT_SECRET')
    expect(`${failure.message}${failure.stack}`).not.toContain(CLIENT_SECRET)
  })

  it.each([[{}], [{ accessToken: '', expireIn: 7200 }], [{ accessToken: 't' }]])(
    'in an odd answer is tried again later: %j',
    async (body) => {
      const { client } = await start(on(TOKEN_PATH, { body }))
      expect(await failureOf(client.send(person, text))).toMatchObject({ kind: 'retryable' })
      expect(api.calls()).toHaveLength(0)
    },
  )
})

describe('sending', () => {
  it('writes to a person as documented', async () => {
    const { client } = await start()
    expect(await client.send(person, text)).toBe('pqk')
    expect(api.calls()[0]).toMatchObject({
      method: 'POST',
      path: fixture('send-oto-batchSend').request.path,
      contentType: 'application/json',
      body: { robotCode: CLIENT_ID, userIds: ['u1'], msgKey: 'sampleText', msgParam: '{"content":"你好"}' },
    })
  })

  it('writes to a group as documented', async () => {
    const { client } = await start()
    await client.send(group, text)
    expect(api.calls()[0]).toMatchObject({
      path: fixture('send-group').request.path,
      body: {
        robotCode: CLIENT_ID,
        openConversationId: 'cid1==',
        msgKey: 'sampleText',
        msgParam: '{"content":"你好"}',
      },
    })
  })

  it('reads both lists of an answer that says success', async () => {
    const answer = { processQueryKey: 'q', invalidStaffIdList: ['u1'], flowControlledStaffIdList: ['u2'] }
    const { client } = await start(on(TO_PERSON, { body: answer }))
    expect(await failureOf(client.send(person, text))).toMatchObject({
      kind: 'permanent-target',
      code: 'invalidStaffIdList',
    })
    expect(await failureOf(client.send({ userId: 'u2' }, text))).toMatchObject({ kind: 'retryable' })
    expect(await client.send({ userId: 'u3' }, text)).toBe('q')
  })

  it('refuses what no group takes', async () => {
    const { client } = await start()
    const long = { type: 'text' as const, text: '长'.repeat(5000) }
    expect(await failureOf(client.send(group, long))).toMatchObject({ kind: 'permanent-content', code: 'card-limit' })
    expect(api.requests).toHaveLength(0)
  })

  it('that is not answered may have happened', async () => {
    for (const answer of ['hang', 'drop'] as const) {
      const { client } = await start(on(TO_GROUP, answer), 300)
      expect(await failureOf(client.send(group, text))).toMatchObject({ kind: 'unknown-outcome' })
      await api.close()
    }
    await start()
  })

  it('that never left can be tried again', async () => {
    const { client } = await start()
    await client.prove()
    await api.close()
    expect(await failureOf(client.send(group, text))).toMatchObject({ kind: 'retryable', code: 'ECONNREFUSED' })
    await start()
  })

  it('shares one deadline among all it takes', async () => {
    const { client } = await start(on(TOKEN_PATH, 'hang'), 200)
    expect(await failureOf(client.send(group, text))).toMatchObject({ kind: 'retryable', code: 'timeout' })
  })

  it.each([
    ['a page', { body: '<html>ban</html>', headers: { 'content-type': 'text/html' } }],
    ['JSON', { body: fixture('error-ip-limit').data }],
    ['a page of the gateway', { status: 403, body: '<!DOCTYPE html>' }],
  ])('waits when our address is banned, said by %s', async (_what, answer) => {
    const { client } = await start(on(TO_GROUP, answer))
    expect(await failureOf(client.send(group, text))).toMatchObject({
      kind: 'retryable',
      code: 'ip-banned',
      retryAfterMs: 300_000,
      wholeApp: true,
    })
  })

  it.each([
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }, 'configuration'],
    ['a gateway’s page', { status: 502, body: '<html>' }, 'unknown-outcome'],
    ['no JSON', { body: 'ok' }, 'unknown-outcome'],
    ['too much', { body: `"${'x'.repeat(2_000_000)}"` }, 'unknown-outcome'],
  ] as const)('takes %s for no answer of DingTalk’s', async (_what, answer, kind) => {
    const { client } = await start(on(TO_GROUP, answer))
    expect(await failureOf(client.send(group, text))).toMatchObject({ kind })
    expect(api.calls()).toHaveLength(1)
  })

  it('sends files and pictures that were uploaded', async () => {
    const { client } = await start()
    await client.sendFile(person, '@m1', '台账.xlsx', 'xlsx')
    await client.sendImage(group, '@m2')
    const params = api.calls().map(({ body }) => [body.msgKey, JSON.parse(body.msgParam)])
    const samples = fixture('msgKey-msgParam').data
    expect(params).toEqual([
      ['sampleFile', { mediaId: '@m1', fileName: '台账.xlsx', fileType: 'xlsx' }],
      ['sampleImageMsg', { photoURL: '@m2' }],
    ])
    expect(Object.keys(params[0]?.[1])).toEqual(Object.keys(samples.sampleFile))
  })
})

describe('media', () => {
  it('are uploaded as a form, the type in the address as well', async () => {
    const { client, apiCalls } = await start(
      on('/media/upload', { body: fixture('media-upload-response').response.body }),
    )
    expect(await client.uploadMedia('file', '台账.xlsx', Buffer.from('bytes'))).toBe('$iAEKAqNwbmcDBgTNAk')
    const [call] = api.calls()
    expect(call?.query).toEqual({ type: 'file', access_token: 't-1' })
    expect(call?.contentType).toMatch(/^multipart\/form-data; boundary=/)
    expect(call?.body).toContain('filename="台账.xlsx"')
    expect(call?.body).toContain('bytes')
    expect(apiCalls.at(-1)).toMatchObject({ api: 'media.upload', pool: 'calls' })
  })

  it('have an address by their code', async () => {
    const path = fixture('file-download').request.path
    const { client } = await start(on(path, { body: fixture('file-download').response.body }))
    expect(await client.downloadUrl('code')).toMatch(/^http:\/\/wukong/)
    expect(api.calls()[0]?.body).toEqual({ downloadCode: 'code', robotCode: CLIENT_ID })
  })

  it('without a name in the answer are tried again', async () => {
    const { client } = await start()
    expect(await failureOf(client.downloadUrl('x'))).toMatchObject({ kind: 'retryable' })
    expect(await failureOf(client.uploadMedia('image', 'a.png', Buffer.from('x')))).toMatchObject({ kind: 'retryable' })
  })
})

describe('names', () => {
  it('are asked for one by one, free of charge, each person once', async () => {
    const { client, apiCalls } = await start((request) => {
      if (request.path !== USER) return undefined
      if (request.body.userid === 'u3') return refusedOld(60121)
      if (request.body.userid === 'u4') return refusedOld('33012')
      return { body: { errcode: '0', result: { userid: request.body.userid, name: `名${request.body.userid}` } } }
    })
    const ids = Array.from({ length: 12 }, (_, index) => `u${index}`)
    const names = await client.namesOf([...ids, 'u0', '', '$:LWCP_v1:$x'])
    expect(names.size).toBe(10)
    expect(names.get('u11')).toBe('名u11')
    expect(names.has('u3')).toBe(false)
    expect(api.calls()).toHaveLength(12)
    expect(apiCalls.some(({ pool }) => pool !== undefined)).toBe(false)
  })

  it('fail when DingTalk refuses for another reason', async () => {
    const { client } = await start(on(USER, refusedOld(60011)))
    expect(await failureOf(client.namesOf(['u1']))).toMatchObject({ kind: 'configuration', code: '60011' })
  })

  it('need no call for nobody', async () => {
    const { client } = await start()
    expect((await client.namesOf([])).size).toBe(0)
    expect(api.requests).toEqual([])
  })
})

describe('the platform', () => {
  it('knows its id once the credentials are proven', async () => {
    const { platform } = await start()
    expect(platform.botUserId()).toBeUndefined()
    expect(await platform.refreshBotUserId()).toBe(CLIENT_ID)
    expect(platform.botUserId()).toBe(CLIENT_ID)
    expect(api.calls()).toEqual([])
  })

  it('does not know it when they are wrong', async () => {
    const { platform } = await start(on(TOKEN_PATH, refused('invalidClientIdOrSecret')))
    await failureOf(platform.refreshBotUserId())
    expect(platform.botUserId()).toBeUndefined()
  })

  it('tells DingTalk once where taps go', async () => {
    api = await startScriptedApi(() => undefined)
    const callbackUrl = 'https://bot.example.org/dingtalk/cards'
    const { platform } = platformFor(api.url, { mode: 'webhook', cardTemplateId: 't.schema', callbackUrl })
    await platform.refreshBotUserId()
    await platform.refreshBotUserId()
    expect(api.paths()).toEqual([REGISTER])
    expect(api.calls()[0]?.body).toEqual({
      callbackRouteKey: `branch-ledger-${CLIENT_ID}`,
      callbackUrl,
      apiSecret: CLIENT_SECRET,
      forceUpdate: true,
    })
    expect(Object.keys(api.calls()[0]?.body)).toEqual(Object.keys(fixture('card-callback-register').request.body))
  })

  it('speaks without cards while it can’t, and says why', async () => {
    api = await startScriptedApi(on(REGISTER, refused('Forbidden.AccessDenied.IpNotInWhiteList', 403)))
    const config = { mode: 'webhook' as const, cardTemplateId: 't.schema', callbackUrl: 'https://x.example/c' }
    const { platform, log } = platformFor(api.url, config)
    expect(await platform.refreshBotUserId()).toBe(CLIENT_ID)
    const content = { type: 'card' as const, card: { title: '标题', tone: 'info' as const, blocks: [] } }
    expect(await platform.send({ userId: 'u1' }, content, 'k')).toEqual({ messageId: 'pqk', fixed: true })
    expect(api.paths()).toEqual([REGISTER, TO_PERSON])
    expect(log.filter((line) => line.includes('not registered'))).toHaveLength(1)
  })

  it('does not use a template whose taps could not come in', async () => {
    api = await startScriptedApi(() => undefined)
    const { platform, log } = platformFor(api.url, { mode: 'webhook', cardTemplateId: 't.schema' })
    expect(platform.keyMemoryMs({ type: 'card', card: { title: 'x', tone: 'info', blocks: [] } })).toBe(0)
    expect(log.join()).toContain('PUBLIC_URL')
  })

  it('takes webhooks or opens a connection, never both', async () => {
    api = await startScriptedApi(() => undefined)
    const stream = platformFor(api.url).platform
    expect(Object.keys(stream.webhooks)).toEqual([])
    expect(stream.connect).toBeTypeOf('function')
    const webhook = platformFor(api.url, { mode: 'webhook' }).platform
    expect(Object.keys(webhook.webhooks)).toEqual(['/dingtalk/messages', '/dingtalk/cards'])
    expect(webhook.connect).toBeUndefined()
  })

  it('says what DingTalk allows', async () => {
    api = await startScriptedApi(() => undefined)
    expect(platformFor(api.url).platform).toMatchObject({
      name: 'dingtalk',
      appId: CLIENT_ID,
      limits: { perMinute: 1000, perSecond: 20, perChatPerSecond: 2 },
      quotas: { calls: 5000, pushes: 3000 },
      formsInGroups: false,
    })
  })

  it('answers a tap with a line of its own on the card, and nothing with nothing', async () => {
    api = await startScriptedApi(() => undefined)
    const { platform } = platformFor(api.url)
    expect(platform.actionReply(undefined)).toEqual({})
    expect(platform.actionReply({ tone: 'success', text: '已撤销' })).toEqual({
      toast: { type: 'success', content: '已撤销' },
      userPrivateData: { cardParamMap: { notice: '已撤销' } },
      cardUpdateOptions: { updatePrivateDataByKey: true, updateCardDataByKey: true },
    })
    const answer = Object.keys(fixture('card-callback-response').data)
    expect(answer).toEqual(expect.arrayContaining(['userPrivateData', 'cardUpdateOptions']))
    const long = platform.actionReply({ tone: 'info', text: '长'.repeat(1000) }) as {
      userPrivateData: { cardParamMap: { notice: string } }
    }
    expect(Buffer.byteLength(long.userPrivateData.cardParamMap.notice)).toBeLessThanOrEqual(1024)
  })
})
