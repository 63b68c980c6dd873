import { WebhookError } from '../../core/errors.js'
import { findId, getId } from '../../core/fields.js'
import { type Fields, isFields, parseBounded } from '../../core/json.js'
import type { InboundMessage, Mention } from '../../core/platform.js'
import type { ReadEvent } from './read-event.js'
import { getOpenId, toEpochMs } from './read-fields.js'

/** @所有人 inside a text; Feishu often leaves it out of `mentions`. */
const MENTION_ALL = '@_all'

/** Longer file names are cut; they are for people to read. */
const MAX_NAME_CHARS = 200

type Body = Pick<InboundMessage, 'contentType' | 'text' | 'resourceKey' | 'resourceName'>

/**
 * `im.message.receive_v1`: https://open.feishu.cn/document/server-docs/im-v1/message/events/receive
 * The key is the message id: the page says not to rely on `event_id`, which may differ between deliveries.
 */
export function readMessage(header: Fields, event: Fields, appId: string): ReadEvent {
  const sender = isFields(event.sender) ? event.sender : {}
  // Other bots and system messages are never recorded, or two bots could talk to each other for ever.
  if (sender.sender_type !== 'user') return { type: 'ignored', reason: 'sender is not a person' }
  const senderId = getOpenId(sender.sender_id)
  if (senderId === undefined) throw new WebhookError(400, 'sender_id is missing')
  if (!isFields(event.message)) throw new WebhookError(400, 'message is missing')
  const message = event.message
  const chatType = message.chat_type
  if (chatType !== 'group' && chatType !== 'p2p') return { type: 'ignored', reason: 'chat is neither group nor p2p' }

  const messageId = getId(message, 'message_id')
  const body = readBody(message)
  const { mentions, text, all } = readMentions(message.mentions, body.text)
  const repliesTo = findId(message, 'parent_id')
  return {
    type: 'inbound',
    inbound: {
      platform: 'feishu',
      kind: 'message',
      appId,
      key: messageId,
      chatId: getId(message, 'chat_id'),
      chatType,
      messageId,
      senderId,
      sentAt: toEpochMs(message.create_time ?? header.create_time),
      contentType: body.contentType,
      text,
      mentions,
      mentionsAll: all || text.includes(MENTION_ALL),
      ...(repliesTo === undefined ? {} : { repliesTo }),
      ...(body.resourceKey === undefined ? {} : { resourceKey: body.resourceKey }),
      ...(body.resourceName === undefined ? {} : { resourceName: body.resourceName }),
    },
  }
}

/**
 * Contents: https://open.feishu.cn/document/server-docs/im-v1/message-content-description/message_content
 * A content we can't read is `other`, not an error: the person gets an answer instead of four redeliveries.
 */
function readBody(message: Fields): Body {
  const type = message.message_type
  // Its content is the bare sentence "Merged and Forwarded Message", no JSON.
  if (type === 'merge_forward') return { contentType: 'forward', text: '' }
  if (type !== 'text' && type !== 'post' && type !== 'image' && type !== 'file' && type !== 'audio') return OTHER
  const content = typeof message.content === 'string' ? parseBounded(message.content) : undefined
  if (!isFields(content)) return OTHER
  if (type === 'text') return typeof content.text === 'string' ? { contentType: 'text', text: content.text } : OTHER
  if (type === 'post') return readPost(content)
  const name = typeof content.file_name === 'string' ? { resourceName: content.file_name.slice(0, MAX_NAME_CHARS) } : {}
  return withResource(
    { contentType: type, text: '', ...name },
    findId(content, type === 'image' ? 'image_key' : 'file_key'),
  )
}

const OTHER: Body = { contentType: 'other', text: '' }

/**
 * A post as received has no locale wrapper, unlike one that is sent. Paragraphs become lines, mentions stay
 * placeholders; the first picture is kept, because a picture with @ in a group arrives as a post.
 */
function readPost(post: Fields): Body {
  const lines: string[] = []
  let picture: string | undefined
  if (typeof post.title === 'string' && post.title !== '') lines.push(post.title)
  for (const paragraph of Array.isArray(post.content) ? post.content : []) {
    if (!Array.isArray(paragraph)) continue
    let line = ''
    for (const part of paragraph) {
      if (!isFields(part)) continue
      if (part.tag === 'img') picture ??= findId(part, 'image_key')
      else if (part.tag === 'at') line += typeof part.user_id === 'string' ? part.user_id : ''
      else if (typeof part.text === 'string') line += part.text
    }
    if (line !== '') lines.push(line)
  }
  return withResource({ contentType: 'text', text: lines.join('\n') }, picture)
}

function withResource(body: Body, resourceKey: string | undefined): Body {
  return resourceKey === undefined ? body : { ...body, resourceKey }
}

/** Mentions with an id of this app's; one without (a person of another organisation) becomes its name in the text. */
function readMentions(list: unknown, text: string): { mentions: Mention[]; text: string; all: boolean } {
  const mentions: Mention[] = []
  let all = false
  for (const item of Array.isArray(list) ? list : []) {
    if (!isFields(item) || typeof item.key !== 'string') continue
    const { key } = item
    const name = typeof item.name === 'string' ? item.name : ''
    const userId = getOpenId(item.id)
    if (key === MENTION_ALL) all = true
    else if (userId !== undefined) mentions.push({ key, userId, name })
    // `@_user_1` is also the beginning of `@_user_10`.
    else if (/^@_user_\d+$/.test(key)) text = text.replace(new RegExp(`${key}(?!\\d)`, 'g'), () => `@${name}`)
  }
  return { mentions, text, all }
}
