import { setMaxListeners } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { MessagePart } from '../attachment.js'
import type { ChatFormValues, ChatSimulator } from '../chat-simulator.js'
import { isObject, type JsonObject, parseJson } from '../feishu/json.js'
import { waitFor } from '../feishu/wait-for.js'
import { type PostResult, post } from '../http-post.js'
import { type ApiCallRecord, ApiServer } from './api-server.js'
import { type Attack, type Signer, spoil } from './attacks.js'
import { callbackBody, cardHeaders } from './card-callback.js'
import { Cards } from './cards.js'
import type { PlatformContext } from './context.js'
import { type CustomRobot, type CustomRobotSettings, CustomRobots } from './custom-robots.js'
import { ApiError } from './errors.js'
import { type Fault, FaultPlan } from './faults.js'
import { Files } from './files.js'
import { audioMessage, fileMessage, pictureMessage, richTextMessage, unknownMessage, videoMessage } from './incoming.js'
import { Limits, type MonthlyCalls } from './limits.js'
import { Logins } from './logins.js'
import { type SimulatedMessage, viewMessage } from './message-view.js'
import {
  type DingtalkSimulatorOptions,
  defaultSettings,
  type PlatformSettings,
  type ResolvedOptions,
  resolveOptions,
  type WebhookTargets,
} from './options.js'
import { checkWebhookBody } from './outgoing.js'
import { type GroupSettings, type Outgoing, People, type PersonSettings, type Said } from './people.js'
import { postMessage } from './post.js'
import { quotaNotice } from './robot-body.js'
import { type Delivery, type Disturbance, RobotPusher, signedHeaders } from './robot-pusher.js'
import { Sessions } from './sessions.js'
import { attachmentsIn } from './shown.js'
import { StreamGateway } from './stream-gateway.js'
import { type TapResult, Taps } from './taps.js'
import { Tokens } from './tokens.js'
import { type Change, type Chat, type Person, World } from './world.js'

/** A message somebody waits for: words the bot said, or a test of any message. */
export type MessageMatch = string | RegExp | ((message: SimulatedMessage) => boolean)

/** A local DingTalk. Ids are the platform's own; times are civil where people see them, real elsewhere. */
export interface DingtalkSimulator extends ChatSimulator {
  readonly platform: 'dingtalk'
  /** Stands for both https://api.dingtalk.com and https://oapi.dingtalk.com. */
  readonly url: string
  readonly options: ResolvedOptions
  /** Changes take effect at once. */
  readonly settings: PlatformSettings
  /** The Stream side: its connections, and what can go wrong with them. */
  readonly gateway: StreamGateway

  // The organisation
  /** `id` is the staffId; the returned person is live. */
  addPerson(name: string, settings?: PersonSettings): Person
  addGroup(name: string, memberIds: readonly string[], settings?: GroupSettings): Chat
  people(): readonly Person[]
  chats(): readonly Chat[]
  /** Somebody enters or leaves a group. */
  setMember(chatId: string, personId: string, member: boolean): void
  /** Adds the bot to a group or removes it; the robot isn't told. */
  setBotIn(chatId: string, botIn: boolean): void
  disband(chatId: string): void
  /** A custom robot (自定义机器人) of a group, with the address it is called by (without timestamp and sign). */
  addCustomRobot(chatId: string, settings?: CustomRobotSettings): CustomRobot & { readonly webhook: string }

  // What people do
  say(personId: string, chatId: string, text: string, replyTo?: string): Said
  sayPrivate(personId: string, text: string, replyTo?: string): Said
  /** In a group a bare picture names nobody, so the bot doesn't get it. */
  sendImage(personId: string, chatId: string, bytes: Buffer): Said
  sendFile(personId: string, chatId: string, name: string, bytes: Buffer): Said
  sendAudio(personId: string, chatId: string, recognition: string, durationMs?: number): Said
  sendVideo(personId: string, chatId: string, bytes: Buffer): Said
  sendRichText(personId: string, chatId: string, parts: readonly MessagePart[]): Said
  /** Something the robot can't receive. */
  sendUnknown(personId: string, chatId: string): Said
  /** Any other message, content as the platform delivers it. */
  send(personId: string, chatId: string, message: Outgoing): Said
  /** The robot isn't told. */
  recall(personId: string, messageId: string): void
  tap(personId: string, messageId: string, button: string, values?: ChatFormValues): Promise<TapResult>
  /** A fresh code of 免登 (`user.getuserinfo`) or of a sign-in (`oauth2.userAccessToken`): five minutes, once. */
  authCode(personId: string): string

  // What people see
  messages(chatId: string): readonly SimulatedMessage[]
  message(messageId: string): SimulatedMessage
  replies(chatId: string): readonly SimulatedMessage[]
  waitForMessage(chatId: string, match: MessageMatch, timeoutMs?: number): Promise<SimulatedMessage>
  onChange(listener: (change: Change) => void): () => void

  // Robot callbacks
  setTargets(targets: WebhookTargets): void
  disturb(disturbance: Disturbance): void
  /** Pushes what `reorder` holds back. */
  releaseHeld(): void
  /** Pushes this very body, as the console's mode says. */
  pushRaw(body: JsonObject): Delivery
  /** The notice 20001 that the month's budget is used up. */
  pushQuotaNotice(): Delivery
  /** Pushes a message once more with the same `msgId`, as the platform may do at any time. */
  redeliver(delivery: Delivery): Promise<Delivery>
  /** Sends one spoiled callback and says what the address answered. */
  attack(kind: Attack, target?: keyof WebhookTargets, body?: JsonObject): Promise<PostResult>
  deliveries(): readonly Delivery[]

  // The API side
  fault(fault: Fault): void
  clearFaults(): void
  revokeTokens(): void
  /** As if 90 minutes had passed for every sessionWebhook. */
  expireSessions(): void
  apiCalls(name?: string): readonly ApiCallRecord[]
  callsThisMonth(): MonthlyCalls
}

/** Starts a local DingTalk on a free port of the loopback. It is never kinder than the platform. */
export async function startDingtalkSimulator(options: DingtalkSimulatorOptions = {}): Promise<DingtalkSimulator> {
  const resolved = resolveOptions(options)
  const settings: PlatformSettings = { ...defaultSettings(), ...options.settings }
  if (resolved.templateId) settings.templates.set(resolved.templateId, { published: true })
  const world = new World()
  let url = ''
  const context: PlatformContext = {
    options: resolved,
    settings,
    world,
    tokens: new Tokens(),
    limits: new Limits(settings, resolved.clock),
    sessions: new Sessions(),
    cards: new Cards(),
    files: new Files(),
    logins: new Logins(),
    customRobots: new CustomRobots(),
    url: () => url,
  }
  const stopping = new AbortController()
  // Every request under way listens for the end.
  setMaxListeners(0, stopping.signal)
  const wakeUps = new Set<() => void>()
  const wake = (): void => {
    for (const look of wakeUps) look()
  }
  const gateway = new StreamGateway({
    clientId: resolved.clientId,
    clientSecret: resolved.clientSecret,
    redeliverMs: resolved.redeliverMs,
    signal: stopping.signal,
    onChange: wake,
  })
  const faults = new FaultPlan()
  const api = new ApiServer(context, faults, gateway, stopping.signal, wake)
  const pusher = new RobotPusher(resolved, settings, gateway, stopping.signal, {
    onState({ msgId, state }) {
      const message = msgId === undefined ? undefined : world.messages.get(msgId)
      if (message) {
        message.delivery = state
        world.changed({ type: 'delivery', message })
      }
      wake()
    },
    onAnswer: (delivery, body) => postAnswer(delivery, body, context),
  })
  pusher.targets = options.targets ?? {}
  const people = new People(context, pusher)
  const taps = new Taps(context, people, () => ({ gateway, url: pusher.targets.cards, stopped: stopping.signal }))
  world.onChange(wake)

  const server = http.createServer((incoming, response) => {
    api.handle(incoming, response).then(wake, () => response.destroy())
  })
  gateway.attach(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(resolved.port, resolved.host, resolve)
  })
  url = `http://${resolved.host}:${(server.address() as AddressInfo).port}`
  const views = (chatId: string): SimulatedMessage[] =>
    world.messagesOf(chatId).map((message) => viewMessage(message, context))

  const simulator: DingtalkSimulator = {
    platform: 'dingtalk',
    url,
    botName: resolved.botName,
    options: resolved,
    settings,
    gateway,

    addPerson: (name, person) => people.addPerson(name, person),
    addGroup: (name, memberIds, group) => people.addGroup(name, memberIds, group),
    people: () => [...world.people.values()],
    chats: () => [...world.chats.values()],
    setMember(chatId, personId, member) {
      const chat = world.getChat(chatId)
      if (member) chat.members.add(world.getPerson(personId).id)
      else chat.members.delete(personId)
      world.changed({ type: 'chat', chat })
    },
    setBotIn(chatId, botIn) {
      const chat = world.getChat(chatId)
      chat.botIn = botIn
      world.changed({ type: 'chat', chat })
    },
    disband(chatId) {
      const chat = world.getChat(chatId)
      chat.disbanded = true
      world.changed({ type: 'chat', chat })
    },
    addCustomRobot(chatId, robotSettings = {}) {
      const robot = context.customRobots.add(world.getChat(chatId).chatId, robotSettings)
      return Object.assign(robot, { webhook: `${url}/robot/send?access_token=${robot.accessToken}` })
    },

    say: (personId, chatId, text, replyTo) => people.say(personId, chatId, text, replyTo),
    sayPrivate: (personId, text, replyTo) => people.say(personId, people.privateChat(personId).chatId, text, replyTo),
    sendImage: (personId, chatId, bytes) => people.send(personId, chatId, pictureMessage(bytes, context.files)),
    sendFile: (personId, chatId, name, bytes) => people.send(personId, chatId, fileMessage(name, bytes, context.files)),
    sendAudio: (personId, chatId, recognition, durationMs = 4000) =>
      people.send(personId, chatId, audioMessage(recognition, durationMs, context.files)),
    sendVideo: (personId, chatId, bytes) => people.send(personId, chatId, videoMessage(bytes, context.files)),
    sendRichText: (personId, chatId, parts) =>
      people.send(
        personId,
        chatId,
        richTextMessage(parts, context.files, (typed) => people.place(typed, chatId)),
      ),
    sendUnknown: (personId, chatId) => people.send(personId, chatId, unknownMessage()),
    send: (personId, chatId, message) => people.send(personId, chatId, message),
    recall: (personId, messageId) => people.recall(personId, messageId),
    // The template has no form, so there is nothing that values could fill.
    tap: (personId, messageId, button) => taps.tap(personId, messageId, button),
    authCode: (personId) => context.logins.newCode(world.getPerson(personId).id),

    privateChatId: (personId) => people.privateChat(personId).chatId,
    messages: views,
    message: (messageId) => viewMessage(world.getMessage(messageId), context),
    attachment: (messageId, key) => {
      const message = world.getMessage(messageId)
      const own = attachmentsIn(message.shown).find((attachment) => attachment.key === key)
      // What the app shows inside its words and cards lies among its uploads.
      const file = message.sender.type === 'app' ? context.files.media.get(key) : undefined
      return own ?? (file && { kind: 'image', key, name: file.name, size: file.bytes.length, bytes: file.bytes })
    },
    replies: (chatId) => views(chatId).filter(({ sender, via }) => sender.type === 'app' && via !== 'custom'),
    waitForMessage(chatId, match, timeoutMs = 5000) {
      const seen = (): string =>
        views(chatId)
          .map(({ sender, text }) => `  ${sender.name}: ${text}`)
          .join('\n')
      const found = (): SimulatedMessage | undefined => views(chatId).find((message) => matches(message, match))
      return waitFor(found, wakeUps, timeoutMs, () => `no message ${String(match)}; the chat has:\n${seen()}`)
    },
    waitUntil: (condition, timeoutMs = 5000, what = 'condition') =>
      waitFor(condition, wakeUps, timeoutMs, () => `never came true: ${what}`),
    onChange: (listener) => world.onChange(listener),

    setTargets(targets) {
      pusher.targets = targets
    },
    disturb(disturbance) {
      pusher.disturbance = disturbance
    },
    releaseHeld: () => pusher.release(),
    pushRaw: (body) => pusher.push(body),
    pushQuotaNotice: () => pusher.push(quotaNotice),
    redeliver: (delivery) => pusher.again(delivery),
    attack: (kind, target = 'messages', body) => attack(kind, target, body, pusher, context),
    deliveries: () => pusher.deliveries,
    async settled() {
      await Promise.all(pusher.deliveries.map(({ done }) => done))
    },

    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    revokeTokens: () => context.tokens.revoke(),
    expireSessions: () => context.sessions.expireAll(),
    apiCalls: (name) => (name === undefined ? api.calls : api.calls.filter((call) => call.name === name)),
    callsThisMonth: () => context.limits.callsThisMonth(),
    async stop() {
      stopping.abort()
      gateway.stop()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
  return simulator
}

function matches(message: SimulatedMessage, match: MessageMatch): boolean {
  if (typeof match === 'function') return match(message)
  // Words are looked for in what the bot said: the person may have typed the same.
  if (message.sender.type !== 'app' || message.recalled) return false
  return typeof match === 'string' ? message.text.includes(match) : match.test(message.text)
}

/** A message in the answer to a robot callback; posted only where the platform is said to do so. */
function postAnswer({ body }: Delivery, answer: string, context: PlatformContext): void {
  const message = parseJson(answer)
  const chat = context.world.chats.get(String(body.conversationId))
  if (context.settings.answerBodies !== 'sent' || !chat || !isObject(message) || message.msgtype === undefined) return
  try {
    const checked = checkWebhookBody(message, context)
    if (checked) postMessage(chat, { ...checked, content: message, via: 'session' }, context)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
  }
}

function attack(
  kind: Attack,
  target: keyof WebhookTargets,
  body: JsonObject | undefined,
  pusher: RobotPusher,
  context: PlatformContext,
): Promise<PostResult> {
  const { cards, options } = context
  const route = [...cards.routes.values()].at(-1)
  const url = target === 'messages' ? pusher.targets.messages : (pusher.targets.cards ?? route?.callbackUrl)
  if (!url) throw new Error(`no address for ${target}`)
  const sign: Signer = (timestamp) =>
    target === 'messages' ? signedHeaders(options.clientSecret, timestamp) : cardHeaders(route?.apiSecret, timestamp)
  const card = { outTrackId: [...cards.instances.keys()].at(-1) ?? 'attacked' }
  const sample =
    target === 'messages'
      ? (pusher.deliveries.at(-1)?.body ?? { msgtype: 'text', text: { content: '攻击' } })
      : callbackBody(card, { chatId: '' }, 'attacker', 'attack', context)
  const spoiled = spoil(kind, body ?? sample, sign)
  return post(url, spoiled.body, { headers: spoiled.headers, timeoutMs: options.messageAnswerMs })
}
