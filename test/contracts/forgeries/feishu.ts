import { randomUUID } from 'node:crypto'
import { attacks, type FeishuSimulator } from '../../../src/simulator/feishu/index.js'
import type { JsonObject } from '../../../src/simulator/feishu/json.js'
import { envelope, pushBody, signedPush } from '../../../src/simulator/feishu/push-request.js'
import { controlMethod, encodeFrame, eventFrames, type WsFrame } from '../../../src/simulator/feishu/ws-frames.js'
import { type PostResult, post } from '../../../src/simulator/http-post.js'
import type { StageBot } from '../../helpers/bot.js'
import { type Forgery, forgedAction, type Genuine, sayUndelivered } from './forgery.js'

const simulatorOf = ({ simulator }: StageBot): FeishuSimulator => simulator as FeishuSimulator

async function messageEvent(bot: StageBot): Promise<JsonObject> {
  const messageId = sayUndelivered(bot)
  const delivery = simulatorOf(bot)
    .deliveries()
    .find((one) => one.messageId === messageId)
  return delivery?.payload ?? {}
}

async function tapEvent(bot: StageBot): Promise<JsonObject> {
  const { branch } = bot
  const { options } = simulatorOf(bot)
  const event = {
    operator: { open_id: branch.person.赵阳, tenant_key: options.tenantKey },
    token: `c-${randomUUID()}`,
    action: { tag: 'button', value: await forgedAction(bot) },
    host: 'im_message',
    context: { open_message_id: `om_${randomUUID()}`, open_chat_id: branch.chatId },
  }
  return envelope('card.action.trigger', event, options, { createTime: String(options.clock.now() * 1000) })
}

const EVENTS = { 'a message': messageEvent, 'a tap': tapEvent }
/** The console's two addresses. */
const TARGETS = { 'a message': 'events', 'a tap': 'cards' } as const
type What = keyof typeof EVENTS
const WHATS: readonly What[] = ['a message', 'a tap']

/** A signed push; called again, it sends the very same bytes. */
async function signed(bot: StageBot, what: What): Promise<() => Promise<PostResult>> {
  const { options } = simulatorOf(bot)
  const { body, headers } = signedPush(pushBody(await EVENTS[what](bot), options), options)
  return () => post(`${bot.url}/feishu/${TARGETS[what]}`, body, { headers, timeoutMs: options.answerMs })
}

export const genuineOverHttp: Genuine = (bot) => Promise.all(WHATS.map((what) => signed(bot, what)))

const MALFORMED = ['encrypt-garbage', 'encrypt-number', 'not-json', 'large-body']

export const overHttp: readonly Forgery[] = WHATS.flatMap((what) =>
  attacks
    // Signed with the app's key, a body in clear proves as much as an encrypted one.
    .filter((kind) => kind !== 'plain-body')
    .map((kind) => ({
      name: `${what}: ${kind}`,
      status: MALFORMED.includes(kind) ? 400 : kind === 'oversized-body' ? 413 : 401,
      run: async (bot) => simulatorOf(bot).attack(kind, TARGETS[what], await EVENTS[what](bot)),
    })),
)

const ids = (sequence = 1) => ({ messageId: randomUUID(), traceId: randomUUID(), sequence, service: 33554678 })

/** Sends an event over the long connection, which carries neither signature nor token. */
function sendEvent(bot: StageBot, payload: unknown): void {
  for (const frame of eventFrames(JSON.stringify(payload), ids())) simulatorOf(bot).longConnection.sendRaw(frame)
}

export const genuineOverSocket: Genuine = (bot) =>
  Promise.all(
    WHATS.map(async (what) => {
      const event = await EVENTS[what](bot)
      return async () => sendEvent(bot, event)
    }),
  )

/** An event that was changed before it went out. */
const changed = (name: string, what: What, change: (event: JsonObject) => unknown): Forgery => ({
  name: `${what}: ${name}`,
  run: async (bot) => void sendEvent(bot, change(await EVENTS[what](bot))),
})

const withHeader = (part: JsonObject) => (event: JsonObject) => ({
  ...event,
  header: { ...(event.header as JsonObject), ...part },
})
const withEvent = (part: JsonObject) => (event: JsonObject) => ({
  ...event,
  event: { ...(event.event as JsonObject), ...part },
})

const frame = (name: string, frameOf: () => WsFrame | Uint8Array): Forgery => ({
  name: `a frame: ${name}`,
  async run(bot) {
    const made = frameOf()
    simulatorOf(bot).longConnection.sendRaw(made instanceof Uint8Array ? made : encodeFrame(made))
    return undefined
  },
})

const dataFrame = (headers: Record<string, string>, payload: string): WsFrame => ({
  SeqID: 1,
  LogID: 1,
  service: 33554678,
  method: 1,
  headers,
  payload: Buffer.from(payload),
})
const eventHeaders = () => ({ type: 'event', message_id: randomUUID(), sum: '1', seq: '0', trace_id: randomUUID() })

export const overSocket: readonly Forgery[] = [
  // There is no such route: this bot takes nothing over HTTP.
  ...WHATS.map(
    (what): Forgery => ({
      name: `${what}: signed, over HTTP`,
      status: 404,
      run: async (bot) => (await signed(bot, what))(),
    }),
  ),
  ...WHATS.flatMap((what) => [
    changed('of another app', what, withHeader({ app_id: 'cli_0000000000000000' })),
    changed('without a header', what, ({ event }) => ({ schema: '2.0', event })),
    changed('in the old envelope', what, ({ event }) => ({ type: 'event_callback', uuid: randomUUID(), event })),
    changed('of an unknown type', what, withHeader({ event_type: 'im.message.imagined_v1' })),
  ]),
  changed('by another bot', 'a message', withEvent({ sender: { sender_type: 'app', sender_id: { open_id: 'ou_x' } } })),
  changed('by nobody', 'a message', withEvent({ sender: { sender_type: 'user' } })),
  changed('without a message', 'a message', withEvent({ message: undefined })),
  changed('by nobody', 'a tap', withEvent({ operator: undefined })),
  changed(
    'forty levels deep',
    'a tap',
    withEvent({ action: { value: JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) } }),
  ),
  ...['', 'no JSON', '[]', '5', 'null', '{"schema":"2.0"}'].map((text) =>
    frame(`an event that is ${text || 'empty'}`, () => dataFrame(eventHeaders(), text)),
  ),
  frame('an acknowledgement', () => dataFrame({ ...eventHeaders(), biz_rt: '1' }, '{"code":200}')),
  frame('an event without an id', () => dataFrame({ type: 'event' }, '{}')),
  frame('of an unknown type', () => dataFrame({ ...eventHeaders(), type: 'card' }, '{}')),
  frame('the second of two parts', () => dataFrame({ ...eventHeaders(), sum: '2', seq: '1' }, '{}')),
  frame('a part of no number', () => dataFrame({ ...eventHeaders(), sum: 'x', seq: '-1' }, '{}')),
  frame('an unknown control', () => ({ ...dataFrame({ type: 'imagined' }, '{}'), method: controlMethod })),
  frame('a pong that is no JSON', () => ({ ...dataFrame({ type: 'pong' }, 'no JSON'), method: controlMethod })),
  frame('bytes that are none', () => Buffer.from([0xff, 0xff, 0xff, 0xff, 0x01])),
  frame('nothing', () => Buffer.alloc(0)),
]
