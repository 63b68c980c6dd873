import type { Card } from './card.js'
import type { ReceivedFile } from './files.js'

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

/** A short-lived way back into the chat a message came from; whoever has it can speak there, so it is kept sealed. */
export interface ReplyRoute {
  readonly url: string
  /** Epoch ms in machine time from which it is not to be used any more. */
  readonly expiresAt: number
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
  /** The file's name, as its sender called it. */
  readonly resourceName?: string
  readonly replyRoute?: ReplyRoute
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
  /** The person whom the operator chose in a picker. */
  readonly chosen?: string
  /** Sent from a form page, which shows the form itself: no card is to be replaced. */
  readonly onPage?: true
}

/** Something that happened to the bot in a chat, or a person who opened the bot's private chat. */
export interface InboundMembership extends InboundBase {
  readonly kind: 'botAdded' | 'botRemoved' | 'chatOpened'
  readonly operatorId: string
  readonly happenedAt: number
}

/** A message was taken back, by its sender or by who runs the group; the platform doesn't say by whom. */
export interface InboundRecall extends InboundBase {
  readonly kind: 'recalled'
  readonly messageId: string
  readonly happenedAt: number
}

export type Inbound = InboundMessage | InboundAction | InboundMembership | InboundRecall

/** What a verified request turned out to be. There is no way to hold an unverified body. */
export type Received =
  | { readonly type: 'challenge'; readonly body: Json }
  | { readonly type: 'ignored'; readonly reason: string }
  | { readonly type: 'inbound'; readonly inbound: Inbound }

/** Where a message goes: a group, the private chat of a person who wrote there, or one person in private. */
export type Target = { readonly chatId: string; readonly userId?: string } | { readonly userId: string }

/** What is said: plain text (never markup: renderers escape it) or a neutral card. */
export type Content = { readonly type: 'text'; readonly text: string } | { readonly type: 'card'; readonly card: Card }

/** A message that was sent. */
export interface Delivery {
  /** Empty where the platform gives none. */
  readonly messageId: string
  /** It can never be changed again. */
  readonly fixed?: true
}

/** Short feedback to a tap. */
export interface Notice {
  readonly tone: 'info' | 'success' | 'warning' | 'error'
  readonly text: string
}

/** What an organisation pays for by the month: calls of ours, and messages the platform pushes to us. */
export type QuotaPool = 'calls' | 'pushes'

/** One call to the platform's API or one push of its, for the monthly counter. */
export interface ApiCall {
  readonly platform: PlatformName
  readonly appId: string
  readonly tenant: string
  readonly api: string
  /** Left out: the platform does not count it. */
  readonly pool?: QuotaPool
}

/** How much may be sent, by the platform's rules. */
export interface SendLimits {
  readonly perMinute: number
  readonly perSecond: number
  readonly perChatPerSecond: number
}

/**
 * Where a border hands in what came over its long connection. Resolves once it is durable, for a tap with the body of
 * its answer. Rejects when it is not sure to be stored: then it must not be acknowledged, and the platform sends it again.
 */
export type Door = (inbound: Inbound, arrivedAt: number) => Promise<Json>

/** A right that one process of all holds at a time. `held` and `lost` may be called again and again, in turn. */
export interface Lease {
  hold(holder: { readonly held: () => void; readonly lost: () => void }): { release(): Promise<void> }
}

/** `standby`: another process holds the connection. `failed`: it is tried again, but an operator should look. */
export type ConnectionState = 'connecting' | 'connected' | 'standby' | 'failed' | 'closed'

/** A connection that the bot opened, over which the platform pushes: no public address is needed. */
export interface LongConnection {
  state(): ConnectionState
  /** Stops for good; what was handed in is finished. */
  close(): Promise<void>
}

/** What a border is given to open its connection with. */
export interface ConnectDeps {
  readonly door: Door
  /** For a platform that pushes to one connection at random: the others stand by. */
  readonly lease: Lease
}

/** One border to one chat platform. Everything platform-specific stays behind it (design.md §3). */
export interface Platform {
  readonly name: PlatformName
  readonly appId: string
  /** So long after its arrival, in ms, a tap is answered at the latest: well before the platform shows an error. */
  readonly tapAnswerMs: number
  readonly limits: SendLimits
  /** Monthly quotas of the edition without a contract; a pool that is left out is not limited. */
  readonly quotas: Readonly<Partial<Record<QuotaPool, number>>>
  /** False: a form in a group would be anybody's, so it goes to its author in private. */
  readonly formsInGroups: boolean
  /** A reply names the bot's message that it replies to by the id under which that was sent. */
  readonly knowsReplies: boolean
  /**
   * By path: verifies, decrypts and normalises a request. Throws `WebhookError` for anything not proven genuine. Empty
   * where events come over a long connection.
   */
  readonly webhooks: Readonly<Record<string, (request: RawRequest) => Received>>
  /** Opens the long connection; undefined where events come to `webhooks`. */
  readonly connect?: (deps: ConnectDeps) => LongConnection
  /** How long the platform remembers the send key of such a content, in ms; 0 when it takes none. */
  keyMemoryMs(content: Content): number
  /** The id that private messages of this person carry as `chatId`; undefined where only the platform knows it. */
  privateChatOf(userId: string): string | undefined
  /** The bot's own user id, once known. */
  botUserId(): string | undefined
  /** Asks the platform for the bot's own id; safe to call again and again. Throws `PlatformError`. */
  refreshBotUserId(): Promise<string>
  /**
   * Sends with a stable key: the same key again within `keyMemoryMs` is the same message. `route`: a way back into the
   * chat, used as long as it lasts. `keyedOnly`: an earlier attempt may have arrived, so only by means that the key
   * protects. Throws `PlatformError`.
   */
  send(target: Target, content: Content, key: string, route?: ReplyRoute, keyedOnly?: boolean): Promise<Delivery>
  /**
   * The picture or file of a message (`resourceKey`). Throws `PlatformError`: `too-large` (permanent-content) for more than
   * `MOST_FILE_BYTES`, and what the platform refuses, such as a link that has ended.
   */
  download(message: InboundMessage): Promise<ReceivedFile>
  /**
   * Uploads a picture for cards; what it is called from then on, undefined when the platform takes none like it (its
   * media type, its size). Throws `PlatformError`.
   */
  uploadPicture(bytes: Buffer, mediaType: string): Promise<string | undefined>
  /** Replaces a card that was sent and is not fixed. Throws `PlatformError`. */
  update(delivery: Pick<Delivery, 'messageId'>, card: Card): Promise<void>
  /** Body of the answer to a tap. */
  actionReply(notice: Notice | undefined): Json
  /**
   * Everybody in a group, by the names that the platform shows; undefined: more than a card can offer. Left out where the
   * platform tells no list. Throws `PlatformError`.
   */
  membersOf?(chatId: string): Promise<readonly { readonly userId: string; readonly name: string }[] | undefined>
  /** Display names of people; those the platform does not tell are left out. Throws `PlatformError`. */
  namesOf(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>
}
