import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Logger } from '../../../src/core/logger.js'
import type { ApiCall } from '../../../src/core/platform.js'
import { createReaders } from '../../../src/platforms/dingtalk/read-event.js'
import { readRobotMessage } from '../../../src/platforms/dingtalk/read-message.js'
import {
  CLIENT_ID,
  fixture,
  messageOf,
  messageRequest,
  NOW,
  OAPI_BASE,
  ourMessage,
  READ_CONFIG,
  receiveMessage,
  tapOf,
} from './setup.js'

const BOT_MENTION = { key: '\u0000@bot', userId: CLIENT_ID, name: '' }
const SESSION = `${OAPI_BASE}/robot/sendBySession?session=1`

const with_ = (change: object, name = 'recv-http-text-group') => ({ ...ourMessage(name), ...change })
const text = (content: string) => with_({ text: { content } })

describe('messages', () => {
  it('reads the documented group text', () => {
    expect(messageOf(ourMessage('recv-http-text-group'))).toEqual({
      platform: 'dingtalk',
      kind: 'message',
      appId: CLIENT_ID,
      key: `${CLIENT_ID}:msgrK2xxxxU+riw==`,
      chatId: 'cid6EUxxxxsg==',
      chatType: 'group',
      messageId: 'msgrK2xxxxU+riw==',
      senderId: '0147xxxx8602',
      sentAt: 1_708_327_204_136,
      contentType: 'text',
      text: 'text',
      mentions: [BOT_MENTION],
      mentionsAll: false,
      replyRoute: {
        url: 'https://oapi.dingtalk.com/robot/sendBySession?session=66d7c695a9xxxxdeb885',
        expiresAt: 1_708_332_604_316,
      },
    })
  })

  it('reads the text of a Stream frame the same way', () => {
    expect(messageOf(ourMessage('recv-stream-text-group'))).toMatchObject({ text: '你好', mentions: [BOT_MENTION] })
  })

  it('reads a real private text; the person stands for the chat', () => {
    expect(messageOf({ ...ourMessage('recv-real-single-text'), senderStaffId: 'u1' })).toMatchObject({
      chatType: 'p2p',
      chatId: 'IM_ROBOT.u1',
      senderId: 'u1',
      text: 'hello',
      sentAt: 1_774_080_994_334,
      mentions: [],
    })
  })

  it.each([
    ['recv-single-text', { contentType: 'text', text: 'hello DingTalk!' }],
    ['recv-single-picture', { contentType: 'image', text: '', resourceKey: 'mIof****JE0E' }],
    ['recv-single-file', { contentType: 'file', text: '', resourceKey: 'LJYY****bw==' }],
    [
      'recv-single-audio',
      { contentType: 'audio', text: '钉钉PaaS开放中心，致力为企业……', resourceKey: 'mIof****7g==' },
    ],
    ['recv-single-video', { contentType: 'other', text: '', resourceKey: 'mIof****SaqP' }],
    ['recv-single-unknownMsgType', { contentType: 'other', text: '' }],
    [
      'recv-single-richText',
      {
        contentType: 'text',
        text: '这个问题示例图如下：\n通过以上示意图可以明白完整的交互流程',
        resourceKey: 'mIof****7A==',
      },
    ],
    ['recv-real-single-file', { contentType: 'file' }],
    ['recv-real-single-picture', { contentType: 'image' }],
  ])('reads %s', (name, expected) => {
    expect(messageOf(ourMessage(name))).toMatchObject({ ...expected, chatType: 'p2p', mentions: [] })
  })

  it.each([
    ['recv-content-picture', 'image'],
    ['recv-content-audio', 'audio'],
    ['recv-content-video', 'other'],
    ['recv-content-file', 'file'],
    ['recv-content-richText', 'text'],
  ])('reads the content of %s', (name, contentType) => {
    const message = messageOf(with_({ text: undefined, ...fixture(name).data }))
    expect(message).toMatchObject({ contentType })
  })

  it('has a test for every sample of a message', () => {
    const samples = readdirSync(new URL('../../fixtures/dingtalk', import.meta.url)).filter((name) =>
      name.startsWith('recv-'),
    )
    for (const name of samples) {
      const sample = fixture(name.replace('.json', ''))
      if (sample.raw !== undefined)
        expect(() => receiveMessage(messageRequest(sample.raw))).toThrow('not a JSON object')
      else if (name === 'recv-quota-exceeded.json')
        expect(receiveMessage(messageRequest(sample.data))).toMatchObject({ type: 'ignored' })
      else
        expect(
          messageOf(with_(sample.data.msgId ? { ...sample.data, robotCode: CLIENT_ID } : sample.data)),
        ).toBeDefined()
    }
    expect(samples).toHaveLength(19)
  })

  it('keeps pieces of one sentence together and drops the name of the bot itself', () => {
    const richText = [
      { type: 'at', atName: '台账助手', atUserId: '$:LWCP_xxxxr5' },
      { text: ' 昨天下午' },
      { text: '集中学习' },
      { type: 'at', atName: '王敏', atUserId: '$:LWCP_other' },
      { type: 'picture', downloadCode: 'one' },
      { type: 'picture', downloadCode: 'two' },
      null,
      { text: '2小时' },
    ]
    expect(messageOf(with_({ msgtype: 'richText', content: { richText } }))).toMatchObject({
      text: '昨天下午集中学习@王敏\n2小时',
      resourceKey: 'one',
    })
  })

  it.each([
    [{ msgtype: 'text', text: undefined }],
    [{ msgtype: 'text', text: { content: 5 } }],
    [{ msgtype: 'richText', content: { richText: 'x' } }],
    [{ msgtype: 'picture', content: { downloadCode: '图' }, text: undefined }],
    [{ msgtype: 'somethingNew', text: undefined }],
    [{ msgtype: undefined, text: undefined }],
  ])('reads a content it does not know as something it can answer: %j', (change) => {
    expect(['other', 'image']).toContain(messageOf(with_(change)).contentType)
    expect(messageOf(with_(change)).resourceKey).toBeUndefined()
  })

  it('reads a forwarded record as such', () => {
    expect(messageOf(with_({ msgtype: 'chatRecord' }))).toMatchObject({ contentType: 'forward' })
  })

  it('knows that the bot is named without the flag, by the list', () => {
    const list = { isInAtList: undefined, atUsers: [null, { dingtalkId: 'x' }, { dingtalkId: '$:LWCP_xxxxr5' }] }
    expect(messageOf(with_(list)).mentions).toEqual([BOT_MENTION])
    expect(messageOf(with_({ isInAtList: undefined })).mentions).toEqual([])
    expect(messageOf(with_({ isInAtList: undefined, chatbotUserId: undefined, atUsers: [{}] })).mentions).toEqual([])
  })

  it('no text contains the placeholder of the bot', () => {
    expect(messageOf(text('a\u0000@bot b')).text).toBe('a@bot b')
  })

  it('makes @所有人 the core’s own placeholder', () => {
    expect(messageOf(text(' 培训2小时 @所有人 参加'))).toMatchObject({
      text: '培训2小时 @_all 参加',
      mentionsAll: true,
    })
  })

  it('takes the opaque id of a sender who has no other', () => {
    expect(messageOf(with_({ senderStaffId: '' })).senderId).toBe('$:LWCP_v1xxxxBv1MhAv9')
    expect(messageOf(with_({ senderStaffId: undefined })).senderId).toBe('$:LWCP_v1xxxxBv1MhAv9')
  })

  it('reads times as numbers and as texts, and takes the arrival for none', () => {
    expect(messageOf(with_({ createAt: '1708327204136' })).sentAt).toBe(1_708_327_204_136)
    expect(messageOf(with_({ createAt: undefined })).sentAt).toBe(NOW)
    expect(() => readRobotMessage(with_({ createAt: 'x' }), READ_CONFIG)).toThrow('createAt')
  })

  it('knows what a message replies to', () => {
    const repliedMsg = { msgId: 'msgA==', msgType: 'text' }
    expect(messageOf(with_({ text: { content: 'x', isReplyMsg: true, repliedMsg } })).repliesTo).toBe('msgA==')
    expect(messageOf(with_({ originalMsgId: 'msgB==' })).repliesTo).toBe('msgB==')
  })

  it.each([
    ['an unknown kind of conversation', { conversationType: '3' }],
    ['none', { conversationType: undefined }],
  ])('ignores %s', (_what, change) => {
    expect(receiveMessage(messageRequest(with_(change)))).toMatchObject({ type: 'ignored' })
  })
})

describe('the way back', () => {
  it.each([
    ['http://oapi.dingtalk.com/robot/sendBySession?session=1'],
    ['https://oapi.dingtalk.com.evil.example/robot/sendBySession?session=1'],
    ['https://oapi.dingtalk.com@evil.example/robot/sendBySession'],
    ['https://user:pass@oapi.dingtalk.com/robot/sendBySession'],
    ['https://oapi.dingtalk.com:8443/robot/sendBySession'],
    ['https://oapi.dingtalk.com/robot/send?access_token=1'],
    ['https://oapi.dingtalk.com/robot/sendBySession/../send'],
    ['https://oapi.dingtalk.com/robot/sendBySession/'],
    ['https://oapi.dingtalk.com//robot/sendBySession'],
    ['http://169.254.169.254/robot/sendBySession'],
    ['//oapi.dingtalk.com/robot/sendBySession'],
    ['file:///robot/sendBySession'],
    [`https://oapi.dingtalk.com/robot/sendBySession?session=${'1'.repeat(2000)}`],
    [''],
  ])('is left out when it is not DingTalk’s: %s', (sessionWebhook) => {
    expect(messageOf(with_({ sessionWebhook })).replyRoute).toBeUndefined()
  })

  it('is left out without an end', () => {
    expect(messageOf(with_({ sessionWebhookExpiredTime: undefined })).replyRoute).toBeUndefined()
    expect(messageOf(with_({ sessionWebhook: 5 })).replyRoute).toBeUndefined()
  })

  it('may lie at another old API, when that is the configured one', () => {
    const config = { ...READ_CONFIG, oapiBase: 'http://127.0.0.1:4010' }
    const sessionWebhook = 'http://127.0.0.1:4010/robot/sendBySession?session=1'
    const read = (url: string) => readRobotMessage(with_({ sessionWebhook: url }), config, NOW)
    expect(read(sessionWebhook)).toMatchObject({ inbound: { replyRoute: { url: sessionWebhook } } })
    expect(read(SESSION)).not.toHaveProperty('inbound.replyRoute')
  })
})

describe('a tap', () => {
  const body = fixture('card-callback-http-body').data
  const tapped = (params: unknown, change: object = {}) => ({
    ...body,
    content: JSON.stringify({ cardPrivateData: { actionIds: ['press'], params } }),
    ...change,
  })
  const undo = { v: 1, name: 'undo-entry', entryId: 'e1' }

  it('reads the documented callback', () => {
    expect(tapOf(body)).toEqual({
      platform: 'dingtalk',
      kind: 'action',
      appId: CLIENT_ID,
      key: expect.stringMatching(/^http-[0-9a-f]{64}$/),
      chatId: '',
      messageId: 'XXXXXX',
      operatorId: 'XXXXXX',
      actedAt: NOW,
      // `accept` is no JSON: the handler says so kindly.
      value: null,
    })
  })

  it('reads the action of one of our buttons, in either field', () => {
    expect(tapOf(tapped({ action: JSON.stringify(undo) })).value).toEqual(undo)
    const content = JSON.stringify({ cardPrivateData: { params: { action: JSON.stringify(undo) } } })
    expect(tapOf({ ...body, content: undefined, value: content }).value).toEqual(undo)
    expect(tapOf(tapped({ action: undo })).value).toEqual(undo)
  })

  it.each([
    [{}],
    [{ content: undefined }],
    [{ content: 'x' }],
    [{ content: '[]' }],
    [{ content: `${'['.repeat(100)}${']'.repeat(100)}` }],
    [{ content: JSON.stringify({ cardPrivateData: { params: 'x' } }) }],
  ])('leaves an odd card to the handler: %j', (change) => {
    expect(tapOf({ ...tapped({}), ...change }).value).toBeNull()
  })

  it('takes names that reach a prototype out of the action', () => {
    const action = '{"v":1,"__proto__":{"x":1},"constructor":{"y":1}}'
    expect(Object.keys(tapOf(tapped({ action })).value as object)).toEqual(['v'])
  })

  it('reads the documented form, selects by their value', () => {
    const { form } = tapOf({ ...body, content: JSON.stringify(fixture('card-form-callback-content').data) })
    expect(form).toMatchObject({ date: '2024-06-13', select: '3', multi_select: ['2', '3'], checkbox_readonly: 'true' })
    expect(tapOf(tapped({ form: { a: null, b: { index: -1 } } })).form).toEqual({})
  })

  it('names the group where the callback says so', () => {
    expect(tapOf(tapped({}, { spaceType: 'IM_GROUP', spaceId: 'cidA==' })).chatId).toBe('cidA==')
    expect(tapOf(tapped({}, { spaceType: 'IM_GROUP', spaceId: 'dtv1.card//IM_GROUP.cidA==' })).chatId).toBe('cidA==')
    expect(tapOf(tapped({}, { spaceType: 'IM_ROBOT', spaceId: 'u1' })).chatId).toBe('')
  })

  it('is the same tap only when it is the same request', () => {
    expect(tapOf(tapped({ action: '1' })).key).toBe(tapOf(tapped({ action: '1' })).key)
    expect(tapOf(tapped({ action: '1' })).key).not.toBe(tapOf(tapped({ action: '2' })).key)
  })
})

describe('a reader', () => {
  const lines: string[] = []
  const write = (_fields: object, message: string): void => void lines.push(message)
  const logger: Logger = { debug: write, info: write, warn: write, error: write }
  const calls: ApiCall[] = []
  const read = createReaders(READ_CONFIG, { logger, onApiCall: (call) => calls.push(call) })

  it('warns when the month of pushes is used up', () => {
    const { data } = fixture('recv-quota-exceeded')
    for (const notice of [data, { ...data, errorCode: '20001' }, { ...data, robotCode: CLIENT_ID, msgId: 'm' }])
      expect(read.message(notice, NOW)).toEqual({ type: 'ignored', reason: 'quota notice 20001' })
    expect(lines.filter((line) => line.includes('quota'))).toHaveLength(3)
    expect(() => read.message({ ...data, text: { content: 'x' } }, NOW)).toThrow('another robot')
  })

  it('hints at an app that is not published', () => {
    read.message(with_({ senderStaffId: '' }), NOW)
    expect(lines.at(-1)).toContain('not published')
  })

  it('counts what is pushed as such', () => {
    read.count()
    expect(calls).toEqual([{ platform: 'dingtalk', appId: CLIENT_ID, tenant: CLIENT_ID, api: 'push', pool: 'pushes' }])
  })
})
