import type { JsonObject } from '../feishu/json.js'
import type { PlatformContext } from './context.js'
import { newId, unionIdOf } from './ids.js'
import { placeMentions } from './mentions.js'
import { openPrivateChat } from './post.js'
import { quotaNotice, repliedMsg, robotBody } from './robot-body.js'
import type { Delivery, RobotPusher } from './robot-pusher.js'
import type { Shown } from './shown.js'
import type { Chat, Mention, Message, Person } from './world.js'

export interface PersonSettings {
  readonly id?: string
  readonly unionId?: string
  readonly mobile?: string
  readonly title?: string
  readonly admin?: boolean
  /** Of another organisation: `senderStaffId` is empty. */
  readonly external?: boolean
  /** Outside the app's visible range the robot can't write to the person. */
  readonly available?: boolean
  readonly inContactRange?: boolean
}

export interface GroupSettings {
  readonly chatId?: string
  readonly botIn?: boolean
}

/** What became of something a person did. `delivery` is undefined when the bot isn't told of it. */
export interface Said {
  readonly messageId: string
  readonly chatId: string
  readonly delivery: Delivery | undefined
  /** Settles when the bot has accepted it or the platform has given up; at once when it isn't told. */
  readonly delivered: Promise<Delivery | undefined>
}

/** A message in the platform's own form: `content` holds `text` or `content` of the callback. */
export interface Outgoing {
  readonly msgType: string
  readonly content: JsonObject
  readonly shown: Shown
  readonly mentions?: readonly Mention[]
  readonly replyTo?: string | undefined
}

/** What groups never pass on, even when the bot is named: https://open.dingtalk.com/document/development/robot-message-type */
const privateOnly = new Set(['audio', 'video', 'file'])

/** What people do in their clients, and what the robot hears of it. */
export class People {
  readonly #context: PlatformContext
  readonly #pusher: RobotPusher
  readonly #newest = new Map<string, number>()

  constructor(context: PlatformContext, pusher: RobotPusher) {
    this.#context = context
    this.#pusher = pusher
  }

  addPerson(name: string, settings: PersonSettings = {}): Person {
    const { world } = this.#context
    const id = settings.id ?? newId.person()
    const person: Person = {
      id,
      name,
      unionId: settings.unionId ?? unionIdOf(id),
      mobile: settings.mobile,
      title: settings.title ?? '',
      admin: settings.admin ?? false,
      external: settings.external ?? false,
      available: settings.available ?? true,
      inContactRange: settings.inContactRange ?? true,
      flowControlled: false,
    }
    world.people.set(id, person)
    world.changed({ type: 'person', person })
    return person
  }

  addGroup(name: string, memberIds: readonly string[], settings: GroupSettings = {}): Chat {
    const { world } = this.#context
    for (const id of memberIds) world.getPerson(id)
    const chat: Chat = {
      chatId: settings.chatId ?? newId.group(),
      kind: 'group',
      name,
      members: new Set(memberIds),
      botIn: settings.botIn ?? true,
      disbanded: false,
    }
    world.chats.set(chat.chatId, chat)
    world.changed({ type: 'chat', chat })
    return chat
  }

  /** The person's chat with the bot; opened when there is none. */
  privateChat(id: string): Chat {
    return openPrivateChat(this.#context.world.getPerson(id), this.#context)
  }

  /** A text as typed; in a group `@姓名` and `@台账助手` name people and the bot. */
  say(id: string, chatId: string, typed: string, replyTo?: string): Said {
    const { text, mentions } = this.place(typed, chatId)
    return this.sayWords(id, chatId, typed, text, mentions, replyTo)
  }

  /** The mentions in what somebody types; a private chat has none. */
  place(typed: string, chatId: string): { text: string; mentions: readonly Mention[] } {
    const { options, world } = this.#context
    const chat = world.getChat(chatId)
    if (chat.kind === 'p2p') return { text: typed, mentions: [] }
    const bot = chat.botIn ? [{ id: 'bot', name: options.botName }] : []
    const members = [...chat.members].map((id) => ({ id, name: world.getPerson(id).name }))
    return placeMentions(typed, [...bot, ...members])
  }

  /** A text whose mentions are known; `words` are what people see, `text` what the robot gets. */
  sayWords(
    id: string,
    chatId: string,
    words: string,
    text: string,
    mentions: readonly Mention[],
    replyTo?: string,
  ): Said {
    const parent = replyTo === undefined ? undefined : this.#context.world.getMessage(replyTo)
    const reply = parent ? { isReplyMsg: true, repliedMsg: repliedMsg(parent) } : {}
    const content = { text: { content: text, ...reply } }
    return this.send(id, chatId, { msgType: 'text', content, shown: { kind: 'text', text: words }, mentions, replyTo })
  }

  /** Any message of a person. */
  send(id: string, chatId: string, { msgType, content, shown, mentions = [], replyTo }: Outgoing): Said {
    const { world } = this.#context
    const chat = world.getChat(chatId)
    if (!chat.members.has(id)) throw new Error(`${world.getPerson(id).name} is not in ${chat.name}`)
    const createTime = this.#nextTime(chatId)
    const message: Message = {
      messageId: newId.message(),
      chatId,
      sender: { type: 'user', id },
      msgType,
      content: { msgtype: msgType, ...content },
      shown,
      mentions,
      createTime,
      updateTime: createTime,
      parentId: replyTo,
      recalled: false,
      delivery: reachesBot(chat, msgType, mentions) ? 'pending' : 'not-for-bot',
      via: undefined,
      processQueryKey: undefined,
      visibleTo: undefined,
    }
    world.addMessage(message)
    const delivery = message.delivery === 'pending' ? this.#push(chat, message) : undefined
    return { messageId: message.messageId, chatId, delivery, delivered: delivery?.done ?? Promise.resolve(undefined) }
  }

  /** The robot isn't told. */
  recall(id: string, messageId: string): void {
    const { world } = this.#context
    const message = world.getMessage(messageId)
    if (message.sender.type !== 'user' || message.sender.id !== id) {
      throw new Error('only the sender can recall a message')
    }
    message.recalled = true
    world.changed({ type: 'update', message })
  }

  #push(chat: Chat, message: Message): Delivery {
    const { limits, settings } = this.#context
    const body = robotBody(chat, message, this.#context)
    if (limits.countWebhook()) return this.#pusher.push(body)
    const { text: _text, content: _content, ...rest } = body
    const notice = settings.quotaNotice === 'bare' ? quotaNotice : { ...rest, ...quotaNotice }
    return this.#pusher.push(notice, message.messageId)
  }

  /** People don't type two messages in one millisecond, tests do. */
  #nextTime(chatId: string): number {
    const now = this.#context.options.clock.now()
    const time = now === this.#newest.get(chatId) ? now + 1 : now
    this.#newest.set(chatId, time)
    return time
  }
}

function reachesBot(chat: Chat, msgType: string, mentions: readonly Mention[]): boolean {
  if (!chat.botIn || chat.disbanded) return false
  if (chat.kind === 'p2p') return true
  return !privateOnly.has(msgType) && mentions.some(({ id }) => id === 'bot')
}
