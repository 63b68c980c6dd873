import type { JsonObject } from '../feishu/json.js'
import type { PlatformContext } from './context.js'
import { newId } from './ids.js'
import type { Shown } from './shown.js'
import type { Chat, Mention, Message, Person, Via } from './world.js'

/** What an app says, checked and ready to be shown. */
export interface Saying {
  readonly msgType: string
  readonly content: JsonObject
  readonly shown: Shown
  readonly mentions?: readonly Mention[]
  readonly via: Via
  readonly processQueryKey?: string
  readonly visibleTo?: ReadonlySet<string>
  /** A custom robot's name; the bot's unless told. */
  readonly senderName?: string
}

/** Puts it into the chat. */
export function postMessage(chat: Chat, saying: Saying, { options, world }: PlatformContext): Message {
  const now = options.clock.now()
  const message: Message = {
    messageId: newId.message(),
    chatId: chat.chatId,
    sender: { type: 'app', name: saying.senderName ?? options.botName },
    msgType: saying.msgType,
    content: saying.content,
    shown: saying.shown,
    mentions: saying.mentions ?? [],
    createTime: now,
    updateTime: now,
    parentId: undefined,
    recalled: false,
    delivery: undefined,
    via: saying.via,
    processQueryKey: saying.processQueryKey,
    visibleTo: saying.visibleTo,
  }
  world.addMessage(message)
  return message
}

/** The private chat of the person and the bot, if one of the two has opened it. */
export function knownPrivateChat(person: Person, { options, world }: PlatformContext): Chat | undefined {
  return world.chats.get(newId.privateChat(options.clientId, person.id))
}

/** The same, opened if need be. */
export function openPrivateChat(person: Person, context: PlatformContext): Chat {
  const { options, world } = context
  const known = knownPrivateChat(person, context)
  if (known) return known
  const chat: Chat = {
    chatId: newId.privateChat(options.clientId, person.id),
    kind: 'p2p',
    name: options.botName,
    members: new Set([person.id]),
    botIn: true,
    disbanded: false,
  }
  world.chats.set(chat.chatId, chat)
  world.changed({ type: 'chat', chat })
  return chat
}
