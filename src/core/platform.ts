import type { Card } from './card.js'

/** The chat platforms the bot speaks to. Ids of people, chats and messages are only unique together with this name. */
export type PlatformName = 'feishu' | 'dingtalk'

/** Anything that survives `JSON.parse(JSON.stringify(x))`. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** An HTTP request as it came from the wire: nothing in it has been verified. Header names are lower-case. */
export interface RawRequest {
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
  /** Arrival in machine time (epoch ms): freshness of signatures is judged by it, never by civil time. */
  readonly receivedAt: number
}

/** A person named with @ in a message. `key` is the placeholder that stands for the mention inside `text`. */
export interface Mention {
  readonly key: string
  readonly userId: string
  readonly name: string
}

interface InboundBase {
  readonly platform: PlatformName
  readonly appId: string
  /** Unique for ever per platform and app: message id for messages, event id for everything else (design.md §2). */
  readonly key: string
  readonly chatId: string
}

/** What a person typed or sent. */
export interface InboundMessage extends InboundBase {
  readonly kind: 'message'
  readonly chatType: 'group' | 'p2p'
  readonly messageId: string
  readonly senderId: string
  /** The message's own `create_time` (civil epoch ms): 昨天 is judged by it, also when it arrives six hours late. */
  readonly sentAt: number
  readonly contentType: 'text' | 'image' | 'file' | 'audio' | 'forward' | 'other'
  /** Text with the mention placeholders still in it; empty for other content types. */
  readonly text: string
  readonly mentions: readonly Mention[]
  /** @所有人 was in it (platforms often leave it out of the mentions). */
  readonly mentionsAll: boolean
  /** The message this one replies to, when it is a reply. */
  readonly repliesTo?: string
  /** Platform key of the picture or file, to download it. */
  readonly resourceKey?: string
}

/** What a person tapped on a card. `value` and `form` come from the client: never trust an id in them. */
export interface InboundAction extends InboundBase {
  readonly kind: 'action'
  /** The card's message. */
  readonly messageId: string
  readonly operatorId: string
  readonly actedAt: number
  readonly value: Json
  readonly form?: Readonly<Record<string, string | readonly string[]>>
}

/** Something that happened to the bot in a chat, or a person who opened the bot's private chat. */
export interface InboundMembership extends InboundBase {
  readonly kind: 'botAdded' | 'botRemoved' | 'chatOpened'
  readonly operatorId: string
  readonly happenedAt: number
}

export type Inbound = InboundMessage | InboundAction | InboundMembership

/** What a verified request turned out to be. There is no way to hold an unverified body. */
export type Received =
  | { readonly type: 'challenge'; readonly body: Json }
  | { readonly type: 'ignored'; readonly reason: string }
  | { readonly type: 'inbound'; readonly inbound: Inbound }

/** Where a message goes: a chat, or one person in private. */
export type Target = { readonly chatId: string } | { readonly userId: string }

/** What is said: plain text (never markup: renderers escape it) or a neutral card. */
export type Content = { readonly type: 'text'; readonly text: string } | { readonly type: 'card'; readonly card: Card }

/** A message that was sent and can be updated. */
export interface Delivery {
  readonly messageId: string
}

/** Short feedback to a tap. */
export interface Notice {
  readonly tone: 'info' | 'success' | 'warning' | 'error'
  readonly text: string
}

/** One call to the platform's API, for the monthly counter. */
export interface ApiCall {
  readonly platform: PlatformName
  readonly appId: string
  readonly tenant: string
  readonly api: string
}

/** One border to one chat platform. Everything platform-specific stays behind it (design.md §3). */
export interface Platform {
  readonly name: PlatformName
  readonly appId: string
  /** From a tap's arrival to our answer, in ms, before the platform shows the person an error. */
  readonly tapDeadlineMs: number
  /** How long the platform remembers a send key, in ms; 0 when it takes none. */
  readonly sendKeyMemoryMs: number
  /** Verifies, decrypts and normalises a webhook request. Throws `WebhookError` for anything not proven genuine. */
  receive(request: RawRequest): Received
  /** The bot's own user id, once known. */
  botUserId(): string | undefined
  /** Asks the platform for the bot's own id; safe to call again and again. Throws `PlatformError`. */
  refreshBotUserId(): Promise<string>
  /** Sends with a stable key: the same key again within `sendKeyMemoryMs` is the same message. Throws `PlatformError`. */
  send(target: Target, content: Content, key: string): Promise<Delivery>
  /** Answers one message, in its thread. Throws `PlatformError`. */
  reply(messageId: string, content: Content, key: string): Promise<Delivery>
  /** Replaces a card that was sent. Throws `PlatformError`. */
  update(delivery: Delivery, card: Card): Promise<void>
  /** Body of the answer to a tap. */
  actionReply(notice: Notice | undefined): Json
  /** Display names of people; those the platform does not tell are left out. Throws `PlatformError`. */
  namesOf(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>
}
