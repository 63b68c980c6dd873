import { findPerson } from './api/contact.js'
import type { PlatformContext } from './context.js'
import { ApiError } from './errors.js'
import { newId } from './ids.js'
import type { Chat, Person } from './world.js'

const idShapes: Readonly<Record<string, RegExp | undefined>> = {
  chat_id: /^oc_/,
  open_id: /^ou_/,
  union_id: /^on_/,
  user_id: /^[\w-]+$/,
  email: /@/,
}

/** The chat a message goes to, opened if need be, or why it can't. https://open.feishu.cn/document/server-docs/im-v1/message/create */
export function resolveTarget(idType: string | null, id: unknown, context: PlatformContext): Chat {
  const shape = idShapes[idType ?? '']
  if (!idType || !shape) throw new ApiError(99992402, 'field validation failed: receive_id_type')
  if (typeof id !== 'string' || !shape.test(id)) throw new ApiError(230034, 'The receive_id is invalid.')
  if (idType === 'chat_id') {
    const chat = context.world.chats.get(id)
    assertReachable(chat, context)
    return chat
  }
  const person = idType === 'email' ? undefined : findPerson(id, idType, context)
  // An id of another app looks exactly like one that nobody has.
  if (!person) throw new ApiError(99992351, `The request you send is not a valid {${idType}} or not exists.`)
  assertPersonReachable(person)
  return openPrivateChat(person, context)
}

/** Also asked before a reply. */
export function assertReachable(chat: Chat | undefined, { world }: PlatformContext): asserts chat is Chat {
  if (chat?.disbanded) throw new ApiError(232009, 'Your request specifies a chat which has already been dissolved.')
  if (!chat?.botIn) throw new ApiError(230002, 'The bot can not be outside the group.')
  if (chat.botForbidden) throw new ApiError(230018, 'These operations are NOT allowed at current group settings.')
  if (chat.kind === 'p2p') for (const openId of chat.members) assertPersonReachable(world.getPerson(openId))
}

function assertPersonReachable(person: Person): void {
  if (person.resigned) throw new ApiError(230029, 'User has resigned.')
  if (!person.available) throw new ApiError(230013, 'Bot has NO availability to this user.')
  if (person.blockedBot) throw new ApiError(230053, 'The user has stopped the bot from sending messages.')
}

/** The private chat of the person and the bot; made on first use, by whoever speaks first. */
export function openPrivateChat(person: Person, { world, options }: PlatformContext): Chat {
  const known = world.privateChat(person.openId)
  if (known) return known
  const chat: Chat = {
    chatId: newId.privateChat(options.appId, person.openId),
    kind: 'p2p',
    name: options.botName,
    members: new Set([person.openId]),
    botIn: true,
    disbanded: false,
    botForbidden: false,
    ownerId: undefined,
  }
  world.chats.set(chat.chatId, chat)
  world.changed({ type: 'chat', chat })
  return chat
}
