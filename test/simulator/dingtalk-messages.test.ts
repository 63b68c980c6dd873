import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { attacks } from '../../src/simulator/dingtalk/index.js'
import { signCard, signRobot } from '../../src/simulator/dingtalk/signing.js'
import { startPair, stopAll } from './dingtalk-helpers.js'

afterEach(stopAll)

describe('signatures', () => {
  it('match the vector of the documents', () => {
    expect(signRobot('1577262236757', 'this is a secret')).toBe('DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA=')
    expect(signCard('1577262236757', 'example-secret')).toMatch(/^[\w+/]{43}=$/)
  })
})

describe('a message of a person', () => {
  it('arrives from a private chat in the shape of a captured one', async () => {
    const { dingtalk, zhao, bodies, endpoint } = await startPair()
    expect((await dingtalk.sayPrivate(zhao, '帮助 @台账助手').delivered)?.state).toBe('delivered')
    const [body] = bodies()
    expect(Object.keys(body).sort()).toEqual([
      'chatbotCorpId',
      'chatbotUserId',
      'conversationId',
      'conversationType',
      'createAt',
      'isAdmin',
      'msgId',
      'msgtype',
      'openThreadId',
      'robotCode',
      'senderCorpId',
      'senderId',
      'senderNick',
      'senderPlatform',
      'senderStaffId',
      'sessionWebhook',
      'sessionWebhookExpiredTime',
      'text',
    ])
    expect(body).toMatchObject({
      conversationType: '1',
      conversationId: dingtalk.privateChatId(zhao),
      senderStaffId: 'manager4220',
      senderNick: '赵阳',
      robotCode: dingtalk.options.clientId,
      text: { content: '帮助 @台账助手' },
      msgtype: 'text',
    })
    expect(body.msgId).toMatch(/^msg[\w+/]{22}==$/)
    expect(body.senderId).toMatch(/^\$:LWCP_v1:\$/)
    const { timestamp, sign, 'content-type': type } = endpoint.requests[0]?.headers ?? {}
    expect(type).toBe('application/json; charset=utf-8')
    expect(sign).toBe(signRobot(String(timestamp), dingtalk.options.clientSecret))
    expect(Math.abs(Number(timestamp) - Date.now())).toBeLessThan(60_000)
  })

  it('arrives from a group only when it names the bot, which is taken out of the text', async () => {
    const { dingtalk, zhao, chen, chatId, bodies } = await startPair()
    const silent = dingtalk.say(zhao, chatId, '今天天气不错 @所有人')
    expect(await silent.delivered).toBeUndefined()
    expect(dingtalk.message(silent.messageId).delivery).toBe('not-for-bot')
    const said = dingtalk.say(zhao, chatId, '@台账助手 和@陈立 谈心')
    await said.delivered
    const [body] = bodies()
    expect(body).toMatchObject({
      conversationType: '2',
      conversationId: chatId,
      conversationTitle: '第三党支部',
      isInAtList: true,
      text: { content: ' 和@陈立 谈心' },
    })
    expect(chatId).toMatch(/^cid[\w+/]{22}==$/)
    expect(body.atUsers).toEqual([
      { dingtalkId: body.chatbotUserId },
      { dingtalkId: expect.stringMatching(/^\$:LWCP_v1:\$/), staffId: chen },
    ])
    expect(dingtalk.message(said.messageId)).toMatchObject({
      text: '@台账助手 和@陈立 谈心',
      delivery: 'delivered',
      mentions: [{ name: '台账助手' }, { name: '陈立' }],
    })
    dingtalk.setBotIn(chatId, false)
    expect(dingtalk.say(zhao, chatId, '@台账助手 在吗').delivery).toBeUndefined()
  })

  it('lacks the staff id of strangers and of everybody before the version is published', async () => {
    const { dingtalk, zhao, bodies } = await startPair()
    const guest = dingtalk.addPerson('客人', { external: true }).id
    await dingtalk.sayPrivate(guest, '你好').delivered
    dingtalk.settings.published = false
    await dingtalk.sayPrivate(zhao, '你好').delivered
    expect(bodies().map(({ senderStaffId }) => senderStaffId)).toEqual(['', ''])
    expect(bodies()[1]).not.toHaveProperty('isAdmin')
  })

  it('that is a reply names what it answers', async () => {
    const { dingtalk, zhao, chatId, bodies } = await startPair()
    const first = dingtalk.say(zhao, chatId, '@台账助手 一')
    await dingtalk.say(zhao, chatId, '@台账助手 二', first.messageId).delivered
    expect(bodies().at(-1)).toMatchObject({
      originalMsgId: first.messageId,
      text: { content: ' 二', isReplyMsg: true, repliedMsg: { msgId: first.messageId, msgType: 'text' } },
    })
    expect(dingtalk.messages(chatId).at(-1)?.parentId).toBe(first.messageId)
  })

  it('carries civil time, while signatures and the life of its webhook carry the real one', async () => {
    const civil = Date.parse('2026-03-18T10:00:00+08:00')
    const { dingtalk, zhao, bodies, endpoint } = await startPair(undefined, { clock: { now: () => civil } })
    await dingtalk.sayPrivate(zhao, '一').delivered
    await dingtalk.sayPrivate(zhao, '二').delivered
    expect(bodies().map(({ createAt }) => createAt)).toEqual([civil, civil + 1])
    expect(Number(endpoint.requests[0]?.headers.timestamp)).toBeGreaterThan(Date.now() - 60_000)
    expect(Math.abs(bodies()[0].sessionWebhookExpiredTime - Date.now() - 5400_000)).toBeLessThan(60_000)
  })

  it('may be a picture, a file, a voice, a video or something unknown; groups pass on little of it', async () => {
    const { dingtalk, zhao, chatId, bodies } = await startPair()
    const bytes = Buffer.from('bytes')
    const p2p = dingtalk.privateChatId(zhao)
    const sends = [
      (chat: string) => dingtalk.sendImage(zhao, chat, bytes),
      (chat: string) => dingtalk.sendFile(zhao, chat, '签到表.xlsx', bytes),
      (chat: string) => dingtalk.sendAudio(zhao, chat, '昨天开会'),
      (chat: string) => dingtalk.sendVideo(zhao, chat, bytes),
      (chat: string) => dingtalk.sendUnknown(zhao, chat),
    ]
    for (const send of sends) expect(send(chatId).delivery).toBeUndefined()
    for (const send of sends) await send(p2p).delivered
    await dingtalk.sendRichText(zhao, chatId, ['@台账助手 看图', bytes]).delivered
    expect(bodies().map(({ msgtype, content }) => [msgtype, Object.keys(content ?? {}).sort()])).toEqual([
      ['picture', ['downloadCode', 'pictureDownloadCode']],
      ['file', ['downloadCode', 'fileId', 'fileName', 'spaceId']],
      ['audio', ['downloadCode', 'duration', 'recognition']],
      ['video', ['downloadCode', 'duration', 'videoType']],
      ['unknownMsgType', ['unknownMsgType']],
      ['richText', ['richText']],
    ])
    expect(bodies().at(-1).content.richText).toEqual([
      { text: ' 看图' },
      { type: 'picture', downloadCode: expect.any(String), pictureDownloadCode: expect.any(String) },
    ])
  })

  it('that was recalled is not told to the bot', async () => {
    const { dingtalk, zhao, chen, bodies } = await startPair()
    const said = dingtalk.sayPrivate(zhao, '手滑')
    await said.delivered
    expect(() => dingtalk.recall(chen, said.messageId)).toThrow('only the sender')
    dingtalk.recall(zhao, said.messageId)
    expect(dingtalk.message(said.messageId).recalled).toBe(true)
    expect(bodies()).toHaveLength(1)
  })
})

describe('pushing', () => {
  it('is not repeated when the bot fails, unless the setting says so', async () => {
    const { dingtalk, zhao, endpoint } = await startPair(() => ({ status: 500 }), { retryMs: 1 })
    const said = dingtalk.sayPrivate(zhao, '一')
    expect((await said.delivered)?.state).toBe('failed')
    expect(dingtalk.message(said.messageId).delivery).toBe('failed')
    expect(endpoint.requests).toHaveLength(1)
    dingtalk.settings.httpRetries = 1
    const delivery = await dingtalk.sayPrivate(zhao, '二').delivered
    expect(delivery?.attempts.map(({ cause }) => cause)).toEqual(['first', 'retry'])
    expect(endpoint.requests).toHaveLength(3)
  })

  it('gives the bot 2.5 seconds, scaled', async () => {
    const { dingtalk, zhao } = await startPair(() => undefined, { messageAnswerMs: 50 })
    const delivery = await dingtalk.sayPrivate(zhao, '一').delivered
    expect(delivery?.attempts[0]?.failure).toBe('timeout')
    dingtalk.setTargets({})
    expect((await dingtalk.sayPrivate(zhao, '二').delivered)?.attempts[0]?.failure).toBe('connection')
  })

  it('can be doubled, copied, shuffled, dropped and repeated, always with the same msgId', async () => {
    const { dingtalk, zhao, bodies } = await startPair()
    dingtalk.disturb({ duplicates: 1, copies: 2 })
    const delivery = await dingtalk.sayPrivate(zhao, '一').delivered
    expect(bodies()).toHaveLength(3)
    if (delivery) await dingtalk.redeliver(delivery)
    expect(new Set(bodies().map(({ msgId }) => msgId)).size).toBe(1)
    dingtalk.disturb({ reorder: 2 })
    const held = [dingtalk.sayPrivate(zhao, '二'), dingtalk.sayPrivate(zhao, '三')]
    await Promise.all(held.map(({ delivered }) => delivered))
    dingtalk.sayPrivate(zhao, '四')
    dingtalk.releaseHeld()
    await dingtalk.settled()
    expect(bodies().slice(4)).toHaveLength(3)
    dingtalk.disturb({ drop: () => true })
    expect((await dingtalk.sayPrivate(zhao, '五').delivered)?.state).toBe('dropped')
    expect(bodies()).toHaveLength(7)
  })

  it('sends a notice without words once the month is used up', async () => {
    const { dingtalk, zhao, bodies } = await startPair(undefined, { settings: { monthlyWebhooks: 1 } })
    await dingtalk.sayPrivate(zhao, '一').delivered
    const over = dingtalk.sayPrivate(zhao, '二')
    await over.delivered
    await dingtalk.pushQuotaNotice().done
    expect(bodies()[1]).toEqual({ errorCode: 20001, errorMessage: expect.stringContaining('超量') })
    expect(bodies()[2]).toEqual(bodies()[1])
    expect(dingtalk.message(over.messageId).delivery).toBe('delivered')
    dingtalk.settings.quotaNotice = 'whole'
    await dingtalk.sayPrivate(zhao, '三').delivered
    expect(bodies()[3]).toMatchObject({ errorCode: 20001, senderStaffId: zhao })
    expect(bodies()[3]).not.toHaveProperty('text')
    expect(dingtalk.callsThisMonth().webhook).toBe(1)
  })

  it('posts a message in the answer only where the platform is said to', async () => {
    const reply = { msgtype: 'text', text: { content: '收到' } }
    const { dingtalk, zhao } = await startPair(() => ({ body: JSON.stringify(reply) }))
    const chatId = dingtalk.privateChatId(zhao)
    await dingtalk.sayPrivate(zhao, '一').delivered
    expect(dingtalk.replies(chatId)).toEqual([])
    dingtalk.settings.answerBodies = 'sent'
    await dingtalk.sayPrivate(zhao, '二').delivered
    expect(dingtalk.replies(chatId).map(({ text }) => text)).toEqual(['收到'])
  })

  it('goes over Stream when the console says so', async () => {
    const { dingtalk, zhao, bodies } = await startPair()
    dingtalk.settings.mode = 'stream'
    const delivery = await dingtalk.sayPrivate(zhao, '一').delivered
    expect(delivery?.streams.map(({ state }) => state)).toEqual(['no-connection'])
    expect(delivery?.state).toBe('failed')
    expect(bodies()).toEqual([])
  })
})

describe('an attack', () => {
  it.each(attacks)('%s reaches the address', async (kind) => {
    const { dingtalk, zhao, endpoint } = await startPair(() => ({ status: 401 }))
    await dingtalk.sayPrivate(zhao, '一').delivered
    expect((await dingtalk.attack(kind)).status).toBe(401)
    const [genuine, attacked] = endpoint.requests
    const { timestamp, sign } = attacked?.headers ?? {}
    const { clientSecret } = dingtalk.options
    const signed = typeof timestamp === 'string' && sign === signRobot(timestamp, clientSecret)
    const fresh = Math.abs(Number(timestamp) - Date.now()) < 60 * 60_000
    expect([signed && fresh, attacked?.body === genuine?.body]).not.toEqual([true, true])
  })
})

describe('Stream, all of it together', () => {
  /** Opens a connection for messages and taps and acknowledges each frame with what `answer` says. */
  async function connect({ dingtalk, bot }: Awaited<ReturnType<typeof startPair>>, answer: (data: string) => unknown) {
    const { clientId, clientSecret } = dingtalk.options
    const opened = await bot.post('/v1.0/gateway/connections/open', {
      clientId,
      clientSecret,
      subscriptions: ['/v1.0/im/bot/messages/get', '/v1.0/card/instances/callback'].map((topic) => ({
        type: 'CALLBACK',
        topic,
      })),
    })
    const received: { topic: string; data: string }[] = []
    const socket = new WebSocket(`${opened.body.endpoint}?ticket=${opened.body.ticket}`)
    socket.on('message', (raw) => {
      const { headers, data } = JSON.parse(String(raw))
      received.push({ topic: headers.topic, data })
      const ack = { response: answer(data) }
      socket.send(
        JSON.stringify({
          code: 200,
          headers: { contentType: 'application/json', messageId: headers.messageId },
          message: 'OK',
          data: JSON.stringify(ack),
        }),
      )
    })
    await dingtalk.waitUntil(() => dingtalk.gateway.connections().length > 0)
    return { received, socket }
  }

  it('delivers messages and taps and applies the answer to a tap', async () => {
    const templateId = 'ledger.schema'
    const pair = await startPair(undefined, { templateId, settings: { mode: 'stream' } })
    const { dingtalk, bot, zhao } = pair
    const { received, socket } = await connect(pair, () => ({ userPrivateData: { cardParamMap: { notice: '好' } } }))
    expect((await dingtalk.sayPrivate(zhao, '一').delivered)?.state).toBe('delivered')
    expect(JSON.parse(received[0]?.data ?? '')).toMatchObject({ senderStaffId: zhao, text: { content: '一' } })
    const buttons = JSON.stringify([{ text: '撤销', style: 'danger', action: 'undo' }])
    await bot.post('/v1.0/card/instances/createAndDeliver', {
      cardTemplateId: templateId,
      outTrackId: 'a',
      callbackType: 'STREAM',
      cardData: { cardParamMap: { title: '一', buttons } },
      openSpaceId: `dtv1.card//IM_ROBOT.${zhao}`,
      imRobotOpenSpaceModel: {},
      imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT' },
    })
    const [card] = dingtalk.replies(dingtalk.privateChatId(zhao))
    expect(await dingtalk.tap(zhao, card?.messageId ?? '', '撤销')).toEqual({ toast: { type: 'info', content: '好' } })
    expect(JSON.parse(received[1]?.data ?? '')).toMatchObject({ outTrackId: 'a', userId: zhao })
    expect(dingtalk.apiCalls('gateway.open')).toMatchObject([{ status: 200, code: 0 }])
    socket.terminate()
  })
})
