import type { PlatformContext } from '../context.js'
import { ApiError, cardRefused } from '../errors.js'
import { newId } from '../ids.js'
import { asString, isObject, type JsonObject, parseJson } from '../json.js'
import { type CheckedContent, checkCard, checkContent } from '../message-content.js'
import { assertReachable, resolveTarget } from '../targets.js'
import type { CardUpdate, Chat, Message } from '../world.js'
import type { Route } from './route.js'

const day = 24 * 60 * 60_000
const cardLifeMs = 14 * day
const maxEdits = 20

/** https://open.feishu.cn/document/server-docs/im-v1/message/create and its neighbours, named at each route. */
export const messageRoutes: readonly Route[] = [
  {
    name: 'message.create',
    method: 'POST',
    path: '/open-apis/im/v1/messages',
    handle({ body, query }, context) {
      const sent = rememberedMessage(body.uuid, context)
      if (sent) return { data: toMessageObject(sent, context) }
      const chat = resolveTarget(query.get('receive_id_type'), body.receive_id, context)
      const checked = checkContent(body.msg_type, body.content, context)
      passChat(chat, context)
      return { data: toMessageObject(addAppMessage(chat, body, checked, context), context) }
    },
  },
  {
    // https://open.feishu.cn/document/server-docs/im-v1/message/reply
    name: 'message.reply',
    method: 'POST',
    path: '/open-apis/im/v1/messages/:message_id/reply',
    handle({ body, params }, context) {
      const sent = rememberedMessage(body.uuid, context)
      if (sent) return { data: toMessageObject(sent, context) }
      const parent = findMessage(params.message_id, context)
      const chat = context.world.chats.get(parent.chatId)
      assertReachable(chat, context)
      if (parent.recalled) throw new ApiError(230011, 'The message was recalled.')
      const checked = checkContent(body.msg_type, body.content, context)
      passChat(chat, context)
      return { data: toMessageObject(addAppMessage(chat, body, checked, context, parent), context) }
    },
  },
  {
    // https://open.feishu.cn/document/server-docs/im-v1/message-card/patch
    name: 'message.patch',
    method: 'PATCH',
    path: '/open-apis/im/v1/messages/:message_id',
    handle({ body, params }, context) {
      const message = ownMessage(params.message_id, context)
      if (message.msgType !== 'interactive') {
        throw new ApiError(230001, 'Your request contains an invalid request parameter, ext=not a card')
      }
      if (message.batch)
        throw new ApiError(230001, 'Your request contains an invalid request parameter, ext=batch sent')
      context.limits.passTarget('card', message.messageId)
      updateCard(message, body.content, 'patch', context)
      return { data: {}, msg: 'ok' }
    },
  },
  {
    // https://open.feishu.cn/document/server-docs/im-v1/message/update
    name: 'message.update',
    method: 'PUT',
    path: '/open-apis/im/v1/messages/:message_id',
    handle({ body, params }, context) {
      const message = ownMessage(params.message_id, context)
      if (message.msgType === 'interactive' || (body.msg_type !== 'text' && body.msg_type !== 'post')) {
        throw new ApiError(230001, 'Your request contains an invalid request parameter, ext=only text and post')
      }
      if (message.edits >= maxEdits)
        throw new ApiError(230072, 'The message has reached the number of times it can be edited.')
      const checked = checkContent(body.msg_type, body.content, context)
      message.edits += 1
      message.content = checked.content
      message.mentions = checked.mentions
      message.updateTime = context.options.clock.now()
      context.world.changed({ type: 'update', message })
      return { data: toMessageObject(message, context) }
    },
  },
  {
    // https://open.feishu.cn/document/server-docs/im-v1/message/delete
    name: 'message.delete',
    method: 'DELETE',
    path: '/open-apis/im/v1/messages/:message_id',
    handle({ params }, context) {
      const message = ownMessage(params.message_id, context)
      message.recalled = true
      context.world.changed({ type: 'update', message })
      return { data: {} }
    },
  },
  {
    // https://open.feishu.cn/document/server-docs/im-v1/message/get
    name: 'message.get',
    method: 'GET',
    path: '/open-apis/im/v1/messages/:message_id',
    handle: ({ params }, context) => ({
      data: { items: [toMessageObject(findMessage(params.message_id, context), context)] },
    }),
  },
]

function rememberedMessage(uuid: unknown, { uuids, world }: PlatformContext): Message | undefined {
  const messageId = uuids.messageOf(asString(uuid))
  return messageId === undefined ? undefined : world.getMessage(messageId)
}

function findMessage(messageId: string | undefined, { world }: PlatformContext): Message {
  const message = world.messages.get(messageId ?? '')
  if (!message) {
    throw new ApiError(230001, 'Your request contains an invalid request parameter, ext=not a valid message_id')
  }
  return message
}

function ownMessage(messageId: string | undefined, context: PlatformContext): Message {
  const message = findMessage(messageId, context)
  if (message.sender.type !== 'app') throw new ApiError(230012, 'Bot is NOT the sender of the message.')
  if (message.recalled) throw new ApiError(230011, 'The message was recalled.')
  return message
}

function passChat(chat: Chat, { limits }: PlatformContext): void {
  const [person = ''] = chat.members
  if (chat.kind === 'p2p') limits.passTarget('user', person)
  else limits.passTarget('chat', chat.chatId)
}

/** Stores what the app said, and its uuid. `options.batch` messages can't be changed afterwards. */
export function addAppMessage(
  chat: Chat,
  body: JsonObject,
  checked: CheckedContent,
  context: PlatformContext,
  parent?: Message,
  batch = false,
): Message {
  const now = context.options.clock.now()
  const message: Message = {
    messageId: newId.message(),
    chatId: chat.chatId,
    sender: { type: 'app' },
    msgType: String(body.msg_type),
    content: checked.content,
    mentions: checked.mentions,
    createTime: now,
    updateTime: now,
    rootId: parent ? (parent.rootId ?? parent.messageId) : undefined,
    parentId: parent?.messageId,
    batch,
    recalled: false,
    edits: 0,
    delivery: undefined,
    updates: [],
    resources: new Map(),
  }
  context.uuids.remember(asString(body.uuid), message.messageId)
  context.world.addMessage(message)
  return message
}

/** Replaces a sent card by a PATCH, a delayed update or the answer to a tap. */
export function updateCard(message: Message, content: unknown, by: CardUpdate['by'], context: PlatformContext): void {
  const { locks, options, settings, world } = context
  // A tap that isn't answered yet holds the card: https://open.feishu.cn/document/server-docs/im-v1/message/create (11310)
  if (by !== 'callback' && locks.isOpen(message.messageId)) throw cardRefused(11310, 'ROOT', 'card action is lock')
  const now = options.clock.now()
  if (now - message.createTime > cardLifeMs) {
    throw new ApiError(230031, 'The message is over 14 days old and can NOT be updated.')
  }
  if (typeof content !== 'string') {
    throw new ApiError(230001, 'Your request contains an invalid request parameter, ext=content is not a string')
  }
  const card = parseJson(content)
  if (!isObject(card)) throw cardRefused(200621, 'ROOT', 'parse card json err')
  // Cards here are all 2.0, so anything else would change the dialect.
  if (card.schema !== '2.0') throw cardRefused(200830, 'ROOT', 'a JSON 2.0 card can not be updated to JSON 1.0')
  checkCard(content, card, context)
  const reverted = by === 'patch' && locks.isSettling(message.messageId, settings.revertWindowMs)
  message.updates.push({ at: now, by, content, reverted })
  if (!reverted) message.content = content
  message.updateTime = now
  world.changed({ type: 'update', message })
}

/** The message as the API shows it. */
export function toMessageObject(message: Message, { options }: PlatformContext): JsonObject {
  const sender =
    message.sender.type === 'app'
      ? { id: options.appId, id_type: 'app_id', sender_type: 'app', tenant_key: options.tenantKey }
      : { id: message.sender.openId, id_type: 'open_id', sender_type: 'user', tenant_key: options.tenantKey }
  return {
    message_id: message.messageId,
    ...(message.rootId ? { root_id: message.rootId, parent_id: message.parentId } : {}),
    msg_type: message.msgType,
    create_time: String(message.createTime),
    update_time: String(message.updateTime),
    deleted: message.recalled,
    updated: message.edits + message.updates.length > 0,
    chat_id: message.chatId,
    sender,
    body: { content: message.content },
    ...(message.mentions.length > 0
      ? {
          mentions: message.mentions.map(({ key, openId, name }) => ({
            key,
            id: openId,
            id_type: 'open_id',
            name,
            tenant_key: options.tenantKey,
          })),
        }
      : {}),
  }
}
