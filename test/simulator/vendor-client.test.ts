import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { button, cardWith, codeOf, failureOf, newClient, startBranch } from './helpers.js'

type Branch = Awaited<ReturnType<typeof startBranch>>
let branch: Branch

beforeAll(async () => {
  branch = await startBranch()
})
beforeEach(() => {
  branch.feishu.settings.limits = false
})
afterAll(() => branch.feishu.stop())

const sendText = (text: string, uuid?: string, receiveId = branch.chatId) =>
  branch.client.im.v1.message.create({
    params: { receive_id_type: receiveId.startsWith('ou_') ? 'open_id' : 'chat_id' },
    data: {
      receive_id: receiveId,
      msg_type: 'text',
      content: JSON.stringify({ text }),
      ...(uuid ? { uuid } : {}),
    },
  })

const sendCard = async (card: unknown): Promise<string> => {
  const sent = await branch.client.im.v1.message.create({
    params: { receive_id_type: 'chat_id' },
    data: { receive_id: branch.chatId, msg_type: 'interactive', content: JSON.stringify(card) },
  })
  return sent.data?.message_id ?? ''
}

describe("the vendor's unmodified client", () => {
  it('fetches one token, sends, and gets the message object of the documents', async () => {
    const { feishu, client, chatId } = await startBranch()
    const sent = await client.im.v1.message.create({
      params: { receive_id_type: 'chat_id' },
      data: { receive_id: chatId, msg_type: 'text', content: '{"text":"<at user_id=\\"all\\"></at> 大家好"}' },
    })
    expect(sent.code).toBe(0)
    expect(sent.data).toMatchObject({
      msg_type: 'text',
      chat_id: chatId,
      deleted: false,
      updated: false,
      sender: { id: feishu.options.appId, id_type: 'app_id', sender_type: 'app' },
      body: { content: '{"text":"@_all 大家好"}' },
    })
    expect(feishu.messages(chatId)[0]?.text).toBe('@所有人 大家好')
    await client.im.v1.message.get({ path: { message_id: sent.data?.message_id ?? '' } })
    expect(feishu.apiCalls().map(({ name }) => name)).toEqual([
      'auth.tenant_access_token',
      'message.create',
      'message.get',
    ])
    expect(feishu.apiCalls()[0]?.body).toEqual({ app_id: feishu.options.appId, app_secret: '***' })
    await feishu.stop()
  })

  it('sends in private by open_id, replies, and names people in the text', async () => {
    const { feishu, client, zhao } = branch
    const sent = await sendText('你好', undefined, zhao)
    const reply = await client.im.v1.message.reply({
      path: { message_id: sent.data?.message_id ?? '' },
      data: { msg_type: 'text', content: JSON.stringify({ text: `<at user_id="${zhao}">谁</at> 收到` }) },
    })
    expect(reply.data).toMatchObject({
      parent_id: sent.data?.message_id,
      body: { content: '{"text":"@_user_1 收到"}' },
      mentions: [{ key: '@_user_1', id: zhao, id_type: 'open_id', name: '赵阳' }],
    })
    expect(feishu.messages(feishu.privateChatId(zhao)).map(({ text }) => text)).toEqual(['你好', '@赵阳 收到'])
  })

  it('patches a card and refuses to edit it', async () => {
    const { feishu, client } = branch
    const messageId = await sendCard(cardWith(button('撤销')))
    const card = cardWith({ tag: 'markdown', content: '已撤销' })
    const patched = await client.im.v1.message.patch({
      path: { message_id: messageId },
      data: { content: JSON.stringify(card) },
    })
    expect(patched).toEqual({ code: 0, data: {}, msg: 'ok' })
    expect(feishu.message(messageId)).toMatchObject({
      card,
      text: '标题\n已撤销',
      updates: [{ by: 'patch', reverted: false }],
    })
    const edit = client.im.v1.message.update({
      path: { message_id: messageId },
      data: { msg_type: 'interactive', content: JSON.stringify(card) },
    })
    expect(await codeOf(edit)).toBe(230001)
  })

  it('edits a text twenty times, and recalls', async () => {
    const { client } = branch
    const path = { message_id: (await sendText('一')).data?.message_id ?? '' }
    const edit = () => client.im.v1.message.update({ path, data: { msg_type: 'text', content: '{"text":"二"}' } })
    for (let n = 0; n < 20; n += 1) expect((await edit()).code).toBe(0)
    expect(await codeOf(edit())).toBe(230072)
    expect((await client.im.v1.message.delete({ path })).code).toBe(0)
    expect(await codeOf(client.im.v1.message.delete({ path }))).toBe(230011)
    const reply = client.im.v1.message.reply({ path, data: { msg_type: 'text', content: '{"text":"三"}' } })
    expect(await codeOf(reply)).toBe(230011)
  })

  it('uploads, sends what it uploaded, and downloads what a person sent', async () => {
    const { client, feishu, chatId, zhao } = branch
    const file = await client.im.v1.file.create({
      data: { file_type: 'xls', file_name: '三月台账.xlsx', file: Buffer.from('表格\r\n--x') },
    })
    const image = await client.im.v1.image.create({ data: { image_type: 'message', image: Buffer.from([1, 2, 3]) } })
    const send = (msgType: string, content: unknown) =>
      client.im.v1.message.create({
        params: { receive_id_type: 'chat_id' },
        data: { receive_id: chatId, msg_type: msgType, content: JSON.stringify(content) },
      })
    expect((await send('file', file)).code).toBe(0)
    expect((await send('image', image)).code).toBe(0)
    expect(await codeOf(send('image', { image_key: 'img_v2_of_another_app' }))).toBe(230017)
    expect(
      await codeOf(client.im.v1.file.create({ data: { file_type: 'pdf', file_name: 'a.pdf', file: Buffer.alloc(0) } })),
    ).toBe(234010)
    const large = client.im.v1.image.create({
      data: { image_type: 'message', image: Buffer.alloc(10 * 1024 * 1024 + 1) },
    })
    expect(await codeOf(large)).toBe(234006)

    const photo = feishu.sendImage(zhao, chatId, Buffer.from('照片'))
    const { image_key: key } = JSON.parse(feishu.message(photo.messageId).content)
    const path = { message_id: photo.messageId, file_key: key }
    const resource = await client.im.v1.messageResource.get({ path, params: { type: 'image' } })
    const chunks: Buffer[] = []
    for await (const chunk of resource.getReadableStream()) chunks.push(chunk)
    expect(Buffer.concat(chunks).toString()).toBe('照片')
  })

  it('asks who people are, who is in a chat, and who it is itself', async () => {
    const { client, feishu, chatId, zhao, chen } = branch
    const bot = await client.request({ method: 'GET', url: '/open-apis/bot/v3/info' })
    expect(bot).toMatchObject({ code: 0, bot: { open_id: feishu.botOpenId, app_name: '台账助手' } })
    const names = await client.contact.v3.user.basicBatch({
      params: { user_id_type: 'open_id' },
      data: { user_ids: [zhao, chen, 'ou_nobody'] },
    })
    expect(names.data?.users?.map(({ name }) => name)).toEqual(['赵阳', '陈立'])
    const one = await client.contact.v3.user.get({ path: { user_id: zhao }, params: { user_id_type: 'open_id' } })
    expect(one.data?.user?.name).toBe('赵阳')
    const batch = await client.contact.v3.user.batch({ params: { user_ids: [zhao, chen], user_id_type: 'open_id' } })
    expect(batch.data?.items?.length).toBe(2)
    const members = await client.im.v1.chatMembers.get({ path: { chat_id: chatId }, params: { page_size: 2 } })
    expect(members.data).toMatchObject({ has_more: true, member_total: 3, items: [{ name: '赵阳' }, { name: '陈立' }] })
    const outside = feishu.addPerson('外', { inContactRange: false }).openId
    expect(await codeOf(client.contact.v3.user.get({ path: { user_id: outside } }))).toBe(41050)
    feishu.settings.contactNames = false
    const nameless = await client.contact.v3.user.get({ path: { user_id: zhao } })
    feishu.settings.contactNames = true
    expect(nameless).toMatchObject({ code: 0 })
    expect(nameless.data?.user?.name).toBeUndefined()
  })

  it('sends to many at once, with business errors as HTTP 200', async () => {
    const { client, feishu, sun } = branch
    const send = (content: unknown) =>
      client.request({
        method: 'POST',
        url: '/open-apis/message/v4/batch_send/',
        data: { msg_type: 'text', open_ids: [sun, 'ou_nobody'], content },
      })
    expect(await send({ text: '通知' })).toMatchObject({ code: 0, data: { invalid_open_ids: ['ou_nobody'] } })
    expect(feishu.replies(feishu.privateChatId(sun)).map(({ text }) => text)).toEqual(['通知'])
    expect(await send('text')).toMatchObject({ code: 10002 })
  })
})

describe('what the platform refuses', () => {
  it('a wrong secret, a missing token, a revoked token', async () => {
    const { feishu, client } = branch
    const token = await fetch(`${feishu.url}/open-apis/auth/v3/tenant_access_token/internal`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ app_id: feishu.options.appId, app_secret: 'wrong' }),
    })
    expect(await token.json()).toMatchObject({ code: 10015 })
    const bare = await fetch(`${feishu.url}/open-apis/bot/v3/info`)
    expect([bare.status, ((await bare.json()) as { code: number }).code]).toEqual([400, 99991661])
    await sendText('令牌有效')
    feishu.revokeTokens()
    // The vendor's client keeps the dead token: what it does about it is its user's business.
    expect(await codeOf(sendText('令牌无效'))).toBe(99991663)
    expect(await codeOf(sendText('令牌仍无效'))).toBe(99991663)
    branch.client = newClient(feishu)
    expect((await sendText('新令牌')).code).toBe(0)
    expect(client).not.toBe(branch.client)
  })

  it('an error as HTTP 200 when the office sees it that way', async () => {
    branch.feishu.settings.errorsAs200 = true
    const answer = await sendText('', undefined, 'oc_unknown')
    branch.feishu.settings.errorsAs200 = false
    expect(answer.code).toBe(230002)
  })

  it.each([
    ['an object as content', 'text', { text: 'x' }, 230001],
    ['content encoded twice', 'text', JSON.stringify(JSON.stringify({ text: 'x' })), 230001],
    ['an empty text', 'text', '{"text":""}', 230001],
    ['a post without a locale', 'post', '{"title":"x","content":[[]]}', 230001],
    ['an unknown type', 'system', '{}', 230001],
    ['a text over 150 KB', 'text', JSON.stringify({ text: 'x'.repeat(150 * 1024) }), 230025],
    [
      'a card over 30 KB',
      'interactive',
      JSON.stringify(cardWith({ tag: 'markdown', content: 'x'.repeat(31_000) })),
      230025,
    ],
    ['a card of 1.0', 'interactive', '{"elements":[]}', 230099],
    ['a template', 'interactive', '{"type":"template","data":{}}', 230099],
  ])('%s', async (_name, msgType, content, code) => {
    const send = branch.client.im.v1.message.create({
      params: { receive_id_type: 'chat_id' },
      data: { receive_id: branch.chatId, msg_type: msgType, content: content as string },
    })
    expect(await codeOf(send)).toBe(code)
  })

  it('the sub-code of a bad card stands in the text', async () => {
    const { data } = await failureOf(sendCard(cardWith({ tag: 'note', elements: [] })))
    expect(data.code).toBe(230099)
    expect(data.msg).toContain('ErrCode: 200861')
  })

  it('people and chats out of reach', async () => {
    const { feishu, chatId, chen } = branch
    const person = feishu.addPerson('边界')
    person.available = false
    expect(await codeOf(sendText('x', undefined, person.openId))).toBe(230013)
    person.available = true
    person.resigned = true
    expect(await codeOf(sendText('x', undefined, person.openId))).toBe(230029)
    person.resigned = false
    person.blockedBot = true
    expect(await codeOf(sendText('x', undefined, person.openId))).toBe(230053)
    expect(await codeOf(sendText('x', undefined, 'ou_0123'))).toBe(99992351)
    const other = feishu.addGroup('别的群', [chen], { botIn: false })
    expect(await codeOf(sendText('x', undefined, other.chatId))).toBe(230002)
    other.botIn = true
    other.botForbidden = true
    expect(await codeOf(sendText('x', undefined, other.chatId))).toBe(230018)
    other.disbanded = true
    expect(await codeOf(sendText('x', undefined, other.chatId))).toBe(232009)
    expect(chatId).not.toBe(other.chatId)
  })

  it('a PATCH after 14 days, to 1.0, to update_multi:false, of a text', async () => {
    let now = 0
    const { feishu, client, chatId } = await startBranch({ clock: { now: () => now }, settings: { limits: false } })
    const send = async (msgType: string, content: unknown) => {
      const sent = await client.im.v1.message.create({
        params: { receive_id_type: 'chat_id' },
        data: { receive_id: chatId, msg_type: msgType, content: JSON.stringify(content) },
      })
      return sent.data?.message_id ?? ''
    }
    const patch = (messageId: string, card: unknown) =>
      client.im.v1.message.patch({ path: { message_id: messageId }, data: { content: JSON.stringify(card) } })
    const card = cardWith(button('好'))
    const messageId = await send('interactive', card)
    expect((await failureOf(patch(messageId, { elements: [] }))).data).toMatchObject({
      code: 230099,
      msg: expect.stringContaining('ErrCode: 200830'),
    })
    expect(await codeOf(patch(messageId, { ...card, config: { update_multi: false } }))).toBe(230099)
    expect(await codeOf(patch(await send('text', { text: 'x' }), card))).toBe(230001)
    now += 14 * 24 * 3_600_000 + 1
    expect(await codeOf(patch(messageId, card))).toBe(230031)
    await feishu.stop()
  })
})

describe('uuid', () => {
  it('gives the first message again within the hour, and a new one after it', async () => {
    const { feishu } = branch
    const first = await sendText('一次', 'uuid-1')
    expect((await sendText('一次', 'uuid-1')).data?.message_id).toBe(first.data?.message_id)
    feishu.forgetUuids()
    expect((await sendText('一次', 'uuid-1')).data?.message_id).not.toBe(first.data?.message_id)
    expect(await codeOf(sendText('x', 'u'.repeat(51)))).toBe(230001)
  })

  it('is in flight while the first request is', async () => {
    const { feishu } = branch
    feishu.fault({ api: 'message.create', latencyMs: 200 })
    const slow = sendText('慢', 'uuid-2')
    await feishu.waitUntil(() => feishu.apiCalls('message.create').some(({ body }) => body?.uuid === 'uuid-2'))
    expect(await codeOf(sendText('慢', 'uuid-2'))).toBe(230049)
    expect((await slow).code).toBe(0)
  })

  it('finds the message whose answer was lost', async () => {
    const { feishu, chatId } = branch
    feishu.fault({ api: 'message.create', reset: true, moment: 'after' })
    await expect(sendText('回执', 'uuid-3')).rejects.toThrow()
    const again = await sendText('回执', 'uuid-3')
    expect(feishu.messages(chatId).filter(({ text }) => text === '回执')).toHaveLength(1)
    expect(again.data?.message_id).toBe(feishu.messages(chatId).at(-1)?.messageId)
  })
})

describe('limits', () => {
  it('five a second to one chat, told by 230020', async () => {
    branch.feishu.settings.limits = true
    const other = branch.feishu.addGroup('限流', [branch.zhao]).chatId
    const codes = await Promise.all(Array.from({ length: 7 }, () => codeOf(sendText('x', undefined, other))))
    expect(codes.filter((code) => code === 0)).toHaveLength(5)
    expect(codes.filter((code) => code === 230020)).toHaveLength(2)
  })

  it('fifty a second of one API, told by HTTP 429 with the wait in a header', async () => {
    const { feishu, client } = await startBranch()
    await client.request({ method: 'GET', url: '/open-apis/bot/v3/info' })
    const calls = await Promise.allSettled(
      Array.from({ length: 60 }, () => client.request({ method: 'GET', url: '/open-apis/bot/v3/info' })),
    )
    const refused = calls.filter((call) => call.status === 'rejected')
    expect(refused.length).toBeGreaterThanOrEqual(10)
    expect(refused[0]?.reason.response).toMatchObject({
      status: 429,
      data: { code: 99991400 },
      headers: { 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': '1' },
    })
    await feishu.stop()
  })

  it('the month, without authentication and contact calls', async () => {
    let now = 1_773_799_200_000 // 2026-03-18 10:00 +08:00
    const { feishu, client, zhao } = await startBranch({
      clock: { now: () => now },
      settings: { limits: false, monthlyQuota: 2 },
    })
    const info = () => client.request({ method: 'GET', url: '/open-apis/bot/v3/info' })
    await client.contact.v3.user.get({ path: { user_id: zhao } })
    await info()
    await info()
    expect(await codeOf(info())).toBe(99991403)
    expect(feishu.callsThisMonth()).toBe(2)
    now += 14 * 24 * 3_600_000
    expect(await codeOf(info())).toBe(0)
    await feishu.stop()
  })
})

describe('faults', () => {
  it('answer with a code, an HTTP status or nothing at all, as often as told', async () => {
    const { feishu } = branch
    feishu.fault({ api: 'message.create', code: 11232, times: 2 })
    feishu.fault({ api: /POST \/open-apis\/im\/v1\/messages$/, status: 502 })
    expect(await codeOf(sendText('x'))).toBe(11232)
    expect(await codeOf(sendText('x'))).toBe(11232)
    expect((await failureOf(sendText('x'))).status).toBe(502)
    expect((await sendText('x')).code).toBe(0)
    feishu.fault({ api: 'message.create', hang: true, times: Number.POSITIVE_INFINITY })
    const silence = fetch(`${feishu.url}/open-apis/im/v1/messages`, {
      method: 'POST',
      headers: { authorization: 'Bearer t-none' },
      signal: AbortSignal.timeout(50),
    })
    // Without a valid token the gateway answers before anything can hang.
    expect((await silence).status).toBe(400)
    feishu.clearFaults()
  })
})
