import { describeAttachment } from '../attachment.js'
import type { ChatMessage } from '../chat-simulator.js'
import type { JsonObject } from '../feishu/json.js'
import type { Card, CardUpdate } from './cards.js'
import type { PlatformContext } from './context.js'
import { plainMarkdown } from './markdown-text.js'
import { attachmentsIn, type LinkButton, type Shown } from './shown.js'
import { type CardParams, type TemplateView, templateText, unloadable, viewTemplate } from './template-view.js'
import type { DeliveryState, Message, Via } from './world.js'

export interface UpdateView {
  readonly at: number
  readonly by: CardUpdate['by']
  readonly text: string
  /** It came while a tap was unanswered, and had no effect. */
  readonly lost: boolean
}

/** A message as a person sees it; a snapshot that later changes don't touch. Times are civil. */
export interface SimulatedMessage extends ChatMessage {
  readonly sender:
    | { readonly type: 'user'; readonly id: string; readonly name: string }
    | { readonly type: 'app'; readonly name: string }
  /** As it was sent or pushed. */
  readonly content: JsonObject
  readonly via: Via | undefined
  readonly delivery: DeliveryState | undefined
  readonly markdown?: { readonly title: string; readonly text: string }
  readonly actionCard?: {
    readonly title: string
    readonly markdown: string
    readonly buttons: readonly LinkButton[]
    readonly vertical: boolean
  }
  readonly card?: {
    readonly templateId: string
    readonly outTrackId: string
    readonly params: CardParams
    /** By user id. */
    readonly privateParams: Readonly<Record<string, CardParams>>
    /** What the client draws of it for everybody. */
    readonly view: TemplateView
  }
  /** Changes of a card, also those without effect. */
  readonly updates: readonly UpdateView[]
  /** Set when only these people see it. */
  readonly visibleTo: readonly string[] | undefined
}

export function viewMessage(message: Message, context: PlatformContext): SimulatedMessage {
  const { cards, world } = context
  const { sender, shown } = message
  const card = shown.kind === 'card' ? cards.get(shown.outTrackId) : undefined
  return {
    messageId: message.messageId,
    chatId: message.chatId,
    chatKind: world.getChat(message.chatId).kind,
    sender: sender.type === 'app' ? sender : { ...sender, name: world.getPerson(sender.id).name },
    msgType: message.msgType,
    text: card ? templateText(drawCard(card, context)) : shownText(shown),
    content: message.content,
    mentions: message.mentions.map(({ name }) => ({ name })),
    attachments: attachmentsIn(shown).map(describeAttachment),
    createTime: message.createTime,
    updateTime: message.updateTime,
    parentId: message.parentId,
    recalled: message.recalled,
    delivery: message.delivery,
    via: message.via,
    visibleTo: message.visibleTo && [...message.visibleTo],
    updates: (card?.updates ?? []).map(({ at, by, params, lost }) => ({
      at,
      by,
      lost,
      text: templateText(viewTemplate(params)),
    })),
    ...(shown.kind === 'markdown' ? { markdown: { title: shown.title, text: shown.text } } : {}),
    ...(shown.kind === 'actionCard'
      ? {
          actionCard: {
            title: shown.title,
            markdown: shown.text,
            buttons: shown.buttons,
            vertical: shown.vertical,
          },
        }
      : {}),
    ...(card
      ? {
          card: {
            templateId: card.templateId,
            outTrackId: card.outTrackId,
            params: card.params,
            privateParams: Object.fromEntries(card.privateParams),
            view: drawCard(card, context),
          },
        }
      : {}),
  }
}

/** What the client draws of a card; for one person it may show more. */
export function drawCard(card: Card, { settings }: PlatformContext, personId?: string): TemplateView {
  if (settings.templates.get(card.templateId)?.foreign) return unloadable
  return viewTemplate(card.params, personId === undefined ? {} : card.privateParams.get(personId))
}

function shownText(shown: Shown): string {
  switch (shown.kind) {
    case 'text':
    case 'other':
      return shown.text
    case 'markdown':
      return plainMarkdown(shown.text)
    case 'actionCard':
      return [plainMarkdown(shown.text), ...shown.buttons.map(({ text }) => text)].join('\n')
    case 'link':
      return `${shown.title}\n${shown.text}`
    case 'feedCard':
      return shown.links.map(({ text }) => text).join('\n')
    case 'card':
      return ''
  }
}
