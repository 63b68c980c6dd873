import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Card } from '../../../src/core/card.js'
import { machineNow } from '../../../src/core/clock.js'
import { WebhookError } from '../../../src/core/errors.js'
import type { LogFields, Logger } from '../../../src/core/logger.js'
import type {
  Content,
  Inbound,
  InboundAction,
  InboundMessage,
  Lease,
  LongConnection,
  Platform,
} from '../../../src/core/platform.js'
import { createDingtalkPlatform, type DingtalkConfig } from '../../../src/platforms/dingtalk/platform.js'
import {
  attacks,
  type Chat,
  type DingtalkSimulator,
  type Person,
  startDingtalkSimulator,
} from '../../../src/simulator/dingtalk/index.js'
import { waitFor } from '../../helpers/wait-for.js'
import { failureOf } from './scripted-api.js'

/** The border between two ends that know nothing of each other: the simulated DingTalk and a bare web server. */
const TEMPLATE = '5a1c0e2d-0000-4000-8000-00000000beef.schema'
let dingtalk: DingtalkSimulator
let server: Server
let url: string
let platform: Platform
let connection: LongConnection | undefined
let inbound: Inbound[]
let log: string[]
let zhao: Person
let group: Chat

const write = (fields: LogFields, message: string): void => void log.push(JSON.stringify({ ...fields, message }))
const logger: Logger = { debug: write, info: write, warn: write, error: write }
/** This process is the only one. */
const lease: Lease = {
  hold(holder) {
    holder.held()
    return { release: async () => {} }
  },
}

const take = (one: Inbound) => {
  inbound.push(one)
  return platform.actionReply(one.kind === 'action' ? { tone: 'success', text: '已撤销' } : undefined)
}

function create(config: Partial<DingtalkConfig> = {}): Platform {
  const { clientId, clientSecret, robotCode } = dingtalk.options
  const bases = { apiBase: dingtalk.url, oapiBase: dingtalk.url, callbackUrl: `${url}/dingtalk/cards` }
  return createDingtalkPlatform(
    { clientId, clientSecret, robotCode, mode: 'webhook', ...bases, ...config },
    { logger, onApiCall() {}, linkTo: (form, userId) => `https://bot.example.org/f/${form.name}.${userId}` },
  )
}

beforeEach(async () => {
  inbound = []
  log = []
  connection = undefined
  dingtalk = await startDingtalkSimulator({ templateId: TEMPLATE })
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const headers = request.headers as Record<string, string>
    try {
      const receive = platform.webhooks[request.url ?? '']
      const received = receive?.({ headers, body: Buffer.concat(chunks), receivedAt: machineNow() })
      response.end(JSON.stringify(received?.type === 'inbound' ? take(received.inbound) : {}))
    } catch (error) {
      response.writeHead(error instanceof WebhookError ? error.status : 500).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  dingtalk.setTargets({ messages: `${url}/dingtalk/messages`, cards: `${url}/dingtalk/cards` })
  platform = create()
  zhao = dingtalk.addPerson('赵阳')
  group = dingtalk.addGroup('人力资源部党支部', [zhao.id])
})

afterEach(async () => {
  await connection?.close()
  await dingtalk.stop()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const receipt: Card = {
  title: '已记｜2026-学-014',
  tone: 'success',
  blocks: [{ type: 'text', text: '3月17日（周二）下午' }],
  buttons: [{ text: '撤销', action: { v: 1, name: 'undo-entry', entryId: 'e1' }, twin: '撤销 2026-学-014' }],
}
const card: Content = { type: 'card', card: receipt }
const text = (value: string): Content => ({ type: 'text', text: value })

/** What the border made of the newest thing it heard. */
async function heard<K extends Inbound['kind']>(kind: K): Promise<Extract<Inbound, { kind: K }>> {
  await dingtalk.settled()
  await dingtalk.waitUntil(() => inbound.at(-1)?.kind === kind)
  return inbound.at(-1) as Extract<Inbound, { kind: K }>
}

async function say(words = '@台账助手 昨天下午集中学习2小时'): Promise<InboundMessage> {
  await dingtalk.say(zhao.id, group.chatId, words).delivered
  return heard('message')
}

async function sayPrivate(words: string): Promise<InboundMessage> {
  await dingtalk.sayPrivate(zhao.id, words).delivered
  return heard('message')
}

const newest = (chatId: string) => dingtalk.replies(chatId).at(-1)

describe('with a simulated DingTalk', () => {
  it('hears a sentence in a group and answers the way it came', async () => {
    const message = await say()
    expect(message).toMatchObject({
      chatId: group.chatId,
      senderId: zhao.id,
      text: '昨天下午集中学习2小时',
      mentions: [{ userId: dingtalk.options.robotCode }],
    })
    const delivery = await platform.send({ chatId: message.chatId }, text('收到'), 'k', message.replyRoute)
    expect(delivery).toEqual({ messageId: '', fixed: true })
    expect(newest(group.chatId)).toMatchObject({ text: '收到', via: 'session' })
    expect(dingtalk.callsThisMonth()).toMatchObject({ api: 0 })
  })

  it('hears everybody else who is named as words, and @所有人 as such', async () => {
    dingtalk.setMember(group.chatId, dingtalk.addPerson('王敏').id, true)
    expect(await say('@台账助手 和 @王敏 谈心 @所有人')).toMatchObject({
      text: '和 @王敏 谈心 @_all',
      mentionsAll: true,
    })
  })

  it('answers in private by the OpenAPI when the session is over', async () => {
    const message = await sayPrivate('帮助')
    expect(message.chatId).toBe(platform.privateChatOf(zhao.id))
    dingtalk.expireSessions()
    const target = { chatId: message.chatId, userId: message.senderId }
    expect(await platform.send(target, text('收到'), 'k', message.replyRoute)).toMatchObject({ fixed: true })
    expect(newest(dingtalk.privateChatId(zhao.id))?.text).toBe('收到')
    expect(dingtalk.apiCalls().map(({ name }) => name)).toEqual(
      expect.arrayContaining(['session.send', 'robot.batchSend']),
    )
  })

  it('a tap in private says the twin', async () => {
    const { messageId } = await platform.send({ userId: zhao.id }, card, 'k')
    expect(messageId).not.toBe('')
    const shown = newest(dingtalk.privateChatId(zhao.id))
    await dingtalk.tap(zhao.id, shown?.messageId ?? '', '撤销')
    expect(await heard('message')).toMatchObject({ chatType: 'p2p', text: '撤销 2026-学-014' })
  })

  it('a form is a page in private', async () => {
    const submit = {
      text: '记下',
      twin: '培训 主题…',
      action: { v: 1 as const, name: 'submit-entry' as const, draftId: 'd', revision: 0 },
    }
    const form = { name: 'entry', fields: [], submit }
    await platform.send(
      { userId: zhao.id },
      { type: 'card', card: { ...receipt, blocks: [{ type: 'form', form }] } },
      'k',
    )
    const shown = newest(dingtalk.privateChatId(zhao.id))
    const { url: opened } = await dingtalk.tap(zhao.id, shown?.messageId ?? '', '填写')
    expect(opened).toBe(`https://bot.example.org/f/entry.${zhao.id}`)
  })

  it('a group gets no buttons without a template', async () => {
    await platform.send({ chatId: group.chatId }, card, 'k')
    expect(newest(group.chatId)).toMatchObject({ text: expect.stringContaining('撤销：@我 撤销 2026-学-014') })
    await expect(dingtalk.tap(zhao.id, newest(group.chatId)?.messageId ?? '', '撤销')).rejects.toThrow('no button')
  })

  it('reads what else people send', async () => {
    dingtalk.sendFile(zhao.id, dingtalk.privateChatId(zhao.id), '名册.xlsx', Buffer.from('x'))
    expect(await heard('message')).toMatchObject({ contentType: 'file', resourceKey: expect.any(String) })
    dingtalk.sendRichText(zhao.id, group.chatId, ['@台账助手 参观', Buffer.from('png')])
    await dingtalk.waitUntil(() => inbound.length === 2)
    expect(inbound[1]).toMatchObject({ contentType: 'text', text: '参观', resourceKey: expect.any(String) })
  })

  it.each(attacks)('stands %s', async (kind) => {
    await say()
    const { status } = await dingtalk.attack(kind)
    // A size limit is the web server's; whose organisation it was, nothing proves.
    const expected = {
      'not-json': 400,
      'not-object': 400,
      'oversized-body': 200,
      'foreign-webhook': 200,
      'foreign-corp': 200,
    }
    expect(status).toBe(expected[kind as keyof typeof expected] ?? 401)
    if (kind === 'foreign-webhook') expect(inbound[1]).not.toHaveProperty('replyRoute')
  })

  it('takes a redelivery for the same message', async () => {
    await say()
    const [delivery] = dingtalk.deliveries()
    if (delivery) await (await dingtalk.redeliver(delivery)).done
    await dingtalk.waitUntil(() => inbound.length === 2)
    expect(inbound[1]?.key).toBe(inbound[0]?.key)
  })

  it('says when the month of pushes is used up', async () => {
    await dingtalk.pushQuotaNotice().done
    expect(inbound).toEqual([])
    expect(log.join()).toContain('quota')
  })

  it('knows people by name', async () => {
    expect([...(await platform.namesOf([zhao.id, 'nobody']))]).toEqual([[zhao.id, '赵阳']])
  })

  it.each([
    ['a permission that is missing', { denied: 'qyapi_robot_sendmsg' }, 'configuration'],
    ['an address that is not listed', { ip: true }, 'configuration'],
    ['a group that is gone', { disband: true }, 'permanent-target'],
  ] as const)('tells %s for what it is', async (_what, trouble, kind) => {
    if ('denied' in trouble) dingtalk.settings.deniedScopes.add(trouble.denied)
    if ('ip' in trouble) dingtalk.settings.ipAllowed = false
    if ('disband' in trouble) dingtalk.disband(group.chatId)
    expect(await failureOf(platform.send({ chatId: group.chatId }, text('x'), 'k'))).toMatchObject({ kind })
  })

  it('renews a token that was revoked', async () => {
    await platform.send({ userId: zhao.id }, text('1'), 'k1')
    dingtalk.revokeTokens()
    await platform.send({ userId: zhao.id }, text('2'), 'k2')
    expect(dingtalk.replies(dingtalk.privateChatId(zhao.id)).map((one) => one.text)).toEqual(['1', '2'])
  })
})

describe.each(['webhook', 'stream'] as const)('cards of the template, by %s', (mode) => {
  beforeEach(async () => {
    dingtalk.settings.mode = mode === 'stream' ? 'stream' : 'http'
    platform = create({ mode, cardTemplateId: TEMPLATE })
    await platform.refreshBotUserId()
    if (mode !== 'stream') return
    connection = platform.connect?.({ lease, door: async (one) => take(one) })
    await waitFor(() => connection?.state() === 'connected', 'connected')
  })

  it.each(['group', 'private'])('are sent, tapped, answered and changed in %s', async (where) => {
    const chatId = where === 'group' ? group.chatId : dingtalk.privateChatId(zhao.id)
    const target = where === 'group' ? { chatId } : { userId: zhao.id }
    expect(await platform.send(target, card, 'row-1')).toEqual({ messageId: 'row-1' })
    const shown = newest(chatId)
    expect(shown?.card?.view).toMatchObject({
      title: '已记｜2026-学-014',
      tone: 'success',
      bodies: ['3月17日（周二）下午'],
      buttons: [{ text: '撤销' }],
    })

    const { toast } = await dingtalk.tap(zhao.id, shown?.messageId ?? '', '撤销')
    const tap: InboundAction = await heard('action')
    expect(tap).toMatchObject({ messageId: 'row-1', operatorId: zhao.id, value: receipt.buttons?.[0]?.action })
    expect(Math.abs(tap.actedAt - machineNow())).toBeLessThan(60_000)
    expect(toast).toEqual({ type: 'info', content: '已撤销' })

    await platform.update(
      { messageId: 'row-1' },
      { ...receipt, title: '已撤销｜2026-学-014', tone: 'neutral', buttons: [] },
    )
    expect(newest(chatId)?.card?.view).toMatchObject({ title: '已撤销｜2026-学-014', tone: 'neutral', buttons: [] })
    expect(newest(chatId)?.card?.privateParams[zhao.id]).toEqual({ notice: '已撤销' })
  })

  it('are sent once, however often', async () => {
    dingtalk.fault({ api: 'card.createAndDeliver', moment: 'after', reset: true })
    expect(await failureOf(platform.send({ chatId: group.chatId }, card, 'row-1'))).toMatchObject({
      kind: 'unknown-outcome',
    })
    expect(await platform.send({ chatId: group.chatId }, card, 'row-1')).toEqual({ messageId: 'row-1' })
    expect(dingtalk.replies(group.chatId)).toHaveLength(1)
  })

  it.each([
    ['unpublished', () => dingtalk.settings.templates.set(TEMPLATE, { published: false })],
    ['gone', () => dingtalk.settings.templates.clear()],
    ['not delivered', () => Object.assign(dingtalk.settings, { cardDeliveries: false })],
    ['not allowed', () => dingtalk.settings.deniedScopes.add('Card.Instance.Write')],
  ] as const)('are messages while they are %s', async (_what, breakIt) => {
    breakIt()
    expect(await platform.send({ chatId: group.chatId }, card, 'row-1')).toMatchObject({ fixed: true })
    expect(newest(group.chatId)?.text).toContain('撤销：@我')
  })

  it('hear sentences as well', async () => {
    expect(await say()).toMatchObject({ text: '昨天下午集中学习2小时', chatId: group.chatId })
  })
})
