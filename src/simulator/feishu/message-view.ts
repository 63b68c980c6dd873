import { type ChatAttachment, describeAttachment } from '../attachment.js'
import { attachmentsOf } from './attachments.js'
import { cardText } from './card-walk.js'
import { asString, isObject, type JsonObject, objectsIn, parseJson } from './json.js'
import { showMentions } from './mentions.js'
import type { CardUpdate, DeliveryState, Mention, Message, World } from './world.js'

export interface UpdateView {
  readonly at: number
  readonly by: CardUpdate['by']
  readonly card: JsonObject
  readonly text: string
  readonly reverted: boolean
}

/** A message as a person sees it; a snapshot that later changes don't touch. Times are civil. */
export interface SimulatedMessage {
  readonly messageId: string
  readonly chatId: string
  readonly chatKind: 'group' | 'p2p'
  readonly sender:
    | { readonly type: 'user'; readonly id: string; readonly openId: string; readonly name: string }
    | { readonly type: 'app'; readonly name: string }
  readonly msgType: string
  /** The words: of a text with names in place of placeholders, of a card everything it shows, line by line. */
  readonly text: string
  readonly card: JsonObject | undefined
  /** The raw content. */
  readonly content: string
  readonly mentions: readonly Mention[]
  readonly attachments: readonly ChatAttachment[]
  readonly createTime: number
  readonly updateTime: number
  readonly parentId: string | undefined
  readonly rootId: string | undefined
  readonly recalled: boolean
  /** Whether the bot was told of it; undefined for the bot's own. */
  readonly delivery: DeliveryState | undefined
  /** Every update of a card, also those that were taken back. */
  readonly updates: readonly UpdateView[]
}

export function viewMessage(message: Message, world: World, botName: string): SimulatedMessage {
  const { sender } = message
  const content = parseJson(message.content)
  const parsed = isObject(content) ? content : {}
  const isCard = message.msgType === 'interactive'
  return {
    messageId: message.messageId,
    chatId: message.chatId,
    chatKind: world.getChat(message.chatId).kind,
    sender:
      sender.type === 'app'
        ? { type: 'app', name: botName }
        : { type: 'user', id: sender.openId, openId: sender.openId, name: world.getPerson(sender.openId).name },
    msgType: message.msgType,
    text: isCard ? cardText(parsed) : showMentions(plainText(message.msgType, parsed), message.mentions),
    card: isCard ? parsed : undefined,
    content: message.content,
    mentions: message.mentions,
    attachments: attachmentsOf(message, world).map(describeAttachment),
    createTime: message.createTime,
    updateTime: message.updateTime,
    parentId: message.parentId,
    rootId: message.rootId,
    recalled: message.recalled,
    delivery: message.delivery,
    updates: message.updates.map(({ at, by, content: updated, reverted }) => {
      const card = parseJson(updated)
      return { at, by, reverted, card: isObject(card) ? card : {}, text: isObject(card) ? cardText(card) : '' }
    }),
  }
}

function plainText(msgType: string, content: JsonObject): string {
  switch (msgType) {
    case 'text':
      return asString(content.text) ?? ''
    case 'post':
      return postText(content)
    case 'image':
      return '[图片]'
    case 'file':
      return `[文件] ${asString(content.file_name) ?? ''}`.trim()
    case 'audio':
      return '[语音]'
    default:
      return `[${msgType}]`
  }
}

/** Received posts have no locale around them, sent ones do. */
function postText(content: JsonObject): string {
  const post = Array.isArray(content.content) ? content : Object.values(content).find(isObject)
  if (!post) return ''
  const lines = Array.isArray(post.content) ? post.content : []
  const shown = lines.map((line) =>
    objectsIn(line)
      .map((part) => asString(part.text) ?? (part.tag === 'at' ? (asString(part.user_id) ?? '') : ''))
      .join(''),
  )
  return [asString(post.title), ...shown].filter(Boolean).join('\n')
}
