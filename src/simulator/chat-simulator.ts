import type { ChatAttachment, MessagePart, StoredAttachment } from './attachment.js'

/** What a simulated chat platform offers to the chat page and to tests that play one story on every platform. */
export interface ChatSimulator {
  readonly platform: 'feishu' | 'dingtalk'
  /** Base address of its API. */
  readonly url: string
  readonly botName: string

  addPerson(name: string, settings?: { readonly id?: string; readonly available?: boolean }): ChatPerson
  addGroup(name: string, memberIds: readonly string[], settings?: { readonly chatId?: string }): ChatRoom
  /** Somebody enters or leaves a group, or is shown a private chat. */
  setMember(chatId: string, personId: string, member: boolean): void
  people(): readonly ChatPerson[]
  chats(): readonly ChatRoom[]
  /** The id of a person's chat with the bot; opens the chat when there is none. */
  privateChatId(personId: string): string

  say(personId: string, chatId: string, text: string, replyTo?: string): ChatSaid
  sayPrivate(personId: string, text: string, replyTo?: string): ChatSaid
  sendImage(personId: string, chatId: string, bytes: Buffer): ChatSaid
  sendFile(personId: string, chatId: string, name: string, bytes: Buffer): ChatSaid
  /** Words (which may name the bot) and pictures in one message. */
  sendRichText(personId: string, chatId: string, parts: readonly MessagePart[]): ChatSaid
  recall(personId: string, messageId: string): unknown
  /** Taps a button by its text (part of it will do); `values` fill the form it submits. */
  tap(personId: string, messageId: string, button: string, values?: ChatFormValues): Promise<ChatTap>

  messages(chatId: string): readonly ChatMessage[]
  message(messageId: string): ChatMessage
  /** A file of a message with its bytes; also a picture that a card shows. Undefined: the message has none such. */
  attachment(messageId: string, key: string): StoredAttachment | undefined
  /** The bot's messages only. */
  replies(chatId: string): readonly ChatMessage[]
  /** The first message that matches: one that is there already, or the next change that makes one match. */
  waitForMessage(
    chatId: string,
    match: string | RegExp | ((message: ChatMessage) => boolean),
    timeoutMs?: number,
  ): Promise<ChatMessage>
  /** Waits for any condition over the simulator; looked at again after every change and every call. */
  waitUntil<T>(condition: () => T | undefined | false, timeoutMs?: number, what?: string): Promise<T>
  onChange(listener: (change: ChatChange) => void): () => void
  /** All events so far are accepted or given up. */
  settled(): Promise<void>
  stop(): Promise<void>
}

export type ChatFormValues = Readonly<Record<string, string | readonly string[]>>

export interface ChatPerson {
  /** The platform's id of the person as the bot sees it: what a roster holds as `platformUserId`. */
  readonly id: string
  readonly name: string
}

export interface ChatRoom {
  readonly chatId: string
  readonly kind: 'group' | 'p2p'
  readonly name: string
  readonly members: ReadonlySet<string>
  readonly botIn: boolean
  readonly disbanded: boolean
}

export interface ChatSaid {
  readonly messageId: string
  readonly chatId: string
  /** Settles when the bot has accepted it or the platform has given up; at once when the bot isn't told. */
  readonly delivered: Promise<unknown>
}

/** A message as a person sees it; a snapshot that later changes don't touch. Times are civil. */
export interface ChatMessage {
  readonly messageId: string
  readonly chatId: string
  readonly chatKind: 'group' | 'p2p'
  readonly sender:
    | { readonly type: 'user'; readonly id: string; readonly name: string }
    | { readonly type: 'app'; readonly name: string }
  readonly msgType: string
  /** The words: of a card everything it shows, line by line. */
  readonly text: string
  /** As it was sent, whatever form the platform gives it. */
  readonly content: unknown
  readonly mentions: readonly { readonly name: string }[]
  /** Pictures, files and voices, in the order in which they stand in it. */
  readonly attachments: readonly ChatAttachment[]
  /** What a card said after each of its changes. */
  readonly updates: readonly { readonly text: string }[]
  readonly createTime: number
  readonly updateTime: number
  readonly parentId: string | undefined
  readonly recalled: boolean
  /** Whether the bot was told of it; undefined for the bot's own. */
  readonly delivery: string | undefined
}

/** What a person sees after a tap. */
export interface ChatTap {
  readonly toast?: { readonly type: string; readonly content: string }
  /** The code the client shows when the bot did not answer a tap properly. */
  readonly clientCode?: number
  /** Required fields that are empty: the client marks them and sends nothing. */
  readonly missing?: readonly string[]
  /** A link the client opens. */
  readonly url?: string
  /** The tap made the person say this in the chat. */
  readonly said?: ChatSaid
}

export type ChatChange =
  | { readonly type: 'message' | 'update' | 'delivery'; readonly message: { readonly messageId: string } }
  | { readonly type: 'chat' | 'person' }
