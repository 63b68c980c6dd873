import type { Card } from '../../core/card.js'
import type { Logger } from '../../core/logger.js'
import type { ApiCall, Content, Platform, Target } from '../../core/platform.js'
import { actionReply } from './action-reply.js'
import { createApi } from './api.js'
import { createClient, type OutgoingMessage, type Receiver } from './client.js'
import { openConnection } from './connection.js'
import { createReceive } from './receive.js'
import { renderCard } from './render-card.js'
import { renderText } from './render-text.js'

export interface FeishuConfig {
  readonly appId: string
  readonly appSecret: string
  /** `websocket`: events come over a connection that we open; the two keys are not used. */
  readonly mode: 'webhook' | 'websocket'
  readonly encryptKey: string
  readonly verificationToken: string
  /** Base address of the open platform, without a slash at its end. */
  readonly domain: string
  /** For one call with all it takes; shorter than the outbox's lease. */
  readonly timeoutMs?: number
}

export interface FeishuDeps {
  readonly logger: Logger
  /** Called for every request to Feishu, also for the token's. */
  readonly onApiCall: (call: ApiCall) => void
}

/** Shorter than the outbox's lease, which waits for it. */
const DEFAULT_TIMEOUT_MS = 7_000
/** A second before the client shows an error. https://open.feishu.cn/document/feishu-cards/card-callback-communication */
const TAP_ANSWER_MS = 2000
/** https://open.feishu.cn/document/server-docs/im-v1/message/create (`uuid`) */
const SEND_KEY_MEMORY_MS = 3_600_000
/** The same page: 1000 a minute and 50 a second per app, 5 a second per person and per group. */
const SEND_LIMITS = { perMinute: 1000, perSecond: 50, perChatPerSecond: 5 }
/** The free edition's, for the whole organisation. https://www.feishu.cn/hc/zh-CN/articles/360034114413 */
const CALLS_PER_MONTH = 10_000

/** https://open.feishu.cn/document/server-docs/im-v1/image/create: at most 10 MB, and these of what we keep. */
const PICTURES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp'])
const MOST_PICTURE_BYTES = 10 * 1024 * 1024

/** The border to one Feishu app. Makes no request until it is asked to. */
export function createFeishuPlatform(config: FeishuConfig, deps: FeishuDeps): Platform {
  const client = createClient(createApi({ ...config, timeoutMs: config.timeoutMs ?? DEFAULT_TIMEOUT_MS }, deps))
  let botId: string | undefined

  const renderContent = (content: Content): OutgoingMessage =>
    content.type === 'text'
      ? { msgType: 'text', content: renderText(content.text) }
      : { msgType: 'interactive', content: toCardJson(content.card) }

  const toCardJson = (card: Card): string => {
    const { payload, lost } = renderCard(card)
    if (lost.length > 0) deps.logger.warn({ platform: 'feishu', lost: lost.join('; ') }, 'card is shown incompletely')
    return JSON.stringify(payload)
  }

  return {
    name: 'feishu',
    appId: config.appId,
    tapAnswerMs: TAP_ANSWER_MS,
    limits: SEND_LIMITS,
    quotas: { calls: CALLS_PER_MONTH },
    formsInGroups: true,
    knowsReplies: true,
    ...waysIn(config, deps),
    keyMemoryMs: () => SEND_KEY_MEMORY_MS,
    privateChatOf: () => undefined,
    botUserId: () => botId,
    refreshBotUserId: async () => {
      botId = await client.botOpenId()
      return botId
    },
    // Content is rendered inside the promise, so that a card over the limit is a rejection like any other failure.
    send: async (target, content, key) => ({
      messageId: await client.send(toReceiver(target), renderContent(content), key),
    }),
    // A picture with words, or with @ in a group, arrives as a post; its key is of the same kind.
    download: async ({ messageId, resourceKey = '', resourceName, contentType }) => ({
      bytes: await client.resource(messageId, resourceKey, contentType === 'file' ? 'file' : 'image'),
      ...(resourceName === undefined ? {} : { name: resourceName }),
    }),
    uploadPicture: async (bytes, mediaType) =>
      PICTURES.has(mediaType) && bytes.length <= MOST_PICTURE_BYTES ? client.uploadImage(bytes) : undefined,
    update: async (delivery, card) => client.updateCard(delivery.messageId, toCardJson(card)),
    actionReply,
    namesOf: client.namesOf,
    membersOf: client.membersOf,
  }
}

/** The console allows one address for events and card callbacks, so each route takes both. */
function waysIn(config: FeishuConfig, { logger }: FeishuDeps): Pick<Platform, 'webhooks' | 'connect'> {
  if (config.mode === 'websocket') return { webhooks: {}, connect: ({ door }) => openConnection(config, door, logger) }
  const receive = createReceive(config)
  return { webhooks: { '/feishu/events': receive, '/feishu/cards': receive } }
}

function toReceiver(target: Target): Receiver {
  return 'chatId' in target ? { idType: 'chat_id', id: target.chatId } : { idType: 'open_id', id: target.userId }
}
