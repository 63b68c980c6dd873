import { createHash } from 'node:crypto'
import type { MessagePart } from '../attachment.js'
import type { PlatformContext } from './context.js'
import type { Delivery, EventPusher } from './event-pusher.js'
import { newId } from './ids.js'
import type { JsonObject } from './json.js'
import { type Mentionable, placeMentions } from './mentions.js'
import { postOf } from './post.js'
import { envelope } from './push-request.js'
import { openPrivateChat } from './targets.js'
import type { Chat, Mention, Message, Person, Resource } from './world.js'

export interface PersonSettings {
  /** The same as `openId`. */
  readonly id?: string
  readonly openId?: string
  readonly available?: boolean
  readonly inContactRange?: boolean
  readonly resigned?: boolean
  readonly blockedBot?: boolean
}

export interface GroupSettings {
  readonly chatId?: string
  readonly botIn?: boolean
  readonly ownerId?: string
}

/** What became of something a person did. `delivered` is undefined when the bot isn't told of it. */
export interface Said {
  readonly messageId: string
  readonly chatId: string
  readonly delivery: Delivery | undefined
  /** Settles when the bot has accepted the event or the platform has given up; at once when it isn't told. */
  readonly delivered: Promise<Delivery | undefined>
}

export interface Outgoing {
  readonly msgType: string
  readonly content: JsonObject
  readonly mentions?: readonly Mention[]
  readonly resources?: ReadonlyMap<string, Resource>
  readonly replyTo?: string
}

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What people do in their clients, and the events the platform makes of it. */
export class People {
  readonly #context: PlatformContext
  readonly #pusher: EventPusher
  readonly #newest = new Map<string, number>()

  constructor(context: PlatformContext, pusher: EventPusher) {
    this.#context = context
    this.#pusher = pusher
  }

  addPerson(name: string, settings: PersonSettings = {}): Person {
    const openId = settings.openId ?? settings.id ?? newId.openId()
    const person: Person = {
      id: openId,
      openId,
      unionId: `on_${hashed(`union ${openId}`).slice(0, 32)}`,
      userId: hashed(`user ${openId}`).slice(0, 8),
      name,
      available: settings.available ?? true,
      inContactRange: settings.inContactRange ?? true,
      resigned: settings.resigned ?? false,
      blockedBot: settings.blockedBot ?? false,
    }
    const { world } = this.#context
    world.people.set(openId, person)
    world.changed({ type: 'person', person })
    return person
  }

  addGroup(name: string, memberIds: readonly string[], settings: GroupSettings = {}): Chat {
    const { world } = this.#context
    for (const openId of memberIds) world.getPerson(openId)
    const chat: Chat = {
      chatId: settings.chatId ?? newId.chat(),
      kind: 'group',
      name,
      members: new Set(memberIds),
      botIn: settings.botIn ?? true,
      disbanded: false,
      botForbidden: false,
      ownerId: settings.ownerId ?? memberIds[0],
    }
    world.chats.set(chat.chatId, chat)
    world.changed({ type: 'chat', chat })
    return chat
  }

  /** A text as typed; `@姓名`, `@台账助手` and `@所有人` become mentions. */
  say(openId: string, chatId: string, typed: string, replyTo?: string): Said {
    const { text, mentions } = placeMentions(typed, this.#mentionable(chatId))
    return this.send(openId, chatId, { msgType: 'text', content: { text }, mentions, ...(replyTo ? { replyTo } : {}) })
  }

  /** Words and pictures in one message: what the client makes of a picture with an @ is a post. */
  sendRichText(openId: string, chatId: string, parts: readonly MessagePart[]): Said {
    return this.send(openId, chatId, postOf(parts, this.#mentionable(chatId)))
  }

  /** The person's chat with the bot; opened when there is none. */
  privateChat(openId: string): Chat {
    return openPrivateChat(this.#context.world.getPerson(openId), this.#context)
  }

  /** Any message of a person, in the platform's own content form. */
  send(openId: string, chatId: string, { msgType, content, mentions = [], resources, replyTo }: Outgoing): Said {
    const { world } = this.#context
    const chat = world.getChat(chatId)
    if (!chat.members.has(openId)) throw new Error(`${world.getPerson(openId).name} is not in ${chat.name}`)
    const parent = replyTo === undefined ? undefined : world.getMessage(replyTo)
    const createTime = this.#nextTime(chatId)
    const message: Message = {
      messageId: newId.message(),
      chatId,
      sender: { type: 'user', openId },
      msgType,
      content: JSON.stringify(content),
      mentions,
      createTime,
      updateTime: createTime,
      rootId: parent ? (parent.rootId ?? parent.messageId) : undefined,
      parentId: parent?.messageId,
      batch: false,
      recalled: false,
      edits: 0,
      delivery: this.#reachesBot(chat, mentions) ? 'pending' : 'not-for-bot',
      updates: [],
      resources: resources ?? new Map(),
    }
    world.addMessage(message)
    const delivery =
      message.delivery === 'pending'
        ? this.push('im.message.receive_v1', this.#receivedEvent(chat, message), message.createTime)
        : undefined
    return { messageId: message.messageId, chatId, delivery, delivered: delivery?.done ?? Promise.resolve(undefined) }
  }

  recall(openId: string, messageId: string): Said {
    const { options, world } = this.#context
    const message = world.getMessage(messageId)
    if (message.sender.type !== 'user' || message.sender.openId !== openId) {
      throw new Error('only the sender can recall a message')
    }
    message.recalled = true
    world.changed({ type: 'update', message })
    const event = {
      message_id: messageId,
      chat_id: message.chatId,
      recall_time: String(options.clock.now()),
      recall_type: 'message_owner',
    }
    const delivery = world.getChat(message.chatId).botIn ? this.push('im.message.recalled_v1', event) : undefined
    return { messageId, chatId: message.chatId, delivery, delivered: delivery?.done ?? Promise.resolve(undefined) }
  }

  /** A person opens the bot's private chat. https://open.feishu.cn/document/group/chat-member/event/bot_p2p_chat_entered */
  enterPrivateChat(openId: string): Delivery {
    const { world } = this.#context
    const known = world.privateChat(openId)
    const last = known ? world.messagesOf(known.chatId).at(-1) : undefined
    const { chatId } = this.privateChat(openId)
    return this.push('im.chat.access_event.bot_p2p_chat_entered_v1', {
      chat_id: chatId,
      operator_id: this.#ids(openId),
      ...(last ? { last_message_id: last.messageId, last_message_create_time: String(last.createTime) } : {}),
    })
  }

  /** https://open.feishu.cn/document/server-docs/group/chat-member/event/added-2 */
  setBotIn(chatId: string, operatorId: string, botIn: boolean): Delivery {
    const { options, world } = this.#context
    const chat = world.getChat(chatId)
    chat.botIn = botIn
    world.changed({ type: 'chat', chat })
    return this.push(`im.chat.member.bot.${botIn ? 'added' : 'deleted'}_v1`, {
      chat_id: chatId,
      operator_id: this.#ids(operatorId),
      external: false,
      operator_tenant_key: options.tenantKey,
      name: chat.name,
      i18n_names: { zh_cn: chat.name, en_us: '', ja_jp: '' },
    })
  }

  disband(chatId: string, operatorId: string): Delivery {
    const { options, world } = this.#context
    const chat = world.getChat(chatId)
    chat.disbanded = true
    world.changed({ type: 'chat', chat })
    return this.push('im.chat.disbanded_v1', {
      chat_id: chatId,
      operator_id: this.#ids(operatorId),
      external: false,
      operator_tenant_key: options.tenantKey,
      name: chat.name,
      i18n_names: { zh_cn: chat.name, en_us: '', ja_jp: '' },
    })
  }

  push(eventType: string, event: JsonObject, createTime?: number): Delivery {
    const { options } = this.#context
    const header = createTime === undefined ? {} : { createTime: String(createTime) }
    return this.#pusher.push(envelope(eventType, event, options, header))
  }

  /** Whoever an @ in this chat can mean. */
  #mentionable(chatId: string): Mentionable[] {
    const { options, world } = this.#context
    const chat = world.getChat(chatId)
    const bot = chat.botIn ? [{ openId: options.botOpenId, name: options.botName }] : []
    return [...bot, ...[...chat.members].map((member) => world.getPerson(member))]
  }

  /** Which messages arrive depends on the granted scope, not on the subscription. */
  #reachesBot(chat: Chat, mentions: readonly Mention[]): boolean {
    const { options, settings } = this.#context
    if (!chat.botIn || chat.disbanded) return false
    if (chat.kind === 'p2p' || settings.deliverAllGroupMessages) return true
    return mentions.some(({ openId }) => openId === options.botOpenId)
  }

  /** https://open.feishu.cn/document/server-docs/im-v1/message/events/receive */
  #receivedEvent(chat: Chat, message: Message): JsonObject {
    const { options } = this.#context
    const { openId } = message.sender as { openId: string }
    const mentions = message.mentions.map((mention) => ({
      id: this.#ids(mention.openId),
      key: mention.key,
      name: mention.name,
      tenant_key: options.tenantKey,
    }))
    return {
      message: {
        chat_id: chat.chatId,
        chat_type: chat.kind,
        content: message.content,
        create_time: String(message.createTime),
        ...(mentions.length > 0 ? { mentions } : {}),
        message_id: message.messageId,
        message_type: message.msgType,
        ...(message.parentId ? { parent_id: message.parentId, root_id: message.rootId } : {}),
        update_time: String(message.updateTime),
      },
      sender: { sender_id: this.#ids(openId), sender_type: 'user', tenant_key: options.tenantKey },
    }
  }

  #ids(openId: string): JsonObject {
    const { options, settings, world } = this.#context
    if (openId === options.botOpenId)
      return { open_id: openId, union_id: `on_${hashed(openId).slice(0, 32)}`, user_id: '' }
    const person = world.getPerson(openId)
    // Without the scope for employee ids the key is there and empty.
    return { open_id: openId, union_id: person.unionId, user_id: settings.employeeIds ? person.userId : '' }
  }

  /** People don't type two messages in one millisecond, tests do. */
  #nextTime(chatId: string): number {
    const now = this.#context.options.clock.now()
    const time = now === this.#newest.get(chatId) ? now + 1 : now
    this.#newest.set(chatId, time)
    return time
  }
}
