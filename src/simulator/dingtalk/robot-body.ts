import type { JsonObject } from '../feishu/json.js'
import type { PlatformContext } from './context.js'
import { opaqueId } from './ids.js'
import type { Chat, Mention, Message } from './world.js'

/**
 * A person's message as the robot gets it, the same over HTTP and Stream.
 * https://open.dingtalk.com/document/development/robot-message-type
 */
export function robotBody(chat: Chat, message: Message, context: PlatformContext): JsonObject {
  const { options, sessions, settings, url, world } = context
  const sender = world.getPerson(message.sender.type === 'user' ? message.sender.id : '')
  const { session, until } = sessions.open(chat.chatId, settings.sessionSeconds)
  const group = chat.kind === 'group'
  return {
    chatbotCorpId: options.corpId,
    chatbotUserId: opaqueId(options.clientId),
    conversationId: chat.chatId,
    conversationType: group ? '2' : '1',
    ...(group ? { conversationTitle: chat.name, atUsers: atUsers(message.mentions, context), isInAtList: true } : {}),
    createAt: message.createTime,
    ...(settings.published ? { isAdmin: sender.admin } : {}),
    msgId: message.messageId,
    openThreadId: chat.chatId,
    robotCode: options.robotCode,
    senderCorpId: sender.external ? 'ding0000000000000000000000000000' : options.corpId,
    senderId: opaqueId(sender.id),
    senderNick: sender.name,
    senderPlatform: 'Mac',
    senderStaffId: settings.published && !sender.external ? sender.id : '',
    sessionWebhook: `${url()}/robot/sendBySession?session=${session}`,
    sessionWebhookExpiredTime: until,
    ...(message.parentId ? { originalMsgId: message.parentId } : {}),
    ...message.content,
  }
}

/** The robot is in the list with nothing but its hidden id. */
function atUsers(mentions: readonly Mention[], { options, settings, world }: PlatformContext): JsonObject[] {
  return mentions
    .filter(({ id }) => id !== 'all')
    .map(({ id }) => {
      if (id === 'bot') return { dingtalkId: opaqueId(options.clientId) }
      const hidden = world.getPerson(id).external || !settings.published
      return { dingtalkId: opaqueId(id), ...(hidden ? {} : { staffId: id }) }
    })
}

/** `text.repliedMsg`: of a person's text the words come along, of the robot's own message nothing but its id. */
export function repliedMsg(parent: Message): JsonObject {
  const sender = parent.sender.type === 'user' ? { senderId: opaqueId(parent.sender.id) } : {}
  const words = parent.sender.type === 'user' && parent.shown.kind === 'text' ? parent.shown.text : undefined
  return {
    msgId: parent.messageId,
    msgType: parent.msgType,
    createdAt: parent.createTime,
    ...sender,
    ...(words === undefined ? {} : { content: { text: words } }),
  }
}

/** The notice in place of a message when the month's budget is used up: no `text`, no `content`. */
export const quotaNotice: JsonObject = {
  errorCode: 20001,
  errorMessage: '受调用量超量影响，当前我的消息服务已经暂停。请联系你所在的组织管理员并予以处理',
}
