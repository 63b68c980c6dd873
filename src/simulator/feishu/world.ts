import type { JsonObject } from './json.js'

/** A person of the tenant. */
export interface Person {
  /** The open id, under the name that every simulated platform gives it. */
  readonly id: string
  readonly openId: string
  readonly unionId: string
  readonly userId: string
  readonly name: string
  /** Inside the app's availability; outside, a private message is refused with 230013. */
  available: boolean
  /** Inside the app's contact data range; outside, contact answers 41050. */
  inContactRange: boolean
  resigned: boolean
  blockedBot: boolean
}

export interface Chat {
  readonly chatId: string
  readonly kind: 'group' | 'p2p'
  name: string
  readonly members: Set<string>
  botIn: boolean
  disbanded: boolean
  /** Only administrators may speak: the bot gets 230018. */
  botForbidden: boolean
  ownerId: string | undefined
}

/** One @ in a text; `key` is the placeholder that stands in the content. */
export interface Mention {
  readonly key: string
  readonly openId: string
  readonly name: string
}

export interface Resource {
  readonly kind: 'image' | 'file'
  readonly bytes: Buffer
  readonly name?: string
  readonly fileType?: string
}

export type Sender = { readonly type: 'user'; readonly openId: string } | { readonly type: 'app' }

/** Whether the bot was told of a person's message. */
export type DeliveryState = 'not-for-bot' | 'pending' | 'delivered' | 'retrying' | 'failed' | 'dropped'

export interface CardUpdate {
  readonly at: number
  readonly by: 'patch' | 'callback' | 'delayed'
  readonly content: string
  /** The client took it back, because it came while the tap's answer was still being applied. */
  readonly reverted: boolean
}

export interface Message {
  readonly messageId: string
  readonly chatId: string
  readonly sender: Sender
  readonly msgType: string
  /** The JSON text as the platform stores it, placeholders included. */
  content: string
  mentions: readonly Mention[]
  readonly createTime: number
  updateTime: number
  readonly rootId: string | undefined
  readonly parentId: string | undefined
  readonly batch: boolean
  recalled: boolean
  edits: number
  delivery: DeliveryState | undefined
  readonly updates: CardUpdate[]
  readonly resources: ReadonlyMap<string, Resource>
}

/** What happened, for pages and waiting tests. */
export type Change =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'update'; readonly message: Message }
  | { readonly type: 'delivery'; readonly message: Message }
  | { readonly type: 'chat'; readonly chat: Chat }
  | { readonly type: 'person'; readonly person: Person }

/** The tenant's people, chats and messages, and who wants to hear of changes. No rule of the platform lives here. */
export class World {
  readonly people = new Map<string, Person>()
  readonly chats = new Map<string, Chat>()
  readonly messages = new Map<string, Message>()
  /** What the app uploaded, by key. */
  readonly uploads = new Map<string, Resource>()
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

  /** The private chat of a person with the bot, once one of the two has opened it. */
  privateChat(openId: string): Chat | undefined {
    for (const chat of this.chats.values()) if (chat.kind === 'p2p' && chat.members.has(openId)) return chat
    return undefined
  }

  getPerson(openId: string): Person {
    const person = this.people.get(openId)
    if (!person) throw new Error(`no such person: ${openId}`)
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

/** The card of a message as an object, for whoever draws or reads it. */
export type CardJson = JsonObject
