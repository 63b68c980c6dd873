import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { machineNow } from '../../../src/core/clock.js'
import { WebhookError } from '../../../src/core/errors.js'
import { silentLogger } from '../../../src/core/logger.js'
import type { Inbound, Platform } from '../../../src/core/platform.js'
import { createFeishuPlatform } from '../../../src/platforms/feishu/platform.js'
import { type FeishuSimulator, startFeishuSimulator } from '../../../src/simulator/feishu/index.js'
import { decodeButtons } from '../../helpers/feishu-buttons.js'
import { feishuFixture } from '../../helpers/feishu-fixture.js'

/** The border between two ends that know nothing of each other: the simulated Feishu and a bare web server. */
let feishu: FeishuSimulator
let platform: Platform
let server: Server
let inbound: Inbound[]

function receiveOn({ webhooks }: Platform) {
  const receive = webhooks['/feishu/events']
  if (!receive) throw new Error('no webhook')
  return receive
}

beforeEach(async () => {
  inbound = []
  feishu = await startFeishuSimulator({ retryScale: 0 })
  platform = createFeishuPlatform(
    { ...feishu.options, mode: 'webhook', domain: feishu.url },
    { logger: silentLogger, onApiCall: () => {} },
  )
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const headers = request.headers as Record<string, string>
    try {
      const received = receiveOn(platform)({ headers, body: Buffer.concat(chunks), receivedAt: machineNow() })
      if (received.type === 'inbound') inbound.push(received.inbound)
      const isTap = received.type === 'inbound' && received.inbound.kind === 'action'
      const tapReply = platform.actionReply(isTap ? { tone: 'success', text: '收到' } : undefined)
      response.end(JSON.stringify(received.type === 'challenge' ? received.body : tapReply))
    } catch (error) {
      response.writeHead(error instanceof WebhookError ? error.status : 500).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  await feishu.saveTargets({ events: url, cards: url })
})

afterEach(async () => {
  await feishu.stop()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const card = {
  title: '请补全',
  tone: 'info' as const,
  blocks: [
    {
      type: 'form' as const,
      form: {
        name: 'entry',
        fields: [
          { type: 'text' as const, name: 'title', label: '主题', required: true },
          { type: 'date' as const, name: 'date', label: '日期', value: '2026-03-17' },
          { type: 'multiselect' as const, name: 'who', label: '参加', options: [{ value: 'm1', text: '赵阳' }] },
        ],
        submit: {
          text: '提交',
          twin: '提交',
          action: { v: 1 as const, name: 'submit-entry' as const, draftId: 'd1', revision: 0 },
        },
      },
    },
  ],
}

describe('with a simulated Feishu', () => {
  it('passes the address check when it is saved', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    expect(await feishu.saveTargets({ events: url, cards: url })).toMatchObject({
      events: { ok: true },
      cards: { ok: true },
    })
  })

  it('hears a sentence, answers it, sends a form, gets its values and updates the card', async () => {
    const person = feishu.addPerson('赵阳')
    const group = feishu.addGroup('第一支部', [person.openId])
    expect(await platform.refreshBotUserId()).toBe(feishu.botOpenId)
    feishu.say(person.openId, group.chatId, '@台账助手 昨天下午学了2小时')
    await feishu.settled()
    const message = inbound.find((item) => item.kind === 'message')
    if (message?.kind !== 'message') throw new Error('no message arrived')
    expect(message).toMatchObject({ chatType: 'group', chatId: group.chatId, senderId: person.openId })
    expect(message.mentions).toMatchObject([{ userId: feishu.botOpenId }])

    const place = { chatId: group.chatId }
    const answer = await platform.send(place, { type: 'text', text: '好<at user_id="all"></at>' }, 'r1')
    expect(feishu.message(answer.messageId)).toMatchObject({ mentions: [] })

    const sent = await platform.send({ chatId: group.chatId }, { type: 'card', card }, 's1')
    expect(await platform.send({ chatId: group.chatId }, { type: 'card', card }, 's1')).toEqual(sent)
    expect(decodeButtons(feishu.message(sent.messageId).card)).toMatchObject([{ text: '提交', submits: 'entry' }])

    const tap = await feishu.tap(person.openId, sent.messageId, '提交', { title: '全会精神', who: ['m1'] })
    expect(tap).toMatchObject({ toast: { content: '收到' } })
    expect(inbound.find((item) => item.kind === 'action')).toMatchObject({
      messageId: sent.messageId,
      chatId: group.chatId,
      operatorId: person.openId,
      value: { v: 1, name: 'submit-entry', draftId: 'd1', revision: 0 },
      form: { title: '全会精神', date: '2026-03-17', who: ['m1'] },
    })

    // In the product the update waits a second; here the client forgets at once that it was tapped.
    feishu.settings.revertWindowMs = 0
    await platform.update(sent, { title: '已记', tone: 'success', blocks: [] })
    expect(feishu.message(sent.messageId).card).toMatchObject({ header: { title: { content: '已记' } } })
  })

  it('tells names, and reaches a person in private', async () => {
    const person = feishu.addPerson('周海明')
    expect((await platform.namesOf([person.openId])).get(person.openId)).toBe('周海明')
    const sent = await platform.send({ userId: person.openId }, { type: 'text', text: '你好' }, 'p1')
    expect(feishu.message(sent.messageId)).toMatchObject({ chatKind: 'p2p', text: '你好' })
  })

  it('goes on after its token was revoked, whatever the HTTP status', async () => {
    const group = feishu.addGroup('第一支部', [feishu.addPerson('赵阳').openId])
    for (const errorsAs200 of [false, true]) {
      feishu.settings.errorsAs200 = errorsAs200
      feishu.revokeTokens()
      await platform.send({ chatId: group.chatId }, { type: 'text', text: 'x' }, `t${errorsAs200}`)
    }
    expect(feishu.replies(group.chatId)).toHaveLength(2)
  })

  it('does not post twice when the answer to a send is lost', async () => {
    const group = feishu.addGroup('第一支部', [feishu.addPerson('赵阳').openId])
    feishu.fault({ api: /POST .*\/messages/, moment: 'after', reset: true })
    const send = () => platform.send({ chatId: group.chatId }, { type: 'text', text: 'x' }, 'once')
    await expect(send()).rejects.toMatchObject({ kind: 'unknown-outcome' })
    await send()
    expect(feishu.replies(group.chatId)).toHaveLength(1)
  })

  it('is told what is wrong with a target', async () => {
    const person = feishu.addPerson('赵阳')
    const group = feishu.addGroup('第一支部', [person.openId])
    feishu.setBotIn(group.chatId, person.openId, false)
    const send = platform.send({ chatId: group.chatId }, { type: 'text', text: 'x' }, 'k')
    await expect(send).rejects.toMatchObject({ kind: 'permanent-target', code: '230002' })
    await feishu.settled()
    expect(inbound.map((item) => item.kind)).toContain('botRemoved')
  })

  it('waits as the rate limit says', async () => {
    const group = feishu.addGroup('第一支部', [feishu.addPerson('赵阳').openId])
    const [, sample] = feishuFixture('error_samples_http')
    feishu.fault({ api: /POST .*\/messages/, code: sample.body.code, status: sample.status, headers: sample.headers })
    const send = platform.send({ chatId: group.chatId }, { type: 'text', text: 'x' }, 'k')
    await expect(send).rejects.toMatchObject({ kind: 'retryable', code: '99991400', retryAfterMs: 52_000 })
  })
})
