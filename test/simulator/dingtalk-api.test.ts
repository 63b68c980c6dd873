import { afterEach, describe, expect, it } from 'vitest'
import { signRobot } from '../../src/simulator/dingtalk/signing.js'
import { startBranch, startPair, stopAll } from './dingtalk-helpers.js'

afterEach(stopAll)

const text = { msgtype: 'text', text: { content: '收到' } }

describe('the token', () => {
  it('is one for all three ways, the same while it is valid', async () => {
    const { dingtalk, bot } = await startBranch()
    const { clientId, clientSecret, corpId } = dingtalk.options
    const old = await bot.json('GET', `/gettoken?appkey=${clientId}&appsecret=${clientSecret}`)
    expect(old.body).toEqual({ errcode: 0, errmsg: 'ok', access_token: bot.token, expires_in: 7200 })
    const unified = await bot.post(`/v1.0/oauth2/${corpId}/token`, {
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'client_credentials',
    })
    expect(unified.body).toEqual({ access_token: bot.token, expires_in: 7200 })
    const wrong = await bot.post('/v1.0/oauth2/accessToken', { appKey: clientId, appSecret: 'wrong' })
    expect(wrong).toMatchObject({
      status: 400,
      body: { code: 'invalidClientIdOrSecret', requestid: expect.any(String) },
    })
    expect(JSON.stringify(dingtalk.apiCalls())).not.toContain(clientSecret)
  })

  it('is asked for by both hosts, each in its own way, and can be taken away', async () => {
    const { dingtalk, bot, zhao } = await startBranch()
    expect((await bot.batchSend([zhao])).status).toBe(200)
    dingtalk.revokeTokens()
    expect(await bot.batchSend([zhao])).toMatchObject({ status: 400, body: { code: 'InvalidAuthentication' } })
    expect(await bot.post('/topapi/v2/user/get', { userid: zhao })).toMatchObject({
      status: 200,
      body: { errcode: 40014 },
    })
    const revoked = bot.token
    await bot.signIn()
    expect(bot.token).not.toBe(revoked)
  })
})

describe('sessionWebhook', () => {
  it('posts texts, markdown, links, ActionCards and feeds into its chat, and nothing for empty', async () => {
    const { dingtalk, bot, zhao, chatId, openSession } = await startPair()
    const webhook = await openSession(chatId)
    const send = async (body: unknown) =>
      expect((await bot.postTo(webhook, body)).body).toEqual({ errcode: 0, errmsg: 'ok' })
    await send({ ...text, text: { content: `收到 @${zhao}` }, at: { atUserIds: [zhao] } })
    await send({ msgtype: 'markdown', markdown: { title: '标题', text: '### 已记\n> 第**一**条' } })
    await send({ msgtype: 'link', link: { title: '链接', text: '说明', messageUrl: 'https://a.cn', picUrl: '' } })
    const btns = [
      { title: '查看', actionURL: 'https://a.cn' },
      { title: '撤销', actionURL: 'dtmd://dingtalkclient/sendMessage?content=%E6%92%A4%E9%94%80' },
    ]
    await send({ msgtype: 'actionCard', actionCard: { title: '卡', text: '要撤销吗？', btnOrientation: '1', btns } })
    await send({
      msgtype: 'feedCard',
      feedCard: { links: [{ title: '第一条', messageURL: 'https://a.cn', picURL: '' }] },
    })
    await send({ msgtype: 'empty' })
    expect(dingtalk.replies(chatId).map((message) => message.text)).toEqual([
      '收到 @赵阳',
      '已记\n第一条',
      '链接\n说明',
      '要撤销吗？\n查看\n撤销',
      '第一条',
    ])
    expect(dingtalk.replies(chatId)[0]).toMatchObject({ via: 'session', mentions: [{ name: '赵阳' }] })
    expect(dingtalk.replies(chatId)[1]?.markdown?.title).toBe('标题')
    expect(dingtalk.replies(chatId)[3]?.actionCard).toMatchObject({
      vertical: false,
      buttons: [{ text: '查看' }, { text: '撤销' }],
    })
  })

  it.each<[string, unknown]>([
    ['an unknown type', { msgtype: 'image', image: {} }],
    ['a text without words', { msgtype: 'text', text: {} }],
    ['a card without buttons', { msgtype: 'actionCard', actionCard: { title: 'a', text: 'b', btns: [] } }],
    ['half a button', { msgtype: 'actionCard', actionCard: { title: 'a', text: 'b', btns: [{ title: 'c' }] } }],
    ['no JSON', '{'],
  ])('refuses %s', async (_name, body) => {
    const { dingtalk, bot, chatId, openSession } = await startPair()
    expect((await bot.postTo(await openSession(chatId), body)).body.errcode).toBe(400105)
    expect(dingtalk.replies(chatId)).toEqual([])
  })

  it('is one per chat, lives on with every message, and is gone with HTTP 200 after that', async () => {
    const { dingtalk, bot, zhao, chatId, bodies, openSession } = await startPair()
    const webhook = await openSession(chatId)
    expect(await openSession(chatId)).toBe(webhook)
    expect(await openSession(dingtalk.privateChatId(zhao))).not.toBe(webhook)
    expect(bodies()[1].sessionWebhookExpiredTime).toBeGreaterThanOrEqual(bodies()[0].sessionWebhookExpiredTime)
    dingtalk.expireSessions()
    expect(await bot.postTo(webhook, text)).toEqual({
      status: 200,
      body: { errcode: 300001, errmsg: 'session 不存在' },
    })
    expect(await openSession(chatId)).not.toBe(webhook)
  })

  it.each(['webhook', 'api', 'free'] as const)('counts as %s', async (budget) => {
    const { dingtalk, bot, chatId, openSession } = await startPair(undefined, {
      settings: { sessionRepliesCount: budget },
    })
    const webhook = await openSession(chatId)
    const before = dingtalk.callsThisMonth()
    await bot.postTo(webhook, text)
    expect(dingtalk.callsThisMonth()).toEqual({
      api: before.api + (budget === 'api' ? 1 : 0),
      webhook: before.webhook + (budget === 'webhook' ? 1 : 0),
    })
    Object.assign(dingtalk.settings, { monthlyApiCalls: 0, monthlyWebhooks: 0 })
    expect((await bot.postTo(webhook, text)).body.errcode).toBe(budget === 'free' ? 0 : 90020)
  })
})

describe('private messages of the robot', () => {
  it('go to those it can reach and name the others', async () => {
    const { dingtalk, bot, zhao, chen, sun } = await startBranch()
    const [, secondary, last] = dingtalk.people()
    if (secondary) secondary.available = false
    if (last) last.flowControlled = true
    const { status, body } = await bot.batchSend([zhao, zhao, chen, sun, 'nobody'])
    expect(status).toBe(200)
    expect(body).toEqual({
      processQueryKey: expect.any(String),
      invalidStaffIdList: [chen, 'nobody'],
      flowControlledStaffIdList: [sun],
    })
    expect(dingtalk.replies(dingtalk.privateChatId(zhao))).toMatchObject([{ text: '你好', via: 'openapi' }])
    dingtalk.settings.unavailablePeople = 'refused'
    expect(await bot.batchSend([zhao, chen])).toMatchObject({ status: 400, body: { code: 'robot.oto.notExist' } })
  })

  it('reach people who never opened the chat, unless the platform is said not to', async () => {
    const { dingtalk, bot, zhao } = await startBranch()
    dingtalk.settings.unopenedChats = 'refused'
    expect((await bot.batchSend([zhao])).body.code).toBe('robot.oto.notExist')
    dingtalk.sayPrivate(zhao, '你好')
    expect((await bot.batchSend([zhao])).status).toBe(200)
  })

  it.each<[string, (bot: Awaited<ReturnType<typeof startBranch>>) => Promise<{ body: { code: string } }>, string]>([
    [
      'more than 20',
      ({ bot }) => bot.batchSend(Array.from({ length: 21 }, (_, n) => String(n))),
      'invalidParameter.userIds.overMax',
    ],
    ['nobody', ({ bot }) => bot.batchSend([]), 'miss.param.userIds'],
    ['an unknown key', ({ bot, zhao }) => bot.batchSend([zhao], 'sampleCard'), 'invalidParameter.msgKey'],
    [
      'a key without its words',
      ({ bot, zhao }) => bot.batchSend([zhao], 'sampleMarkdown'),
      'invalidParameter.msgParam',
    ],
    [
      'a medium nobody uploaded',
      ({ bot, zhao }) => bot.batchSend([zhao], 'sampleFile', { mediaId: '@x', fileName: 'a.pdf', fileType: 'pdf' }),
      'invalidParameter.msgParam',
    ],
    [
      'too many bytes',
      ({ bot, zhao }) => bot.batchSend([zhao], 'sampleText', { content: '长'.repeat(5000) }),
      'invalidParameter.msgParam',
    ],
    [
      'an object in place of a JSON text',
      ({ bot, dingtalk, zhao }) =>
        bot.post('/v1.0/robot/oToMessages/batchSend', {
          robotCode: dingtalk.options.robotCode,
          userIds: [zhao],
          msgKey: 'sampleText',
          msgParam: { content: 'a' },
        }),
      'invalidParameter.msgParam',
    ],
    [
      'another robot',
      ({ bot, zhao }) => bot.post('/v1.0/robot/oToMessages/batchSend', { robotCode: 'dingother', userIds: [zhao] }),
      'invalidParameter.robotCode',
    ],
  ])('are refused: %s', async (_name, call, code) => {
    const branch = await startBranch()
    const { body } = await call(branch)
    expect(body.code).toBe(code)
    expect(branch.dingtalk.chats()).toHaveLength(1)
  })

  it('can be every kind of ActionCard, side by side only with the sixth', async () => {
    const { dingtalk, bot, zhao } = await startBranch()
    const head = { title: '标题', text: '正文' }
    await bot.batchSend([zhao], 'sampleActionCard', { ...head, singleTitle: '看', singleURL: 'https://a.cn' })
    const two = { actionTitle1: '一', actionURL1: 'https://a.cn', actionTitle2: '二', actionURL2: 'https://b.cn' }
    await bot.batchSend([zhao], 'sampleActionCard2', { ...head, ...two })
    const six = { buttonTitle1: '左', buttonUrl1: 'https://a.cn', buttonTitle2: '右', buttonUrl2: 'https://b.cn' }
    await bot.batchSend([zhao], 'sampleActionCard6', { ...head, ...six })
    const replies = dingtalk.replies(dingtalk.privateChatId(zhao))
    expect(replies.map((message) => message.text)).toEqual(['正文\n看', '正文\n一\n二', '正文\n左\n右'])
    expect(replies.map(({ actionCard }) => actionCard?.vertical)).toEqual([true, true, false])
    expect((await bot.batchSend([zhao], 'sampleActionCard3', { ...head, ...two })).status).toBe(400)
  })
})

describe('group messages of the robot', () => {
  it('need a group it is in', async () => {
    const { dingtalk, bot, zhao, chatId } = await startBranch()
    expect((await bot.groupSend(chatId)).body).toEqual({ processQueryKey: expect.any(String) })
    expect(dingtalk.replies(chatId)).toMatchObject([{ text: '大家好', via: 'openapi', sender: { name: '台账助手' } }])
    const code = async (conversation: string) => (await bot.groupSend(conversation)).body.code
    expect(await code('cidnothing==')).toBe('invalid.openConversationId')
    expect(await code(dingtalk.privateChatId(zhao))).toBe('invalid.openConversationId')
    dingtalk.setBotIn(chatId, false)
    expect(await code(chatId)).toBe('resource.not.found')
    dingtalk.disband(chatId)
    expect(await code(chatId)).toBe('group.disbanded')
  })

  it('never name anybody', async () => {
    const { dingtalk, bot, zhao, chatId } = await startBranch()
    await bot.groupSend(chatId, 'sampleMarkdown', { title: 'a', text: `@${zhao} 请看` })
    expect(dingtalk.replies(chatId)[0]).toMatchObject({ text: `@${zhao} 请看`, mentions: [] })
  })

  it('and private ones can be recalled by their key', async () => {
    const { dingtalk, bot, zhao, chatId } = await startBranch()
    const { robotCode } = dingtalk.options
    const { processQueryKey } = (await bot.groupSend(chatId)).body
    const recalled = await bot.post('/v1.0/robot/groupMessages/recall', {
      robotCode,
      openConversationId: chatId,
      processQueryKeys: [processQueryKey, 'other'],
    })
    expect(recalled.body).toEqual({ successResult: [processQueryKey], failedResult: { other: expect.any(String) } })
    expect(dingtalk.messages(chatId)[0]?.recalled).toBe(true)
    const key = (await bot.batchSend([zhao])).body.processQueryKey
    await bot.post('/v1.0/robot/otoMessages/batchRecall', { robotCode, processQueryKeys: [key] })
    expect(dingtalk.messages(dingtalk.privateChatId(zhao))[0]?.recalled).toBe(true)
  })
})

describe('a custom robot', () => {
  const signed = (secret: string, at = Date.now()) =>
    `&timestamp=${at}&sign=${encodeURIComponent(signRobot(String(at), secret))}`

  it('speaks with a fresh signature and once per msgUuid', async () => {
    const { dingtalk, bot, chatId } = await startBranch()
    const { webhook, secret = '' } = dingtalk.addCustomRobot(chatId, { name: '值班' })
    const call = async (query: string, body: unknown = text) => (await bot.postTo(webhook + query, body)).body.errcode
    expect(secret).toMatch(/^SEC/)
    expect(await call('')).toBe(310000)
    expect(await call(signed(secret, Date.now() - 2 * 60 * 60_000))).toBe(310000)
    expect(await call(signed('SECother'))).toBe(310000)
    expect(await call(signed(secret), { ...text, msgUuid: 'u1' })).toBe('0')
    expect(await call(signed(secret), { ...text, msgUuid: 'u1' })).toBe('0')
    expect(dingtalk.messages(chatId)).toMatchObject([{ text: '收到', via: 'custom', sender: { name: '值班' } }])
    expect(dingtalk.replies(chatId)).toEqual([])
    expect((await bot.postTo(`${dingtalk.url}/robot/send?access_token=x`, text)).body.errcode).toBe(400101)
  })

  it('is silent for ten minutes after twenty messages, and keeps to its keywords', async () => {
    const { dingtalk, bot, chatId } = await startBranch()
    const { webhook } = dingtalk.addCustomRobot(chatId, { signed: false, keywords: ['收到'] })
    expect((await bot.postTo(webhook, { msgtype: 'text', text: { content: '你好' } })).body.errcode).toBe(310000)
    for (let n = 0; n < 20; n += 1) expect((await bot.postTo(webhook, text)).body.errcode).toBe('0')
    expect((await bot.postTo(webhook, text)).body.errcode).toBe(410100)
    expect(dingtalk.callsThisMonth().webhook).toBe(22)
  })
})

describe('files', () => {
  it('that people sent are fetched by a code, then by an address', async () => {
    const { dingtalk, bot, zhao, bodies } = await startPair()
    await dingtalk.sendFile(zhao, dingtalk.privateChatId(zhao), '表.xlsx', Buffer.from('内容')).delivered
    const { robotCode } = dingtalk.options
    const { downloadCode } = bodies()[0].content
    const { body } = await bot.post('/v1.0/robot/messageFiles/download', { downloadCode, robotCode })
    expect(await (await fetch(body.downloadUrl)).text()).toBe('内容')
    expect((await fetch(`${dingtalk.url}/simulated-files/other`)).status).toBe(403)
    dingtalk.settings.downloadCodeSeconds = 0
    const expired = await bot.post('/v1.0/robot/messageFiles/download', { downloadCode, robotCode })
    expect(expired).toMatchObject({ status: 400, body: { code: 'invalidParameter.robotCode.downloadCode' } })
  })

  it('are uploaded by type, name and size, and can then be sent', async () => {
    const { dingtalk, bot, zhao } = await startBranch()
    const upload = async (name: string, type: string, bytes = Buffer.from('bytes')) => {
      const form = new FormData()
      form.set('media', new Blob([bytes]), name)
      const response = await fetch(`${dingtalk.url}/media/upload?access_token=${bot.token}&type=${type}`, {
        method: 'POST',
        body: form,
      })
      return (await response.json()) as { errcode: number; media_id: string }
    }
    const { media_id: mediaId, errcode } = await upload('台账.xlsx', 'file')
    expect(errcode).toBe(0)
    await bot.batchSend([zhao], 'sampleFile', { mediaId, fileName: '台账.xlsx', fileType: 'xlsx' })
    expect(dingtalk.replies(dingtalk.privateChatId(zhao))[0]?.text).toBe('[文件] 台账.xlsx')
    expect((await upload('a.csv', 'file')).errcode).toBe(40005)
    expect((await upload('a.xlsx', '')).errcode).toBe(40004)
    expect((await upload('a.amr', 'voice', Buffer.alloc(2 * 1024 * 1024 + 1))).errcode).toBe(40006)
  })
})

describe('contacts', () => {
  it('are found by number, id and name, printed as strings and free except for the search', async () => {
    const { dingtalk, bot, zhao } = await startBranch()
    const byMobile = (mobile: string) => bot.post('/topapi/v2/user/getbymobile', { mobile })
    expect((await byMobile('13900001111')).body).toEqual({ errcode: '0', errmsg: 'ok', result: { userid: zhao } })
    expect((await byMobile('13900002222')).body.errcode).toBe(60121)
    expect((await byMobile('赵阳')).body.errcode).toBe(40104)
    const user = await bot.post('/topapi/v2/user/get', { userid: zhao })
    expect(user.body.result).toMatchObject({ name: '赵阳', active: 'true', dept_id_list: '[1]' })
    dingtalk.settings.numbersAsStrings = false
    expect((await bot.post('/topapi/v2/user/get', { userid: zhao })).body).toMatchObject({
      errcode: 0,
      result: { active: true },
    })
    expect((await bot.post('/topapi/v2/user/get', { userid: 'nobody' })).body.errcode).toBe(33012)
    expect(dingtalk.callsThisMonth().api).toBe(0)
    const found = await bot.post('/v1.0/contact/users/search', { queryWord: '赵', offset: 0, size: 10 })
    expect(found.body).toEqual({ hasMore: false, totalCount: 1, list: [zhao] })
    expect(dingtalk.callsThisMonth().api).toBe(1)
  })

  it('sign in with a code that works once', async () => {
    const { dingtalk, bot, zhao } = await startBranch()
    const { clientId, clientSecret } = dingtalk.options
    const code = dingtalk.authCode(zhao)
    expect((await bot.post('/topapi/v2/user/getuserinfo', { code })).body.result).toMatchObject({
      userid: zhao,
      name: '赵阳',
    })
    expect((await bot.post('/topapi/v2/user/getuserinfo', { code })).body.errcode).toBe(40078)
    const signIn = { clientId, clientSecret, code: dingtalk.authCode(zhao), grantType: 'authorization_code' }
    bot.token = (await bot.post('/v1.0/oauth2/userAccessToken', signIn)).body.accessToken
    const me = await bot.json('GET', '/v1.0/contact/users/me')
    expect(me.body).toMatchObject({ nick: '赵阳', unionId: dingtalk.people()[0]?.unionId })
    expect(me.body).not.toHaveProperty('userId')
  })
})

describe('limits and office', () => {
  it('allow 20 calls a second of one API; a refused one is not counted', async () => {
    const { dingtalk, bot, zhao } = await startBranch()
    const answers = await Promise.all(Array.from({ length: 22 }, () => bot.batchSend([zhao])))
    const refused = answers.filter(({ status }) => status === 403)
    expect(refused.map(({ body }) => body.code)).toEqual(
      refused.map(() => 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi'),
    )
    expect(refused.length).toBeGreaterThan(0)
    expect(dingtalk.callsThisMonth().api).toBe(22 - refused.length)
  })

  it('end the month for both hosts, but not for free calls', async () => {
    const { bot, zhao, chatId } = await startBranch({ settings: { monthlyApiCalls: 0 } })
    expect(await bot.groupSend(chatId)).toMatchObject({
      status: 403,
      body: { code: 'Forbidden.AccessDenied.ApiCountLimitForOrg' },
    })
    expect((await bot.post('/media/upload?type=file', {})).body.errcode).toBe(90020)
    expect((await bot.post('/topapi/v2/user/get', { userid: zhao })).body.errcode).toBe('0')
  })

  it('start a new month with the civil clock', async () => {
    let civil = Date.parse('2026-03-31T23:00:00+08:00')
    const { dingtalk, bot, chatId } = await startBranch({ clock: { now: () => civil } })
    await bot.groupSend(chatId)
    expect(dingtalk.callsThisMonth().api).toBe(1)
    civil += 2 * 60 * 60_000
    expect(dingtalk.callsThisMonth().api).toBe(0)
  })

  it('name the permission point or the address that is missing', async () => {
    const { dingtalk, bot, zhao, chatId } = await startBranch()
    dingtalk.settings.deniedScopes.add('qyapi_robot_sendmsg').add('qyapi_get_member')
    expect(await bot.groupSend(chatId)).toMatchObject({
      status: 403,
      body: {
        code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
        accessdenieddetail: { requiredScopes: ['qyapi_robot_sendmsg'] },
      },
    })
    expect((await bot.post('/topapi/v2/user/get', { userid: zhao })).body.errcode).toBe(60011)
    dingtalk.settings.ipAllowed = false
    expect((await bot.groupSend(chatId)).body.code).toBe('Forbidden.AccessDenied.IpNotInWhiteList')
    expect((await bot.post('/topapi/v2/user/get', { userid: zhao })).body.errcode).toBe(60020)
  })
})

describe('a fault', () => {
  it.each<[string, Parameters<Awaited<ReturnType<typeof startBranch>>['dingtalk']['fault']>[0], object]>([
    ['throttling', { api: 'robot.groupSend', code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi' }, { status: 403 }],
    ['a busy system', { api: /groupMessages/, code: 'system.busy' }, { status: 500, body: { code: 'system.busy' } }],
    ['a code of the old API', { api: 'robot.groupSend', code: -1 }, { status: 200, body: { errcode: -1 } }],
    ['a body', { api: 'robot.groupSend', body: { status: 1111, wait: 5 } }, { status: 200, body: { status: 1111 } }],
  ])('%s hits once, before anything was done', async (_name, fault, answer) => {
    const { dingtalk, bot, chatId } = await startBranch()
    dingtalk.fault(fault)
    expect(await bot.groupSend(chatId)).toMatchObject(answer)
    expect(dingtalk.replies(chatId)).toEqual([])
    expect((await bot.groupSend(chatId)).status).toBe(200)
    expect(dingtalk.apiCalls('robot.groupSend').at(-1)).toMatchObject({
      status: 200,
      code: 0,
      body: { openConversationId: chatId },
    })
  })

  it('can take the answer away after the work was done', async () => {
    const { dingtalk, bot, chatId } = await startBranch()
    dingtalk.fault({ api: 'robot.groupSend', moment: 'after', reset: true })
    await expect(bot.groupSend(chatId)).rejects.toThrow()
    expect(dingtalk.replies(chatId)).toHaveLength(1)
    expect(dingtalk.apiCalls('robot.groupSend')[0]?.status).toBe(0)
    dingtalk.fault({ api: 'robot.groupSend', status: 504 })
    const response = await fetch(`${dingtalk.url}/v1.0/robot/groupMessages/send`, {
      method: 'POST',
      headers: { 'x-acs-dingtalk-access-token': bot.token },
    })
    expect([response.status, response.headers.get('content-type')]).toEqual([504, 'text/html; charset=utf-8'])
    dingtalk.fault({ api: 'gateway.open', code: 'system.busy' })
    expect((await bot.post('/v1.0/gateway/connections/open', {})).status).toBe(500)
    dingtalk.fault({ api: 'robot.groupSend', hang: true })
    dingtalk.clearFaults()
    expect((await bot.groupSend(chatId)).status).toBe(200)
  })

  it('is nothing an unknown path needs', async () => {
    const { dingtalk, bot } = await startBranch()
    expect((await bot.post('/v1.0/robot/nothing', {})).status).toBe(404)
    expect(dingtalk.apiCalls('unknown')).toHaveLength(1)
  })
})
