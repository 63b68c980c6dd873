import { attacks, spoil } from '../../../src/simulator/dingtalk/attacks.js'
import { cardHeaders } from '../../../src/simulator/dingtalk/card-callback.js'
import type { DingtalkSimulator } from '../../../src/simulator/dingtalk/index.js'
import { signedHeaders } from '../../../src/simulator/dingtalk/robot-pusher.js'
import {
  callbackFrame,
  cardTopic,
  eventFrame,
  messageTopic,
  newMessageId,
} from '../../../src/simulator/dingtalk/stream-frames.js'
import type { JsonObject } from '../../../src/simulator/feishu/json.js'
import { type PostResult, post } from '../../../src/simulator/http-post.js'
import type { StageBot } from '../../helpers/bot.js'
import { type Forgery, forgedAction, type Genuine, sayUndelivered } from './forgery.js'

const simulatorOf = ({ simulator }: StageBot): DingtalkSimulator => simulator as DingtalkSimulator

async function messageBody(bot: StageBot): Promise<JsonObject> {
  const messageId = sayUndelivered(bot)
  const delivery = simulatorOf(bot)
    .deliveries()
    .find((one) => one.msgId === messageId)
  return delivery?.body ?? {}
}

/** A tap on a card that nobody sent; the button says which entry. */
async function tapBody(bot: StageBot): Promise<JsonObject> {
  const params = { action: JSON.stringify(await forgedAction(bot)) }
  return {
    type: 'actionCallback',
    outTrackId: `forged-${newMessageId()}`,
    corpId: simulatorOf(bot).options.corpId,
    userId: bot.branch.person.赵阳,
    spaceType: 'im',
    spaceId: bot.branch.chatId,
    extension: '{}',
    content: JSON.stringify({ cardPrivateData: { actionIds: ['press'], params } }),
  }
}

interface Address {
  readonly path: string
  body(bot: StageBot): Promise<JsonObject>
  headers(secret: string, timestamp?: number): Readonly<Record<string, string>>
  readonly topic: string
}

const ADDRESSES: Readonly<Record<'a message' | 'a tap', Address>> = {
  'a message': { path: '/dingtalk/messages', body: messageBody, headers: signedHeaders, topic: messageTopic },
  // The secret that the bot registers its address with is the app's.
  'a tap': { path: '/dingtalk/cards', body: tapBody, headers: cardHeaders, topic: cardTopic },
}
type What = keyof typeof ADDRESSES
const WHATS: readonly What[] = ['a message', 'a tap']

const TIMEOUT_MS = 5000

/** A signed callback; called again, it sends the very same bytes. */
async function signed(bot: StageBot, what: What): Promise<() => Promise<PostResult>> {
  const { path, body, headers: headersOf } = ADDRESSES[what]
  const text = JSON.stringify(await body(bot))
  const headers = headersOf(simulatorOf(bot).options.clientSecret)
  return () => post(`${bot.url}${path}`, text, { headers, timeoutMs: TIMEOUT_MS })
}

export const genuineOverHttp: Genuine = (bot) => Promise.all(WHATS.map((what) => signed(bot, what)))

/** The signature covers the moment only: nothing proves the organisation, or where the way back leads. */
const UNPROVEN = ['foreign-corp', 'foreign-webhook']
const STATUS: Readonly<Record<string, number>> = { 'not-json': 400, 'not-object': 400, 'oversized-body': 413 }

export const overHttp: readonly Forgery[] = WHATS.flatMap((what) =>
  attacks
    .filter((kind) => !UNPROVEN.includes(kind) && (what === 'a message' || kind !== 'foreign-robot'))
    .map((kind) => ({
      name: `${what}: ${kind}`,
      status: STATUS[kind] ?? 401,
      async run(bot) {
        const { path, body, headers } = ADDRESSES[what]
        const { clientSecret } = simulatorOf(bot).options
        const spoiled = spoil(kind, await body(bot), (timestamp) => ({ ...headers(clientSecret, timestamp) }))
        return post(`${bot.url}${path}`, spoiled.body, { headers: spoiled.headers, timeoutMs: TIMEOUT_MS })
      },
    })),
)

const frameFor = (topic: string, data: unknown) =>
  callbackFrame(topic, newMessageId(), 'c1', 'a1', typeof data === 'string' ? data : JSON.stringify(data))

const send = (bot: StageBot, frame: unknown): void =>
  simulatorOf(bot).gateway.sendRaw(typeof frame === 'string' ? frame : JSON.stringify(frame))

export const genuineOverStream: Genuine = (bot) =>
  Promise.all(
    WHATS.map(async (what) => {
      const frame = frameFor(ADDRESSES[what].topic, await ADDRESSES[what].body(bot))
      return async () => send(bot, frame)
    }),
  )

type Frame = ReturnType<typeof frameFor>

/** A genuine push whose frame or body was changed before it went out. */
const changed = (name: string, what: What, change: (frame: Frame, body: JsonObject) => unknown): Forgery => ({
  name: `${what}: ${name}`,
  async run(bot) {
    const body = await ADDRESSES[what].body(bot)
    send(bot, change(frameFor(ADDRESSES[what].topic, body), body))
    return undefined
  },
})

const withHeaders = (part: Record<string, string | undefined>) => (frame: Frame) => ({
  ...frame,
  headers: { ...frame.headers, ...part },
})
const withBody = (part: JsonObject) => (frame: Frame, body: JsonObject) => ({
  ...frame,
  data: JSON.stringify({ ...body, ...part }),
})

const frame = (name: string, text: unknown): Forgery => ({
  name: `a frame: ${name}`,
  run: async (bot) => void send(bot, text),
})

export const overStream: readonly Forgery[] = [
  // There is no such route: this bot takes nothing over HTTP.
  ...WHATS.map(
    (what): Forgery => ({
      name: `${what}: signed, over HTTP`,
      status: 404,
      run: async (bot) => (await signed(bot, what))(),
    }),
  ),
  changed('of another robot', 'a message', withBody({ robotCode: 'dingforeignrobot0000' })),
  changed('of no robot', 'a message', withBody({ robotCode: undefined })),
  changed('without an id', 'a message', withBody({ msgId: undefined })),
  changed('by nobody', 'a message', withBody({ senderStaffId: '', senderId: undefined })),
  changed('in no kind of chat', 'a message', withBody({ conversationType: '3' })),
  changed('that is a notice', 'a message', withBody({ errorCode: 20001, text: undefined })),
  changed('by nobody', 'a tap', withBody({ userId: undefined })),
  changed('that is none', 'a tap', withBody({ type: 'actionImagined' })),
  ...WHATS.flatMap((what) => [
    changed('under an unknown topic', what, withHeaders({ topic: '/v1.0/im/bot/imagined' })),
    changed('without a topic', what, withHeaders({ topic: undefined })),
    changed('without a frame id', what, withHeaders({ messageId: undefined })),
    changed('of an unknown type', what, (frame) => ({ ...frame, type: 'IMAGINED' })),
    changed('as an event', what, (_frame, body) =>
      eventFrame('chat_update_title', newMessageId(), 'c1', 'a1', JSON.stringify(body)),
    ),
    ...['', 'no JSON', '[]', '5', 'null', '{}'].map((data) =>
      changed(`with ${data || 'nothing'} for a body`, what, (frame) => ({ ...frame, data })),
    ),
    changed('with a body that is no text', what, (frame, body) => ({ ...frame, data: body })),
  ]),
  frame('no JSON', 'no JSON'),
  frame('a list', []),
  frame('nothing', ''),
  frame('without headers', { type: 'CALLBACK', data: '{}' }),
  frame('an acknowledgement', {
    code: 200,
    headers: { contentType: 'application/json', messageId: newMessageId() },
    message: 'OK',
    data: '{"response":null}',
  }),
  frame('a ping without an id', { type: 'SYSTEM', headers: { topic: 'ping' }, data: '{}' }),
  frame('an unknown order', { type: 'SYSTEM', headers: { topic: 'imagined', messageId: newMessageId() }, data: '{}' }),
]
