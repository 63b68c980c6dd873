import type { Card } from '../../core/card.js'
import type { Logger } from '../../core/logger.js'
import type { ApiCall, Content, Platform, Target } from '../../core/platform.js'
import { actionReply } from './action-reply.js'
import { createApi } from './api.js'
import { createClient, type OutgoingMessage, type Receiver } from './client.js'
import { createReceive } from './receive.js'
import { renderCard } from './render-card.js'
import { renderText } from './render-text.js'

export interface FeishuConfig {
  readonly appId: string
  readonly appSecret: string
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
/** https://open.feishu.cn/document/feishu-cards/card-callback-communication */
const TAP_DEADLINE_MS = 3000
/** https://open.feishu.cn/document/server-docs/im-v1/message/create (`uuid`) */
const SEND_KEY_MEMORY_MS = 3_600_000

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
    tapDeadlineMs: TAP_DEADLINE_MS,
    sendKeyMemoryMs: SEND_KEY_MEMORY_MS,
    receive: createReceive(config),
    botUserId: () => botId,
    refreshBotUserId: async () => {
      botId = await client.botOpenId()
      return botId
    },
    // Content is rendered inside the promise, so that a card over the limit is a rejection like any other failure.
    send: async (target, content, key) => ({
      messageId: await client.send(toReceiver(target), renderContent(content), key),
    }),
    reply: async (messageId, content, key) => ({
      messageId: await client.reply(messageId, renderContent(content), key),
    }),
    update: async (delivery, card) => client.updateCard(delivery.messageId, toCardJson(card)),
    actionReply,
    namesOf: client.namesOf,
  }
}

function toReceiver(target: Target): Receiver {
  return 'chatId' in target ? { idType: 'chat_id', id: target.chatId } : { idType: 'open_id', id: target.userId }
}
