import { afterEach, describe, expect, it } from 'vitest'
import type { LogFields, Logger } from '../../../src/core/logger.js'
import type { Door, Inbound, Json } from '../../../src/core/platform.js'
import { type ConnectionOptions, openConnection } from '../../../src/platforms/feishu/connection.js'
import { type FeishuSimulatorOptions, startFeishuSimulator } from '../../../src/simulator/feishu/index.js'
import { waitFor } from '../../helpers/wait-for.js'
import { button, cardWith, newClient } from '../../simulator/helpers.js'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

const clientConfig = { PingInterval: 0.05, ReconnectCount: -1, ReconnectInterval: 0.01, ReconnectNonce: 0 }

async function startPlatform(options: FeishuSimulatorOptions = {}) {
  const feishu = await startFeishuSimulator({
    retryScale: 0,
    ...options,
    settings: { mode: 'websocket', clientConfig, limits: false, ...options.settings },
  })
  stops.push(feishu.stop)
  const zhao = feishu.addPerson('赵阳').openId
  const { chatId } = feishu.addGroup('第三党支部', [zhao])
  return { feishu, zhao, chatId, say: (text = '@台账助手 昨天学了2小时') => feishu.say(zhao, chatId, text).delivered }
}

type Started = Awaited<ReturnType<typeof startPlatform>>

interface LogLine {
  readonly level: keyof Logger
  readonly fields: LogFields
  readonly message: string
}

/** Opens a connection whose door records what came; with short times. */
function connect({ feishu }: Started, told: { door?: Door; appSecret?: string; options?: ConnectionOptions } = {}) {
  const taken: Inbound[] = []
  const lines: LogLine[] = []
  const line =
    (level: keyof Logger) =>
    (fields: LogFields, message: string): void =>
      void lines.push({ level, fields, message })
  const logger: Logger = { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }
  const door: Door = async (inbound, arrivedAt) => {
    taken.push(inbound)
    return told.door?.(inbound, arrivedAt) ?? {}
  }
  const { appId, appSecret } = feishu.options
  const connection = openConnection(
    { appId, appSecret: told.appSecret ?? appSecret, domain: feishu.url },
    door,
    logger,
    {
      backOffScale: 0.002,
      stableMs: 20,
      ...told.options,
    },
  )
  stops.push(connection.close)
  return { connection, taken, lines, isUp: () => expect.poll(connection.state).toBe('connected') }
}

async function connected(started: Started, told?: Parameters<typeof connect>[1]) {
  const bot = connect(started, told)
  await bot.isUp()
  await started.feishu.waitUntil(() => started.feishu.longConnection.connections().length > 0)
  return bot
}

describe('an event over the long connection', () => {
  it('is read as on the webhook, and acknowledged only after the door took it', async () => {
    const started = await startPlatform()
    let letIn: (answer: Json) => void = () => {}
    const bot = await connected(started, { door: () => new Promise((resolve) => (letIn = resolve)) })
    const delivered = started.say()
    await expect.poll(() => bot.taken.length).toBe(1)
    // A round trip of pings over the same socket: an acknowledgement would have come before.
    const pings = started.feishu.longConnection.connections()[0]?.pings ?? 0
    await started.feishu.waitUntil(() => (started.feishu.longConnection.connections()[0]?.pings ?? 0) > pings + 1)
    expect(started.feishu.longConnection.acks()).toEqual([])
    letIn({})
    expect(await delivered).toMatchObject({ state: 'delivered', attempts: [{ status: 200, body: '{}' }] })
    expect(bot.taken).toMatchObject([
      { kind: 'message', platform: 'feishu', chatId: started.chatId, senderId: started.zhao, chatType: 'group' },
    ])
    expect(bot.taken[0]?.key).toBe((bot.taken[0] as { messageId?: string }).messageId)
    expect(started.feishu.longConnection.protocolErrors()).toEqual([])
  })

  it('comes again when the door rejects or is too slow, and is acknowledged in the end', async () => {
    const started = await startPlatform()
    const doors: Door[] = [
      () => Promise.reject(new Error('no MongoDB')),
      () => new Promise(() => {}),
      () => Promise.resolve(null),
    ]
    const bot = await connected(started, {
      door: (inbound, at) => (doors.shift() as Door)(inbound, at),
      options: { doorMs: 40 },
    })
    const delivery = await started.say()
    expect(delivery?.attempts.map(({ status }) => status)).toEqual([500, 500, 200])
    expect(new Set(bot.taken.map(({ key }) => key)).size).toBe(1)
  })

  it('settles before the platform’s 3 s with the times of production', async () => {
    const started = await startPlatform({ answerMs: 3000 })
    let turn = 0
    await connected(started, { door: () => (turn++ === 0 ? new Promise(() => {}) : Promise.resolve(null)) })
    const delivery = await started.say()
    expect(delivery?.attempts).toMatchObject([{ status: 500 }, { status: 200 }])
  })

  it('that comes twice goes through the door twice, with one key', async () => {
    const started = await startPlatform()
    const bot = await connected(started)
    started.feishu.disturb({ duplicates: 2, newEventIds: true })
    started.feishu.longConnection.fragment(3)
    const delivery = await started.say()
    expect(delivery?.attempts.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(bot.taken).toHaveLength(3)
    expect(new Set(bot.taken.map(({ key }) => key)).size).toBe(1)
  })

  it('of no interest is acknowledged, one of another app or without sense is not', async () => {
    const started = await startPlatform()
    const bot = await connected(started)
    const { feishu } = started
    const ignored = feishu.pushEvent('im.message.message_read_v1', {})
    const old = feishu.pushRaw({ uuid: 'u1', type: 'event_callback', event: { type: 'message' } })
    expect(await ignored.done).toMatchObject({ state: 'delivered', attempts: [{ body: '{}' }] })
    expect(await old.done).toMatchObject({ state: 'delivered', attempts: [{ body: '{}' }] })
    const header = { event_type: 'im.message.receive_v1', event_id: 'e1', app_id: 'cli_0000000000000000' }
    expect(await feishu.pushRaw({ schema: '2.0', header, event: {} }).done).toMatchObject({ state: 'failed' })
    expect(await feishu.pushRaw({ hello: 1 }).done).toMatchObject({ state: 'failed' })
    let deep: Record<string, unknown> = {}
    for (let depth = 0; depth < 50; depth++) deep = { deep }
    expect(
      await feishu.pushRaw({ header: { ...header, app_id: feishu.options.appId }, event: deep }).done,
    ).toMatchObject({
      state: 'failed',
    })
    expect(bot.taken).toEqual([])
    expect(bot.connection.state()).toBe('connected')
  })

  it('leaves nothing of itself, and no secret, in the log', async () => {
    const started = await startPlatform()
    const bot = await connected(started, { door: () => Promise.reject(new Error('谈话内容')) })
    await started.say('@台账助手 金丝雀')
    await bot.connection.close()
    const log = JSON.stringify(bot.lines)
    expect(bot.lines.some(({ level }) => level === 'warn')).toBe(true)
    for (const secret of ['金丝雀', '谈话内容', started.feishu.options.appSecret, 'ticket', started.zhao])
      expect(log).not.toContain(secret)
  })
})

describe('a tap over the long connection', () => {
  it('is answered with what the door says', async () => {
    const started = await startPlatform()
    const toast = { type: 'success', content: '已撤销' }
    const bot = await connected(started, {
      door: async (inbound): Promise<Json> => (inbound.kind === 'action' ? { toast } : {}),
    })
    const sent = await newClient(started.feishu).im.v1.message.create({
      params: { receive_id_type: 'chat_id' },
      data: {
        receive_id: started.chatId,
        msg_type: 'interactive',
        content: JSON.stringify(cardWith(button('撤销', { v: 1, name: 'undo-entry' }))),
      },
    })
    const messageId = sent.data?.message_id ?? ''
    const result = await started.feishu.tap(started.zhao, messageId, '撤销')
    expect(result).toMatchObject({ toast, answer: { status: 200 } })
    expect(bot.taken).toMatchObject([
      { kind: 'action', key: result.eventId, messageId, operatorId: started.zhao, value: { v: 1, name: 'undo-entry' } },
    ])
  })
})

describe('the long connection', () => {
  it('is made anew after a drop, and loses nothing that was said meanwhile', async () => {
    const started = await startPlatform({ retryScale: 0.0001 })
    const bot = await connected(started)
    started.feishu.longConnection.dropAll()
    const delivery = await started.say()
    expect(delivery?.state).toBe('delivered')
    expect(bot.taken.length).toBeGreaterThanOrEqual(1)
    await bot.isUp()
  })

  it('notices a half-open socket', async () => {
    // A watchdog longer than the interval of the pings would be put off by each of them.
    const settings = { clientConfig: { ...clientConfig, PingInterval: 0.2 } }
    const started = await startPlatform({ answerMs: 50, retryScale: 0.001, settings })
    const { longConnection } = started.feishu
    await connected(started, { options: { pingTimeout: 0.1 } })
    longConnection.freeze(true)
    await started.feishu.waitUntil(() => longConnection.openings().length >= 2)
    longConnection.freeze(false)
    await started.feishu.waitUntil(() => longConnection.connections().length === 1)
    expect(await started.say()).toMatchObject({ state: 'delivered' })
  })

  it('never storms a gateway that flaps: each opening waits longer than the one before', async () => {
    const started = await startPlatform()
    const { feishu } = started
    const bot = connect(started, { options: { stableMs: 60_000, backOffScale: 0.02 } })
    const { longConnection } = feishu
    for (let opening = 1; opening <= 5; opening++) {
      await feishu.waitUntil(() => longConnection.openings().length >= opening)
      await feishu.waitUntil(() => longConnection.connections().length > 0)
      longConnection.dropAll()
    }
    await bot.isUp()
    const times = longConnection.openings().map(({ at }) => at)
    const gaps = times.slice(1, 5).map((time, index) => time - (times[index] as number))
    // 20, 40, 80 and 160 ms at least; timers may fire a millisecond early.
    for (const [index, gap] of gaps.entries()) expect(gap).toBeGreaterThanOrEqual(20 * 2 ** index - 1)
  })

  it('asks again soon when the endpoint fails in passing, also before the first connection', async () => {
    const started = await startPlatform()
    const { longConnection } = started.feishu
    longConnection.refuseEndpoint(1000040343)
    const bot = connect(started)
    await started.feishu.waitUntil(() => longConnection.openings().length >= 3)
    expect(bot.connection.state()).toBe('connecting')
    longConnection.refuseEndpoint(undefined)
    await bot.isUp()
    longConnection.refuseUpgrade(true)
    longConnection.dropAll()
    const before = longConnection.openings().length
    await started.feishu.waitUntil(() => longConnection.openings().length >= before + 3)
    longConnection.refuseUpgrade(false)
    await bot.isUp()
  })

  it.each([
    [514, 'FEISHU_APP_SECRET'],
    [1000040350, 'too many connections'],
    [1000040351, 'FEISHU_DOMAIN'],
    [99, 'see the code'],
  ])('that is refused with code %d is started anew, and says what to do', async (code, advice) => {
    const started = await startPlatform()
    const { longConnection } = started.feishu
    longConnection.refuseEndpoint(code)
    const bot = connect(started)
    await expect.poll(bot.connection.state).toBe('failed')
    await started.feishu.waitUntil(() => longConnection.openings().length >= 3)
    const errors = bot.lines.filter(({ level }) => level === 'error')
    expect(errors[0]).toMatchObject({ fields: { code }, message: expect.stringContaining(advice) })
    longConnection.refuseEndpoint(undefined)
    await bot.isUp()
    expect(await started.say()).toMatchObject({ state: 'delivered' })
  })

  it('that is refused while it reconnects is started anew as well', async () => {
    const started = await startPlatform()
    const { longConnection } = started.feishu
    const bot = await connected(started)
    longConnection.refuseEndpoint(403)
    longConnection.dropAll()
    await expect.poll(bot.connection.state).toBe('failed')
    longConnection.refuseEndpoint(undefined)
    await bot.isUp()
    expect(longConnection.connections()).toHaveLength(1)
  })

  it('takes a wrong secret for what it is', async () => {
    const started = await startPlatform()
    const bot = connect(started, { appSecret: 'wrong-secret' })
    await expect.poll(bot.connection.state).toBe('failed')
    expect(JSON.stringify(bot.lines)).not.toContain('wrong-secret')
  })
})

describe('closing', () => {
  it('finishes what is under way, refuses what comes then, and leaves no socket or timer', async () => {
    const started = await startPlatform()
    const { feishu } = started
    const before = handles()
    let letIn: (answer: Json) => void = () => {}
    const bot = await connected(started, { door: () => new Promise((resolve) => (letIn = resolve)) })
    const first = started.say()
    await expect.poll(() => bot.taken.length).toBe(1)
    const closing = bot.connection.close()
    expect(bot.connection.state()).toBe('closed')
    const second = started.say()
    await feishu.waitUntil(() => feishu.longConnection.acks().length === 1)
    expect(feishu.longConnection.acks()).toMatchObject([{ code: 500 }])
    letIn({})
    await closing
    expect(await first).toMatchObject({ state: 'delivered' })
    expect(await second).toMatchObject({ state: 'failed' })
    expect(bot.taken).toHaveLength(1)
    await feishu.waitUntil(() => feishu.longConnection.connections().length === 0)
    expect(feishu.longConnection.openings()).toHaveLength(1)
    await waitFor(() => handles() <= before, 'nothing is left open')
  })

  it('ends a back-off', async () => {
    const started = await startPlatform()
    const before = handles()
    started.feishu.longConnection.refuseEndpoint(514)
    const bot = connect(started, { options: { backOffScale: 1 } })
    await expect.poll(bot.connection.state).toBe('failed')
    await bot.connection.close()
    expect(bot.connection.state()).toBe('closed')
    await waitFor(() => handles() <= before, 'nothing is left open')
  })

  it('does not wait for ever for a door', async () => {
    const started = await startPlatform()
    const bot = await connected(started, { door: () => new Promise(() => {}), options: { doorMs: 30 } })
    void started.say()
    await expect.poll(() => bot.taken.length).toBeGreaterThan(0)
    await bot.connection.close()
  })
})

/** What keeps the process alive, apart from the simulator and the test runner, which stay the same. */
const handles = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap' || name === 'Timeout').length
