import { WebhookError } from '../../core/errors.js'
import { findId, getId } from '../../core/fields.js'
import { type Fields, isFields } from '../../core/json.js'
import type { InboundMessage, Mention, Received, ReplyRoute } from '../../core/platform.js'
import { findCode, findEpochMs, type ReadConfig } from './read-fields.js'
import { isSessionUrl } from './session-url.js'

/** Beginning of the reason of an ignored quota notice: then the bot hears nothing until the month is over. */
export const QUOTA_NOTICE = 'quota notice'
const QUOTA_NOTICE_CODE = 20001

/** Stands for the @ of the bot, which DingTalk takes out of the text; no text contains it, for NUL is taken out. */
const BOT_KEY = '\u0000@bot'
const MENTION_ALL = '@所有人'
/** The core's own placeholder for @所有人 inside a sentence. */
const MENTION_ALL_KEY = '@_all'

type Body = Pick<InboundMessage, 'contentType' | 'text' | 'resourceKey' | 'resourceName'>

/** Longer file names are cut; they are for people to read. */
const MAX_NAME_CHARS = 200

/**
 * A robot message, from a verified request or a Stream frame: https://open.dingtalk.com/document/development/robot-message-type
 * The key is `robotCode:msgId`: a message that names two bots has one msgId for both, and a redelivery keeps it.
 *
 * Throws `WebhookError` 401 for another robot's message and 400 for what lacks an id, nothing else. `receivedAt` (epoch
 * ms) is the moment of a message that names none.
 */
export function readRobotMessage(body: unknown, config: ReadConfig, receivedAt?: number): Received {
  if (!isFields(body)) throw new WebhookError(400, 'body is not a JSON object')
  if (isQuotaNotice(body)) return { type: 'ignored', reason: `${QUOTA_NOTICE} ${QUOTA_NOTICE_CODE}` }
  if (body.robotCode !== config.robotCode) throw new WebhookError(401, 'message of another robot')
  const chatType = chatTypeOf(body.conversationType)
  if (chatType === undefined) return { type: 'ignored', reason: 'conversation is neither single nor group' }

  const messageId = getId(body, 'msgId')
  const senderId = findId(body, 'senderStaffId') ?? getId(body, 'senderId')
  const sentAt = findEpochMs(body.createAt) ?? receivedAt
  if (sentAt === undefined) throw new WebhookError(400, 'createAt is not a time')
  const content = readContent(body)
  const mentionsAll = content.text.includes(MENTION_ALL)
  const repliesTo = repliedId(body)
  const replyRoute = readRoute(body, config)
  return {
    type: 'inbound',
    inbound: {
      platform: 'dingtalk',
      kind: 'message',
      appId: config.clientId,
      key: `${config.robotCode}:${messageId}`,
      chatId: chatType === 'group' ? getId(body, 'conversationId') : privateChatOf(senderId),
      chatType,
      messageId,
      senderId,
      sentAt,
      ...content,
      text: content.text.replaceAll(MENTION_ALL, MENTION_ALL_KEY),
      mentions: chatType === 'group' && namesBot(body) ? [botMention(config)] : [],
      mentionsAll,
      ...(repliesTo === undefined ? {} : { repliesTo }),
      ...(replyRoute === undefined ? {} : { replyRoute }),
    },
  }
}

/**
 * What stands for a private chat. DingTalk's own id of it can't be written to and is not named by a tap or a page, so
 * the person is the chat; a group's id begins with `cid`.
 */
export const privateChatOf = (userId: string): string => `IM_ROBOT.${userId}`

/** Nobody's id in any other call: the sender is of another organisation, or the app is not published yet. */
export const isOpaqueId = (userId: string): boolean => userId.startsWith('$:')

/** The organisation's month of pushes is used up: the notice comes in place of a message. */
function isQuotaNotice(body: Fields): boolean {
  return Number(body.errorCode) === QUOTA_NOTICE_CODE && body.text === undefined && body.content === undefined
}

function chatTypeOf(type: unknown): InboundMessage['chatType'] | undefined {
  const name = String(type)
  return name === '2' ? 'group' : name === '1' ? 'p2p' : undefined
}

/** DingTalk pushes only what names the bot, but `isInAtList` may be missing. */
function namesBot(body: Fields): boolean {
  if (body.isInAtList === true || body.isInAtList === 'true') return true
  const bot = findId(body, 'chatbotUserId')
  const named = Array.isArray(body.atUsers) ? body.atUsers : []
  return bot !== undefined && named.some((one) => isFields(one) && one.dingtalkId === bot)
}

/** Everybody else who is named stands in the text as `@姓名`. */
const botMention = ({ robotCode }: ReadConfig): Mention => ({ key: BOT_KEY, userId: robotCode, name: '' })

/** A content we can't read is `other`, not an error: the person gets an answer instead of silence. */
function readContent(body: Fields): Body {
  const content = isFields(body.content) ? body.content : {}
  switch (body.msgtype) {
    case 'text':
      return isFields(body.text) && typeof body.text.content === 'string' ? textBody(body.text.content) : OTHER
    case 'richText':
      return readRichText(content.richText, findId(body, 'chatbotUserId'))
    case 'picture':
      return withResource({ contentType: 'image', text: '' }, content)
    case 'file':
      return withResource({ contentType: 'file', text: '', ...nameOf(content) }, content)
    case 'audio':
      return withResource({ ...textBody(transcriptOf(content)), contentType: 'audio' }, content)
    case 'video':
      return withResource(OTHER, content)
    case 'chatRecord':
      return { contentType: 'forward', text: '' }
    default:
      return OTHER
  }
}

/** What DingTalk made of a voice message; it has none when nothing could be understood. */
const transcriptOf = ({ recognition }: Fields): string => (typeof recognition === 'string' ? recognition : '')

const OTHER: Body = { contentType: 'other', text: '' }

/** The @ of the bot leaves a space before the words. */
const textBody = (text: string): Body => ({ contentType: 'text', text: text.replaceAll('\u0000', '').trim() })

/**
 * Pieces of one sentence stand side by side (a word in bold is one); a picture ends the line, and the first is kept. A
 * piece `at` is in no document, but seen in the field.
 */
function readRichText(parts: unknown, botId: string | undefined): Body {
  if (!Array.isArray(parts)) return OTHER
  const lines = ['']
  let picture: string | undefined
  for (const part of parts) {
    if (!isFields(part)) continue
    if (part.type === 'picture') {
      picture ??= findCode(part, 'downloadCode')
      lines.push('')
    } else if (part.type === 'at') {
      const isBot = botId !== undefined && part.atUserId === botId
      if (typeof part.atName === 'string' && !isBot) lines[lines.length - 1] += `@${part.atName} `
    } else if (typeof part.text === 'string') lines[lines.length - 1] += part.text
  }
  const body = textBody(
    lines
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join('\n'),
  )
  return picture === undefined ? body : { ...body, resourceKey: picture }
}

function nameOf({ fileName }: Fields): Pick<Body, 'resourceName'> {
  return typeof fileName === 'string' && fileName !== '' ? { resourceName: fileName.slice(0, MAX_NAME_CHARS) } : {}
}

function withResource(body: Body, content: Fields): Body {
  const resourceKey = findCode(content, 'downloadCode')
  return resourceKey === undefined ? body : { ...body, resourceKey }
}

function repliedId(body: Fields): string | undefined {
  const replied = isFields(body.text) && isFields(body.text.repliedMsg) ? body.text.repliedMsg : {}
  return findId(replied, 'msgId') ?? findId(body, 'originalMsgId')
}

function readRoute(body: Fields, { oapiBase }: ReadConfig): ReplyRoute | undefined {
  const url = body.sessionWebhook
  const expiresAt = findEpochMs(body.sessionWebhookExpiredTime)
  if (typeof url !== 'string' || expiresAt === undefined || !isSessionUrl(url, oapiBase)) return undefined
  return { url, expiresAt }
}
