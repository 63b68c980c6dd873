import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { feishuFixture } from '../../helpers/feishu-fixture.js'
import { encryptedBody, signedPush } from '../../helpers/feishu-push.js'
import {
  APP_ID,
  ENCRYPT_KEY,
  inboundOf,
  NOW,
  ourEvent,
  push,
  receive,
  receiveEvent,
  TOKEN,
  toRequest,
} from './setup.js'

const message = (content: unknown, type: string) => {
  const event = ourEvent('event_im_message_receive_v1_group_text_real')
  event.event.message.message_type = type
  event.event.message.content = typeof content === 'string' ? content : JSON.stringify(content)
  return event
}

describe('messages', () => {
  it('reads a group text with its mention', () => {
    expect(inboundOf(ourEvent('event_im_message_receive_v1_group_text_real'))).toEqual({
      platform: 'feishu',
      kind: 'message',
      appId: APP_ID,
      key: 'om_2a5780b0494f660d579cc88add22b260',
      chatId: 'oc_7900fc6834948e5773aa6f0f1b5a4b53',
      chatType: 'group',
      messageId: 'om_2a5780b0494f660d579cc88add22b260',
      senderId: 'ou_d5f9c5cb61b6fe505d7a7fe10f4679f2',
      sentAt: 1_719_389_912_273,
      contentType: 'text',
      text: '@_user_1 a',
      mentions: [{ key: '@_user_1', userId: 'ou_befbf0821a6d3258ec2b665d851baeb9', name: 'Mailhook' }],
      mentionsAll: false,
    })
  })

  it('reads the documented group text, which is a reply in a topic', () => {
    expect(inboundOf(ourEvent('event_im_message_receive_v1_group_text'))).toMatchObject({
      repliesTo: 'om_5ce6d572455d361153b7cb5xxfsdfsdfdsf',
      sentAt: 1_609_073_151_345,
      text: '@_user_1 hello',
    })
  })

  it('reads a private text without mentions', () => {
    expect(inboundOf(ourEvent('event_im_message_receive_v1_p2p_text_real'))).toMatchObject({
      chatType: 'p2p',
      text: '你好',
      mentions: [],
    })
  })

  it('reads a private picture', () => {
    expect(inboundOf(ourEvent('event_im_message_receive_v1_p2p_image_real'))).toMatchObject({
      contentType: 'image',
      text: '',
      resourceKey: 'img_v3_1a82e8443237954a8bb7588f40155127291252b3dcc0b',
    })
  })

  it('flattens a post, keeps its placeholder and its first picture', () => {
    expect(inboundOf(ourEvent('event_im_message_receive_v1_group_post_derived'))).toMatchObject({
      contentType: 'text',
      text: '我是一个标题\n第一行 :超链接@_user_1\n第二行:文本测试\nfunc main() int64 {\n    return 0\n}',
      resourceKey: 'img_47354fbc-a159-40ed-86ab-2ad0f1acb42g',
      mentions: [{ key: '@_user_1' }],
    })
  })

  it.each([
    ['text', 'content_received_text', { contentType: 'text', text: '@_user_1 文本消息' }],
    ['image', 'content_received_image', { resourceKey: 'img_4adb3cc3-902b-4187-b0f1-842f67fd017g' }],
    ['file', 'content_received_file', { contentType: 'file', resourceKey: '75235e0c-4f92-430a-a99b-8446610223cg' }],
    ['audio', 'content_received_audio', { contentType: 'audio', resourceKey: '75235e0c-4f92-430a-a99b-8446610223cg' }],
  ])('reads the documented content of %s', (type, fixture, expected) => {
    expect(inboundOf(message(feishuFixture(fixture), type))).toMatchObject(expected)
  })

  it('knows a forwarded chat, whose content is no JSON', () => {
    expect(inboundOf(message('Merged and Forwarded Message', 'merge_forward'))).toMatchObject({
      contentType: 'forward',
      text: '',
    })
  })

  it.each([
    ['sticker', '{"file_key":"x"}'],
    ['media', '{"file_key":"x"}'],
    ['text', 'not json'],
    ['text', '{"text":5}'],
    ['post', '[]'],
  ])('takes a %s it can’t read as other, never as an error', (type, content) => {
    expect(inboundOf(message(content, type))).toMatchObject({ contentType: 'other', text: '' })
  })

  it('sees @所有人 in the text and in the mentions', () => {
    expect(inboundOf(message({ text: '@_all 下午开会' }, 'text'))).toMatchObject({ mentionsAll: true })
    const event = message({ text: '@_all 下午开会' }, 'text')
    event.event.message.mentions = [{ key: '@_all', id: {}, name: '所有人' }]
    expect(inboundOf(event)).toMatchObject({ mentionsAll: true, mentions: [] })
  })

  it('puts the name of a person without an id into the text, and not into @_user_10', () => {
    const event = message({ text: '和@_user_1、@_user_10谈话' }, 'text')
    event.event.message.mentions = [
      { key: '@_user_1', id: { open_id: '' }, name: '外部$&人' },
      { key: '@_user_10', id: { open_id: 'ou_10' }, name: '李雷' },
    ]
    expect(inboundOf(event)).toMatchObject({
      text: '和@外部$&人、@_user_10谈话',
      mentions: [{ key: '@_user_10', userId: 'ou_10', name: '李雷' }],
    })
  })

  it.each(['app', 'bot', 'system', undefined])('ignores a sender of type %s', (type) => {
    const event = ourEvent('event_im_message_receive_v1_group_text_real')
    event.event.sender.sender_type = type
    expect(receiveEvent(event)).toEqual({ type: 'ignored', reason: 'sender is not a person' })
  })

  it('keys by the message, whatever the event id', () => {
    const again = ourEvent('event_im_message_receive_v1_group_text_real')
    again.header.event_id = 'another'
    expect(inboundOf(again).key).toBe(inboundOf(ourEvent('event_im_message_receive_v1_group_text_real')).key)
  })

  it('takes the message’s own time, also for a delivery signed six hours ago', () => {
    const late = toRequest(push(ourEvent('event_im_message_receive_v1_group_text_real'), NOW - 6 * 3_600_000))
    expect(receive(late)).toMatchObject({ inbound: { sentAt: 1_719_389_912_273 } })
  })
})

describe('memberships', () => {
  const expected = {
    key: '5e3702a84e847582be8db7fb73283c02',
    chatId: 'oc_413871888e0d5492e25b173f0812efb7',
    operatorId: 'ou_84aad35d084aa403a838cf73ee18467',
    happenedAt: 1_608_725_989_000,
  }
  it.each([
    ['event_im_chat_member_bot_added_v1', 'botAdded'],
    ['event_im_chat_member_bot_deleted_v1', 'botRemoved'],
    ['event_bot_p2p_chat_entered_v1', 'chatOpened'],
  ])('reads %s', (fixture, kind) => {
    expect(inboundOf(ourEvent(fixture))).toEqual({ platform: 'feishu', kind, appId: APP_ID, ...expected })
  })

  it('reads a dissolved group, also without an operator', () => {
    const event = ourEvent('event_im_chat_member_bot_deleted_v1')
    event.header.event_type = 'im.chat.disbanded_v1'
    expect(inboundOf(event)).toMatchObject({ kind: 'botRemoved', ...expected })
    delete event.event.operator_id
    expect(inboundOf(event)).toMatchObject({ kind: 'botRemoved', operatorId: '' })
  })

  it('reads a recalled message, which names nobody; without the message it is no recall', () => {
    const event = ourEvent('event_im_chat_member_bot_deleted_v1')
    event.header.event_type = 'im.message.recalled_v1'
    event.event = {
      chat_id: expected.chatId,
      message_id: 'om_1',
      recall_time: '1608725989000',
      recall_type: 'message_owner',
    }
    const { operatorId: _nobody, ...rest } = expected
    expect(inboundOf(event)).toEqual({
      platform: 'feishu',
      kind: 'recalled',
      appId: APP_ID,
      messageId: 'om_1',
      ...rest,
    })
    delete event.event.message_id
    expect(() => inboundOf(event)).toThrow('message_id is missing')
  })
})

describe('taps', () => {
  it('reads the full documented callback', () => {
    expect(inboundOf(ourEvent('card_callback_request_full'))).toEqual({
      platform: 'feishu',
      kind: 'action',
      appId: APP_ID,
      key: 'f7984f25108f8137722bb63c*****',
      chatId: 'oc_e4d2605ca917e695f54f11aaf56*****',
      messageId: 'om_574d639e4a44e4dd646eaf628e2*****',
      operatorId: 'ou_3c14f3a59eaf2825dbe25359f15*****',
      actedAt: 1_603_977_298_000,
      value: { key: 'value' },
      form: {
        'field name1': ['selectDemo1', 'selectDemo2'],
        'field name2': 'value2',
        DatePicker_bpqdq5puvn4: '2024-04-01',
        DateTimePicker_ihz2d7a74i: '2024-04-29 07:07',
        Input_lf4fmxwfrd9: '1234',
        PersonSelect_2ejys7ype7m: 'ou_3c14f3a59eaf2825dbe25359f15*****',
        Select_a2d5b7l3zd: '1',
        TimePicker_7ecsf6xkqsq: '00:00',
      },
    })
  })

  const callbacks = readdirSync(new URL('../../fixtures/feishu/', import.meta.url))
    .filter((name) => name.startsWith('card_callback_'))
    .map((name) => name.replace('.json', ''))

  it.each(callbacks)('finds operator, message and chat in %s, wherever its context stands', (fixture) => {
    expect(inboundOf(ourEvent(fixture))).toMatchObject({
      kind: 'action',
      operatorId: 'ou_3c14f3a59eaf2825dbe25359f15*****',
      messageId: 'om_574d639e4a44e4dd646eaf628e2*****',
      chatId: 'oc_e4d2605ca917e695f54f11aaf56*****',
    })
  })

  it('says whom a picker chose, and only a picker', () => {
    const chosen = 'ou_b9600a00cda86b8fad2378eafe3abcef'
    expect(inboundOf(ourEvent('card_callback_select_person'))).toMatchObject({ chosen })
    const button = ourEvent('card_callback_button')
    button.event.action.option = chosen
    expect(inboundOf(button)).not.toHaveProperty('chosen')
  })

  it('leaves an odd card to the handler: any value, no context', () => {
    const event = ourEvent('card_callback_button')
    delete event.event.context
    delete event.event.action.value
    expect(inboundOf(event)).toMatchObject({ chatId: '', messageId: '', value: null })
    event.event.action.value = 'text'
    expect(inboundOf(event)).toMatchObject({ value: 'text' })
  })

  it('drops names that could reach a prototype, from the value and from the form', () => {
    const event = JSON.stringify(ourEvent('card_callback_form_submit'))
      .replace('"value":{', '"value":{"__proto__":{"polluted":1},"constructor":{"prototype":{}},')
      .replace('"form_value":{', '"form_value":{"__proto__":"x","prototype":"y",')
    const inbound = inboundOf(event)
    if (inbound.kind !== 'action') throw new Error('expected an action')
    expect(Object.keys(inbound.value as object)).toEqual(['key_1'])
    expect(Object.keys(inbound.form ?? {})).not.toContain('prototype')
    expect(Object.getPrototypeOf(inbound.form)).toBe(Object.prototype)
    expect((inbound.value as { polluted?: unknown }).polluted).toBeUndefined()
  })
})

describe('everything else', () => {
  it.each(['event_application_bot_menu_v6', 'event_contact_user_deleted_v3', 'event_envelope_v2'])(
    'ignores %s',
    (fixture) => {
      expect(receiveEvent(ourEvent(fixture))).toMatchObject({ type: 'ignored' })
    },
  )

  it('ignores the old envelope, which repeats an event of the new one', () => {
    expect(receiveEvent({ ...feishuFixture('event_envelope_v1'), token: TOKEN })).toEqual({
      type: 'ignored',
      reason: 'envelope of version 1',
    })
  })

  it('does not repeat an odd event type', () => {
    const event = ourEvent('event_envelope_v2')
    event.header.event_type = 'a\nb <script>'
    expect(receiveEvent(event)).toEqual({ type: 'ignored', reason: 'event type unknown' })
  })
})

describe('address check', () => {
  const challenge = { ...feishuFixture('challenge_plain_request'), token: TOKEN }
  const answer = { type: 'challenge', body: feishuFixture('challenge_response') }

  it('is answered unsigned, encrypted or plain, and signed', () => {
    const text = JSON.stringify(challenge)
    expect(receive({ headers: {}, body: encryptedBody(text, ENCRYPT_KEY), receivedAt: NOW })).toEqual(answer)
    expect(receive({ headers: {}, body: Buffer.from(text), receivedAt: NOW })).toEqual(answer)
    expect(receiveEvent(challenge)).toEqual(answer)
  })
})

describe('a signed plain body', () => {
  it('is as good as an encrypted one, whatever its white space', () => {
    const event = JSON.stringify(ourEvent('event_im_message_receive_v1_p2p_text_real'), undefined, 4)
    const plain = signedPush(event, { encryptKey: ENCRYPT_KEY, at: NOW, plain: true })
    expect(receive(toRequest(plain))).toMatchObject({ inbound: { text: '你好' } })
  })
})
