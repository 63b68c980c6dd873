import type { Form } from '../../core/card.js'
import { MOST_FILE_BYTES } from '../../core/files.js'
import type { Logger } from '../../core/logger.js'
import type { ApiCall, Platform } from '../../core/platform.js'
import { actionReply } from './action-reply.js'
import { createApi } from './api.js'
import { createRegistration } from './callback-registration.js'
import { createClient, type DingtalkClient } from './client.js'
import { openConnection } from './connection.js'
import { download } from './download.js'
import { withDeadline } from './http.js'
import { createReaders } from './read-event.js'
import { privateChatOf } from './read-message.js'
import { createWebhooks } from './receive.js'
import { type CardsConfig, createSender } from './send.js'

export interface DingtalkConfig {
  /** AppKey; DingTalk's Client ID. */
  readonly clientId: string
  readonly clientSecret: string
  /** The Client ID for an internal app. */
  readonly robotCode: string
  /** `stream`: events come over a connection that we open. */
  readonly mode: 'webhook' | 'stream'
  /** The imported template.json, published. */
  readonly cardTemplateId?: string
  /** Base address of the new API, without a slash at its end. */
  readonly apiBase: string
  /** The same of the old one; ways back into a chat must lie there. */
  readonly oapiBase: string
  /** Public address of our card callbacks, for webhook mode with a template. */
  readonly callbackUrl?: string
  /** In private, a button says its twin. Whether every client can do that is not documented; on unless told. */
  readonly commandButtons?: boolean
  /** For one send with all it takes, fallbacks included; shorter than the outbox's lease. */
  readonly timeoutMs?: number
}

export interface DingtalkDeps {
  readonly logger: Logger
  /** Called for every request to DingTalk and every push of its. */
  readonly onApiCall: (call: ApiCall) => void
  /** A form's page for one person. Left out, or undefined for a form: no link is sent. */
  readonly linkTo?: (form: Form, userId: string) => string | undefined
}

/** Shorter than the outbox's lease, which waits for it. */
const DEFAULT_TIMEOUT_MS = 7_000
/** DingTalk waits for 2 s. https://open.dingtalk.com/document/development/event-callback-card */
const TAP_ANSWER_MS = 1200
/** 20 a second per app and API: https://open.dingtalk.com/document/development/how-to-process-api-throttling-on-the-dingtalk-server */
const SEND_LIMITS = { perMinute: 1000, perSecond: 20, perChatPerSecond: 2 }
/** The standard edition's. https://open.dingtalk.com/document/development/dingtalk-application-development-platform-billing-model */
const QUOTAS = { calls: 5000, pushes: 3000 }

/** https://open.dingtalk.com/document/development/upload-media-files: these of what we keep, at most 20 MB. */
const PICTURES: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/gif': 'gif' }

/** The border to one DingTalk app. Makes no request until it is asked to. */
export function createDingtalkPlatform(config: DingtalkConfig, deps: DingtalkDeps): Platform {
  const { clientId, robotCode, oapiBase } = config
  const timeoutMs = config.timeoutMs ?? DEFAULT_TIMEOUT_MS
  const client = createClient(createApi({ ...config, timeoutMs }, deps), robotCode)
  const cards = cardsOf(config, client, deps.logger)
  const sender = createSender(
    client,
    {
      oapiBase,
      commandButtons: config.commandButtons ?? true,
      ...(deps.linkTo ? { linkTo: deps.linkTo } : {}),
      ...(cards ? { cards } : {}),
    },
    deps.logger,
  )
  let botId: string | undefined

  return {
    name: 'dingtalk',
    appId: clientId,
    tapAnswerMs: TAP_ANSWER_MS,
    limits: SEND_LIMITS,
    quotas: QUOTAS,
    formsInGroups: false,
    knowsReplies: false,
    ...waysIn(config, deps),
    keyMemoryMs: sender.keyMemoryMs,
    privateChatOf,
    botUserId: () => botId,
    refreshBotUserId: async () => {
      await client.prove()
      await cards?.ready()
      botId = robotCode
      return botId
    },
    // Content is rendered inside the promise, so that a card over the limit is a rejection like any other failure.
    send: (target, content, key, route, keyedOnly) =>
      withDeadline(timeoutMs, () => sender.send(target, content, key, route, keyedOnly)),
    download: async ({ resourceKey = '', resourceName }) => ({
      bytes: await withDeadline(timeoutMs, () => download(client, resourceKey)),
      ...(resourceName === undefined ? {} : { name: resourceName }),
    }),
    uploadPicture: async (bytes, mediaType) => {
      const extension = PICTURES[mediaType]
      if (extension === undefined || bytes.length > MOST_FILE_BYTES) return undefined
      return withDeadline(timeoutMs, () => client.uploadMedia('image', `picture.${extension}`, bytes))
    },
    update: (delivery, card) => withDeadline(timeoutMs, () => sender.update(delivery.messageId, card)),
    actionReply,
    namesOf: client.namesOf,
  }
}

function waysIn(config: DingtalkConfig, deps: DingtalkDeps): Pick<Platform, 'webhooks' | 'connect'> {
  const { logger } = deps
  const read = createReaders(config, deps)
  if (config.mode === 'stream') {
    const reading = { readMessage: read.message, readTap: read.card, onPush: read.count }
    return { webhooks: {}, connect: ({ door, lease }) => openConnection(config, { door, lease, logger, ...reading }) }
  }
  return { webhooks: createWebhooks(config.clientSecret, read) }
}

/** Undefined without a template, and where taps could not come in: a button that does nothing is worse than none. */
function cardsOf(config: DingtalkConfig, client: DingtalkClient, logger: Logger): CardsConfig | undefined {
  const { cardTemplateId: templateId, callbackUrl, clientId, clientSecret } = config
  if (templateId === undefined) return undefined
  if (config.mode === 'stream') return { templateId, route: { callbackType: 'STREAM' }, ready: async () => true }
  if (callbackUrl === undefined) {
    logger.warn(
      { platform: 'dingtalk' },
      'the card template is not used: taps need PUBLIC_URL, or DINGTALK_MODE=stream',
    )
    return undefined
  }
  // The same for every process of this app, whatever its address is.
  const callbackRouteKey = `branch-ledger-${clientId}`
  return {
    templateId,
    route: { callbackType: 'HTTP', callbackRouteKey },
    ready: createRegistration(() => client.registerCallback(callbackRouteKey, callbackUrl, clientSecret), logger),
  }
}
