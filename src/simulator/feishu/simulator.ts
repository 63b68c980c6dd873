import { setMaxListeners } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { MessagePart } from '../attachment.js'
import type { ChatSimulator } from '../chat-simulator.js'
import type { PostResult } from '../http-post.js'
import { type ApiCallRecord, ApiServer } from './api-server.js'
import { findAttachment } from './attachments.js'
import { type Attack, attack } from './attacks.js'
import { CallbackLocks } from './callback-locks.js'
import type { FormValues } from './card-form.js'
import type { PlatformContext } from './context.js'
import { type Attempt, type Delivery, type Disturbance, EventPusher } from './event-pusher.js'
import { type Fault, FaultPlan } from './faults.js'
import { newId } from './ids.js'
import { isObject, type JsonObject } from './json.js'
import { Limits } from './limits.js'
import type { LongConnection } from './long-connection.js'
import { type SimulatedMessage, viewMessage } from './message-view.js'
import {
  defaultSettings,
  type FeishuSimulatorOptions,
  type PlatformSettings,
  type ResolvedOptions,
  resolveOptions,
  type WebhookTargets,
} from './options.js'
import { type GroupSettings, type Outgoing, People, type PersonSettings, type Said } from './people.js'
import { envelope } from './push-request.js'
import { type SavedUrl, saveUrl } from './save-url.js'
import { type TapResult, Taps } from './taps.js'
import { Tokens } from './tokens.js'
import { UuidMemory } from './uuid-memory.js'
import { waitFor } from './wait-for.js'
import { type Change, type Chat, type Person, World } from './world.js'
import { WsGateway } from './ws-gateway.js'

/** A message somebody waits for: words the bot said, or a test of any message. */
export type MessageMatch = string | RegExp | ((message: SimulatedMessage) => boolean)

/** A local Feishu. Ids are the platform's own; times are civil where people see them, real elsewhere. */
export interface FeishuSimulator extends ChatSimulator {
  readonly platform: 'feishu'
  /** What `domain` of the vendor's client is set to. */
  readonly url: string
  readonly options: ResolvedOptions
  /** Changes take effect at once. */
  readonly settings: PlatformSettings
  readonly botOpenId: string
  readonly botName: string

  // The tenant
  addPerson(name: string, settings?: PersonSettings): Person
  addGroup(name: string, memberIds: readonly string[], settings?: GroupSettings): Chat
  people(): readonly Person[]
  chats(): readonly Chat[]
  /** Somebody enters or leaves a group. */
  setMember(chatId: string, openId: string, member: boolean): void
  /** Adds the bot to a group or removes it, and tells it so. */
  setBotIn(chatId: string, operatorId: string, botIn: boolean): Delivery
  disband(chatId: string, operatorId: string): Delivery

  // What people do
  say(openId: string, chatId: string, text: string, replyTo?: string): Said
  sayPrivate(openId: string, text: string, replyTo?: string): Said
  sendImage(openId: string, chatId: string, bytes: Buffer): Said
  sendFile(openId: string, chatId: string, name: string, bytes: Buffer): Said
  sendRichText(openId: string, chatId: string, parts: readonly MessagePart[]): Said
  /** Any other message, content as the platform delivers it. */
  send(openId: string, chatId: string, message: Outgoing): Said
  recall(openId: string, messageId: string): Said
  enterPrivateChat(openId: string): Delivery
  tap(openId: string, messageId: string, button: string, values?: FormValues): Promise<TapResult>
  /** Fills in a select, input, date or checker that stands outside a form. */
  choose(openId: string, messageId: string, element: string, value: string | boolean): Promise<TapResult>

  // What people see
  /** The id of a person's chat with the bot; opens the chat when there is none. */
  privateChatId(openId: string): string
  messages(chatId: string): readonly SimulatedMessage[]
  message(messageId: string): SimulatedMessage
  /** The bot's messages only. */
  replies(chatId: string): readonly SimulatedMessage[]
  /** The first message that matches: one that is there already, or the next change that makes one match. */
  waitForMessage(chatId: string, match: MessageMatch, timeoutMs?: number): Promise<SimulatedMessage>
  /** Waits for any condition over the simulator; looked at again after every change and every call. */
  waitUntil<T>(condition: () => T | undefined | false, timeoutMs?: number, what?: string): Promise<T>
  onChange(listener: (change: Change) => void): () => void

  // Events
  setTargets(targets: WebhookTargets): void
  /** Saves the addresses as the console does: each must answer a challenge within 1 s. */
  saveTargets(targets: WebhookTargets): Promise<{ events?: SavedUrl; cards?: SavedUrl }>
  disturb(disturbance: Disturbance): void
  /** Pushes what `reorder` holds back. */
  releaseHeld(): void
  pushEvent(eventType: string, event: JsonObject): Delivery
  /** Pushes this very payload, signed and encrypted; retried like any event. */
  pushRaw(payload: JsonObject): Delivery
  /** Pushes an event once more, as the platform may do at any time. */
  redeliver(delivery: Delivery, options?: { readonly newEventId?: boolean }): Promise<Attempt>
  attack(kind: Attack, target?: keyof WebhookTargets, payload?: JsonObject): Promise<PostResult>
  deliveries(): readonly Delivery[]
  /** All events so far are accepted or given up. */
  settled(): Promise<void>

  /** The long connection; it carries events and taps while `settings.mode` is `websocket`. */
  readonly longConnection: LongConnection

  // The API side
  fault(fault: Fault): void
  clearFaults(): void
  revokeTokens(): void
  /** As if an hour had passed for every uuid. */
  forgetUuids(): void
  apiCalls(name?: string): readonly ApiCallRecord[]
  callsThisMonth(): number
  stop(): Promise<void>
}

/** Starts a local Feishu on a free port of the loopback. It is never kinder than the platform. */
export async function startFeishuSimulator(options: FeishuSimulatorOptions = {}): Promise<FeishuSimulator> {
  const resolved = resolveOptions(options)
  const settings = { ...defaultSettings, ...options.settings }
  const world = new World()
  const stopping = new AbortController()
  // Every request under way listens for the end.
  setMaxListeners(0, stopping.signal)
  const wakeUps = new Set<() => void>()
  const wake = (): void => {
    for (const look of wakeUps) look()
  }
  const longConnection = new WsGateway(resolved, settings, stopping.signal, wake)
  const context: PlatformContext = {
    options: resolved,
    settings,
    world,
    tokens: new Tokens(),
    limits: new Limits(settings, resolved.clock),
    uuids: new UuidMemory(),
    locks: new CallbackLocks(),
    longConnection,
  }
  const faults = new FaultPlan()
  const api = new ApiServer(context, faults, stopping.signal, wake)
  const pusher = new EventPusher(resolved, settings, longConnection, stopping.signal, ({ messageId, state }) => {
    const message = messageId === undefined ? undefined : world.messages.get(messageId)
    if (message && message.sender.type === 'user') {
      message.delivery = state
      world.changed({ type: 'delivery', message })
    }
    wake()
  })
  pusher.targets = options.targets ?? {}
  const people = new People(context, pusher)
  const taps = new Taps(context, () => pusher.targets.cards, stopping.signal)
  world.onChange(wake)

  const server = http.createServer((incoming, response) => {
    api.handle(incoming, response).then(wake, () => response.destroy())
  })
  longConnection.attach(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(resolved.port, resolved.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  const view = (messageId: string): SimulatedMessage =>
    viewMessage(world.getMessage(messageId), world, resolved.botName)
  const views = (chatId: string): SimulatedMessage[] =>
    world.messagesOf(chatId).map((message) => viewMessage(message, world, resolved.botName))

  const simulator: FeishuSimulator = {
    platform: 'feishu',
    url: `http://${resolved.host}:${port}`,
    options: resolved,
    settings,
    botOpenId: resolved.botOpenId,
    botName: resolved.botName,

    addPerson: (name, person) => people.addPerson(name, person),
    addGroup: (name, memberIds, group) => people.addGroup(name, memberIds, group),
    people: () => [...world.people.values()],
    chats: () => [...world.chats.values()],
    setMember(chatId, openId, member) {
      const chat = world.getChat(chatId)
      if (member) chat.members.add(world.getPerson(openId).openId)
      else chat.members.delete(openId)
      world.changed({ type: 'chat', chat })
    },
    setBotIn: (chatId, operatorId, botIn) => people.setBotIn(chatId, operatorId, botIn),
    disband: (chatId, operatorId) => people.disband(chatId, operatorId),

    say: (openId, chatId, text, replyTo) => people.say(openId, chatId, text, replyTo),
    sayPrivate: (openId, text, replyTo) => people.say(openId, people.privateChat(openId).chatId, text, replyTo),
    sendImage(openId, chatId, bytes) {
      const key = newId.image()
      const resources = new Map([[key, { kind: 'image' as const, bytes }]])
      return people.send(openId, chatId, { msgType: 'image', content: { image_key: key }, resources })
    },
    sendFile(openId, chatId, name, bytes) {
      const key = newId.file()
      const resources = new Map([[key, { kind: 'file' as const, bytes, name }]])
      return people.send(openId, chatId, { msgType: 'file', content: { file_key: key, file_name: name }, resources })
    },
    sendRichText: (openId, chatId, parts) => people.sendRichText(openId, chatId, parts),
    send: (openId, chatId, message) => people.send(openId, chatId, message),
    recall: (openId, messageId) => people.recall(openId, messageId),
    enterPrivateChat: (openId) => people.enterPrivateChat(openId),
    tap: (openId, messageId, button, values) => taps.tap(openId, messageId, button, values),
    choose: (openId, messageId, element, value) => taps.choose(openId, messageId, element, value),

    privateChatId: (openId) => people.privateChat(openId).chatId,
    messages: views,
    message: view,
    attachment: (messageId, key) => findAttachment(world.getMessage(messageId), key, world),
    replies: (chatId) => views(chatId).filter(({ sender }) => sender.type === 'app'),
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
    async saveTargets(targets) {
      const events = targets.events ? await saveUrl(targets.events, resolved) : undefined
      const cards = targets.cards ? await saveUrl(targets.cards, resolved) : undefined
      pusher.targets = {
        ...pusher.targets,
        ...(events?.ok ? { events: targets.events } : {}),
        ...(cards?.ok ? { cards: targets.cards } : {}),
      }
      return { ...(events ? { events } : {}), ...(cards ? { cards } : {}) }
    },
    disturb(disturbance) {
      pusher.disturbance = disturbance
    },
    releaseHeld: () => pusher.release(),
    pushEvent: (eventType, event) => people.push(eventType, event),
    pushRaw: (payload) => pusher.push(payload),
    redeliver: (delivery, { newEventId = false } = {}) => pusher.again(delivery, newEventId),
    attack(kind, target = 'events', payload) {
      const url = pusher.targets[target]
      if (!url) throw new Error(`no address for ${target}`)
      const sample = pusher.deliveries.at(-1)?.payload ?? envelope('im.message.receive_v1', {}, resolved)
      return attack(kind, url, payload ?? sample, resolved)
    },
    deliveries: () => pusher.deliveries,
    async settled() {
      await Promise.all(pusher.deliveries.map(({ done }) => done))
    },

    longConnection,

    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    revokeTokens: () => context.tokens.revokeAll(),
    forgetUuids: () => context.uuids.forgetAll(),
    apiCalls: (name) => (name === undefined ? api.calls : api.calls.filter((call) => call.name === name)),
    callsThisMonth: () => context.limits.callsThisMonth(),
    async stop() {
      stopping.abort()
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

/** The action a card's button carries, for tests that look inside. */
export function actionOf(element: JsonObject): unknown {
  const behaviors = Array.isArray(element.behaviors) ? element.behaviors.filter(isObject) : []
  return behaviors.find(({ type }) => type === 'callback')?.value
}
