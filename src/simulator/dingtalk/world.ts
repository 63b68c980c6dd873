import type { JsonObject } from '../feishu/json.js'
import type { Shown } from './shown.js'

/** A person of the organisation. */
export interface Person {
  /** `staffId` of received messages, `userId` of every API. */
  readonly id: string
  readonly name: string
  readonly unionId: string
  mobile: string | undefined
  title: string
  admin: boolean
  /** Of another organisation: `senderStaffId` is empty. */
  external: boolean
  /** Inside the app's visible range; outside, the robot can't write to the person. */
  available: boolean
  /** Inside the app's contact range; outside, contact calls don't find the person. */
  inContactRange: boolean
  /** The next private messages end up in `flowControlledStaffIdList`. */
  flowControlled: boolean
}

export interface Chat {
  /** `conversationId`; of a group also `openConversationId`. */
  readonly chatId: string
  readonly kind: 'group' | 'p2p'
  name: string
  readonly members: Set<string>
  botIn: boolean
  disbanded: boolean
}

/** One @ in a message; `all` is everybody. */
export interface Mention {
  readonly id: string | 'bot' | 'all'
  readonly name: string
}

export type Sender = { readonly type: 'user'; readonly id: string } | { readonly type: 'app'; readonly name: string }

/** Whether the bot was told of a person's message. */
export type DeliveryState = 'not-for-bot' | 'pending' | 'delivered' | 'retrying' | 'failed' | 'dropped'

/** How something of an app came into the chat; `custom` is a custom group robot, not the bot. */
export type Via = 'session' | 'openapi' | 'card' | 'custom'

export interface Message {
  readonly messageId: string
  readonly chatId: string
  readonly sender: Sender
  readonly msgType: string
  /** As it was sent or pushed. */
  readonly content: JsonObject
  readonly shown: Shown
  readonly mentions: readonly Mention[]
  readonly createTime: number
  updateTime: number
  readonly parentId: string | undefined
  recalled: boolean
  delivery: DeliveryState | undefined
  readonly via: Via | undefined
  readonly processQueryKey: string | undefined
  /** Set when only these people see it. */
  readonly visibleTo: ReadonlySet<string> | undefined
}

/** What happened, for pages and waiting tests. */
export type Change =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'update'; readonly message: Message }
  | { readonly type: 'delivery'; readonly message: Message }
  | { readonly type: 'chat'; readonly chat: Chat }
  | { readonly type: 'person'; readonly person: Person }

/** The organisation's people, chats and messages, and who wants to hear of changes. No rule of the platform lives here. */
export class World {
  readonly people = new Map<string, Person>()
  readonly chats = new Map<string, Chat>()
  readonly messages = new Map<string, Message>()
  readonly #order = new Map<string, Message[]>()
  readonly #listeners = new Set<(change: Change) => void>()

  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  changed(change: Change): void {
    for (const listener of this.#listeners) listener(change)
  }

  addMessage(message: Message): void {
    this.messages.set(message.messageId, message)
    const order = this.#order.get(message.chatId) ?? []
    order.push(message)
    this.#order.set(message.chatId, order)
    this.changed({ type: 'message', message })
  }

  messagesOf(chatId: string): readonly Message[] {
    return this.#order.get(chatId) ?? []
  }

  getPerson(id: string): Person {
    const person = this.people.get(id)
    if (!person) throw new Error(`no such person: ${id}`)
    return person
  }

  getChat(chatId: string): Chat {
    const chat = this.chats.get(chatId)
    if (!chat) throw new Error(`no such chat: ${chatId}`)
    return chat
  }

  getMessage(messageId: string): Message {
    const message = this.messages.get(messageId)
    if (!message) throw new Error(`no such message: ${messageId}`)
    return message
  }
}
