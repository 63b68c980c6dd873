import { afterEach, describe, expect, it } from 'vitest'
import { type Answer, button, cardWith, codeOf, decryptBody, startBranch, startEndpoint } from './helpers.js'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function startWithCard(answer: Answer, elements: unknown[], options?: Parameters<typeof startBranch>[0]) {
  const branch = await startBranch(options)
  const endpoint = await startEndpoint(answer)
  stops.push(branch.feishu.stop, endpoint.stop)
  branch.feishu.setTargets({ cards: `${endpoint.url}/cards` })
  const sent = await branch.client.im.v1.message.create({
    params: { receive_id_type: 'chat_id' },
    data: { receive_id: branch.chatId, msg_type: 'interactive', content: JSON.stringify(cardWith(...elements)) },
  })
  const messageId = sent.data?.message_id ?? ''
  const payload = () => decryptBody(endpoint.requests.at(-1)?.body ?? '', branch.feishu.options.encryptKey)
  const patch = (card: unknown) =>
    branch.client.im.v1.message.patch({ path: { message_id: messageId }, data: { content: JSON.stringify(card) } })
  return { ...branch, endpoint, messageId, payload, patch }
}

const json = (body: unknown) => ({ body: JSON.stringify(body) })
const toast = { toast: { type: 'success', content: '已撤销' } }

describe('a tap', () => {
  it("arrives in the platform's shape and shows the toast", async () => {
    const { feishu, zhao, messageId, chatId, payload, endpoint } = await startWithCard(
      () => json(toast),
      [button('撤销', { v: 1, name: 'undo-entry', entryId: 'e1' })],
    )
    const result = await feishu.tap(zhao, messageId, '撤销')
    expect(result.toast).toEqual(toast.toast)
    expect(payload()).toMatchObject({
      schema: '2.0',
      header: { event_type: 'card.action.trigger', create_time: expect.stringMatching(/^\d{16}$/) },
      event: {
        operator: { open_id: zhao, user_id: '' },
        token: result.cardToken,
        action: { tag: 'button', value: { v: 1, name: 'undo-entry', entryId: 'e1' }, timezone: 'Asia/Shanghai' },
        host: 'im_message',
        context: { open_message_id: messageId, open_chat_id: chatId },
      },
    })
    expect(endpoint.requests[0]?.headers['x-lark-signature']).toMatch(/^[0-9a-f]{64}$/)
  })

  it.each<[string, Awaited<ReturnType<Answer>>, number]>([
    ['another status', { status: 500 }, 200671],
    ['a redirect', { status: 302, headers: { location: '/' } }, 200672],
    ['a bare text', json('no card.action.trigger event handle'), 200672],
    ['a list', json([]), 200672],
    ['nothing', { body: '' }, 200672],
    ['a toast of an unknown kind', json({ toast: { type: 'great', content: 'x' } }), 200672],
    ['a card as text', json({ card: { type: 'raw', data: '{}' } }), 200673],
    ['a bad card', json({ card: { type: 'raw', data: cardWith({ tag: 'note' }) } }), 200673],
    ['a card of 1.0', json({ card: { type: 'raw', data: { elements: [] } } }), 200830],
  ])('answered by %s shows a code', async (_name, answer, code) => {
    const { feishu, zhao, messageId } = await startWithCard(() => answer, [button('撤销')])
    expect((await feishu.tap(zhao, messageId, '撤销')).clientCode).toBe(code)
  })

  it('answered too late, by nobody, or nowhere, shows a code and is never repeated', async () => {
    const { feishu, zhao, messageId, endpoint } = await startWithCard(() => undefined, [button('撤销')], {
      answerMs: 50,
    })
    expect((await feishu.tap(zhao, messageId, '撤销')).clientCode).toBe(200341)
    expect(endpoint.requests).toHaveLength(1)
    await endpoint.stop()
    expect((await feishu.tap(zhao, messageId, '撤销')).clientCode).toBe(200342)
    feishu.setTargets({})
    expect((await feishu.tap(zhao, messageId, '撤销')).clientCode).toBe(200340)
  })

  it('may put a new card in place', async () => {
    const card = cardWith({ tag: 'markdown', content: '已撤销' })
    const { feishu, zhao, messageId } = await startWithCard(
      () => json({ card: { type: 'raw', data: card } }),
      [button('撤销')],
    )
    expect((await feishu.tap(zhao, messageId, '撤销')).clientCode).toBeUndefined()
    expect(feishu.message(messageId)).toMatchObject({ card, updates: [{ by: 'callback' }] })
    feishu.settings.rawCardInCallback = 'refused'
    await expect(feishu.tap(zhao, messageId, '撤销')).rejects.toThrow('0 elements are called 撤销')
  })

  it('finds a button by text, name, part or path, and none by doubt', async () => {
    const buttons = [button('撤销'), button('撤销全部'), button('查看', {}, { disabled: true })]
    const { feishu, zhao, messageId } = await startWithCard(() => json(toast), buttons)
    for (const wanted of ['撤销', '全部', 'body.elements[1]']) {
      expect((await feishu.tap(zhao, messageId, wanted)).toast).toBeDefined()
    }
    await expect(feishu.tap(zhao, messageId, '撤')).rejects.toThrow('2 elements')
    await expect(feishu.tap(zhao, messageId, '查看')).rejects.toThrow('disabled')
    const stranger = feishu.addPerson('路人').openId
    await expect(feishu.tap(stranger, messageId, '撤销')).rejects.toThrow("can't see")
  })
})

describe('an update and a tap', () => {
  it('an update while the tap is unanswered is refused; right after it, taken back; later, kept', async () => {
    let answer: () => void = () => {}
    const held = new Promise<void>((resolve) => {
      answer = resolve
    })
    const { feishu, zhao, messageId, patch, endpoint } = await startWithCard(
      async () => {
        await held
        return json(toast)
      },
      [button('撤销')],
      { settings: { revertWindowMs: 60_000 } },
    )
    const card = cardWith({ tag: 'markdown', content: '已撤销' })
    const tapping = feishu.tap(zhao, messageId, '撤销')
    const early = await patch(card).catch((error) => error.response.data)
    expect(early).toMatchObject({ code: 230099, msg: expect.stringMatching(/ErrCode: 11310.*card action is lock/) })
    answer()
    await tapping
    expect((await patch(card)).code).toBe(0)
    expect(feishu.message(messageId)).toMatchObject({ updates: [{ reverted: true }] })
    expect(feishu.message(messageId).text).toContain('撤销')
    expect(feishu.message(messageId).text).not.toContain('已撤销')
    feishu.settings.revertWindowMs = 0
    expect((await patch(card)).code).toBe(0)
    expect(feishu.message(messageId).text).toContain('已撤销')
    expect(endpoint.requests).toHaveLength(1)
  })

  it('the token of a tap allows two updates, once the tap is answered', async () => {
    const { feishu, client, zhao, messageId } = await startWithCard(() => json({}), [button('撤销')])
    const { cardToken } = await feishu.tap(zhao, messageId, '撤销')
    const update = (token: unknown) =>
      client.request({
        method: 'POST',
        url: '/open-apis/interactive/v1/card/update',
        data: { token, card: cardWith({ tag: 'markdown', content: '已撤销' }) },
      })
    expect(await update(cardToken)).toMatchObject({ code: 0, msg: 'ok' })
    expect(await update(cardToken)).toMatchObject({ code: 0 })
    expect(await codeOf(update(cardToken))).toBe(300040)
    expect(await codeOf(update('c-unknown'))).toBe(300020)
    expect(feishu.message(messageId).updates.map(({ by }) => by)).toEqual(['delayed', 'delayed'])
  })
})

describe('a form', () => {
  const options = ['甲', '乙'].map((content) => ({ text: { tag: 'plain_text', content }, value: `id-${content}` }))
  const form = {
    tag: 'form',
    name: 'entry',
    elements: [
      { tag: 'input', name: 'topic', required: true, default_value: '四中全会', max_length: 10 },
      { tag: 'input', name: 'note' },
      { tag: 'date_picker', name: 'date', initial_date: '2026-03-17' },
      { tag: 'select_static', name: 'kind', options, initial_option: 'id-甲' },
      { tag: 'multi_select_static', name: 'people', options },
      button('提交', { v: 1, name: 'submit-entry' }, { name: 'submit', form_action_type: 'submit' }),
    ],
  }

  it('keeps what was prefilled, takes labels for values, writes dates with their zone', async () => {
    const { feishu, zhao, messageId, payload } = await startWithCard(() => json({}), [form])
    await feishu.tap(zhao, messageId, '提交', { people: ['甲', 'id-乙'], kind: '乙' })
    expect(payload().event.action).toMatchObject({
      name: 'submit',
      value: { v: 1, name: 'submit-entry' },
      form_value: { topic: '四中全会', date: '2026-03-17 +0800', kind: 'id-乙', people: ['id-甲', 'id-乙'] },
    })
    expect(payload().event.action.form_value).not.toHaveProperty('note')
    feishu.settings.emptyFormFields = 'empty'
    await feishu.tap(zhao, messageId, '提交')
    expect(payload().event.action.form_value).toMatchObject({ note: '', people: [] })
  })

  it('sends nothing while a required field is empty, and takes nothing that can not be entered', async () => {
    const { feishu, zhao, messageId, endpoint } = await startWithCard(() => json({}), [form])
    expect(await feishu.tap(zhao, messageId, '提交', { topic: '' })).toEqual({ missing: ['topic'] })
    await expect(feishu.tap(zhao, messageId, '提交', { kind: '丙' })).rejects.toThrow("doesn't offer")
    await expect(feishu.tap(zhao, messageId, '提交', { other: 'x' })).rejects.toThrow('no field')
    await expect(feishu.tap(zhao, messageId, '提交', { topic: '超过十个字的主题一共有几个' })).rejects.toThrow(
      'at most 10',
    )
    expect(endpoint.requests).toHaveLength(0)
  })

  it('outside a form a field fires by itself', async () => {
    const select = { tag: 'select_static', name: 'who', options, behaviors: [{ type: 'callback', value: { v: 1 } }] }
    const { feishu, zhao, messageId, payload } = await startWithCard(
      () => json({}),
      [select, { tag: 'input', name: 'words' }, { tag: 'date_picker', name: 'day' }],
    )
    await feishu.choose(zhao, messageId, 'who', '乙')
    expect(payload().event.action).toMatchObject({ tag: 'select_static', option: 'id-乙', value: { v: 1 } })
    await feishu.choose(zhao, messageId, 'words', '好')
    expect(payload().event.action).toMatchObject({ tag: 'input', input_value: '好' })
    await feishu.choose(zhao, messageId, 'day', '2026-03-17')
    expect(payload().event.action).toMatchObject({ tag: 'date_picker', option: '2026-03-17 +0800' })
  })
})

describe('waiting', () => {
  it('is woken by the change it waits for, and says what it saw instead', async () => {
    const { feishu, client, chatId, messageId } = await startWithCard(() => json({}), [button('撤销')])
    const waiting = feishu.waitForMessage(chatId, '收到')
    await client.im.v1.message.reply({
      path: { message_id: messageId },
      data: { msg_type: 'text', content: '{"text":"收到"}' },
    })
    expect((await waiting).parentId).toBe(messageId)
    await expect(feishu.waitForMessage(chatId, '没有', 1)).rejects.toThrow(/after 1 ms: no message 没有.*\n.*标题/s)
  })
})
