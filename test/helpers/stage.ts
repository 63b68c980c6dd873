import { randomBytes } from 'node:crypto'
import type { Clock } from '../../src/core/clock.js'
import type { QuotaPool } from '../../src/core/platform.js'
import type { ChatSaid, ChatSimulator } from '../../src/simulator/chat-simulator.js'
import { type DingtalkSimulator, startDingtalkSimulator } from '../../src/simulator/dingtalk/index.js'
import { startFeishuSimulator } from '../../src/simulator/feishu/index.js'

/**
 * Where a story is played: a platform, the transport its events come by, and what its cards can do. Vitest runs the
 * stories once for each (vitest.config.ts), by this variable.
 */
export type StageName = 'feishu' | 'feishu-socket' | 'dingtalk' | 'dingtalk-cards'

export const STAGE: StageName = (process.env.PLAY_ON as StageName | undefined) ?? 'feishu'

/** A card can be changed after it was sent, and its buttons answer by themselves. */
export const CARDS_LIVE = STAGE !== 'dingtalk'
/** A form is filled in on the card; elsewhere on a page that a private link opens. */
export const FORMS_ON_CARDS = STAGE === 'feishu' || STAGE === 'feishu-socket'
export const PLATFORM = STAGE.startsWith('dingtalk') ? 'dingtalk' : 'feishu'

/** Events and taps come over a connection that the bot opened. */
export const OVER_SOCKET = STAGE === 'feishu-socket' || STAGE === 'dingtalk-cards'

/** A simulated platform together with what the bot must be told of it, and what a test can make of it anywhere. */
export interface Stage {
  readonly simulator: ChatSimulator
  /** The bot's environment for it; `publicUrl` is the bot's own address. */
  environment(publicUrl: string): Record<string, string>
  /** Tells the platform where the bot listens. */
  pointTo(url: string): void

  /** Off: what people say never reaches the bot. */
  deliver(on: boolean): void
  /** The same message once more, over this stage's transport; `renamed`: as another event, where those have ids. */
  again(said: ChatSaid, renamed: boolean): Promise<unknown>
  /** When the bot asked for a connection, epoch ms of the machine. */
  openings(): readonly number[]

  /** The bot's next message arrives, and the answer to that call does not. */
  loseAnswerOfNextSend(): void
  /** The bot's next message (no reply by a way back) is one too many in a second. */
  limitNextSend(): void
  /**
   * The words of the bot's next messages are refused for good, by every way there is: cards that answer somebody, cards
   * that others or nobody asked for, and plain texts that are sent by themselves.
   */
  refuseNext(refused: { readonly answers?: number; readonly others?: number; readonly texts?: number }): void
  /** The keys of all messages that the bot tried to send, in order; undefined for one without. */
  sendKeys(): readonly (string | undefined)[]
  revokeTokens(): void
  /** How many tokens the bot asked for. */
  tokensAsked(): number
  /** What the organisation has used this month by the platform's own count. */
  usage(): Readonly<Partial<Record<QuotaPool, number>>>
}

export async function startStage(clock: Clock, name = STAGE): Promise<Stage> {
  return name.startsWith('dingtalk') ? dingtalkStage(clock, name) : feishuStage(clock, name)
}

async function feishuStage(clock: Clock, name: StageName): Promise<Stage> {
  const mode = name === 'feishu-socket' ? 'websocket' : 'webhook'
  const simulator = await startFeishuSimulator({
    appId: `cli_${randomBytes(8).toString('hex')}`,
    clock,
    retryScale: 0.01,
    settings: { mode },
  })
  const { appId, appSecret, encryptKey, verificationToken } = simulator.options
  const keys = { FEISHU_ENCRYPT_KEY: encryptKey, FEISHU_VERIFICATION_TOKEN: verificationToken }
  return {
    simulator,
    environment: () => ({
      FEISHU_APP_ID: appId,
      FEISHU_APP_SECRET: appSecret,
      FEISHU_DOMAIN: simulator.url,
      FEISHU_MODE: mode,
      ...(mode === 'webhook' ? keys : {}),
    }),
    pointTo: (url) => simulator.setTargets({ events: `${url}/feishu/events`, cards: `${url}/feishu/cards` }),
    deliver: (on) => simulator.disturb(on ? {} : { drop: () => true }),
    async again({ messageId }, renamed) {
      const delivery = simulator.deliveries().find((one) => one.messageId === messageId)
      if (!delivery) throw new Error('nobody was told of it')
      return simulator.redeliver(delivery, { newEventId: renamed })
    },
    openings: () => simulator.longConnection.openings().map(({ at }) => at),
    loseAnswerOfNextSend: () => simulator.fault({ api: 'message.create', moment: 'after', reset: true }),
    limitNextSend: () =>
      simulator.fault({ api: 'message.create', code: 99991400, headers: { 'x-ogw-ratelimit-reset': '1' } }),
    refuseNext: ({ answers = 0, others = 0, texts = 0 }) =>
      simulator.fault({ api: 'message.create', code: 230028, times: answers + others + texts }),
    sendKeys: () => simulator.apiCalls('message.create').map(({ body }) => textOf(body?.uuid)),
    revokeTokens: () => simulator.revokeTokens(),
    tokensAsked: () => simulator.apiCalls('auth.tenant_access_token').length,
    usage: () => ({ calls: simulator.callsThisMonth() }),
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Without a template over HTTP, with one over Stream: the two ways an office sets it up. */
async function dingtalkStage(clock: Clock, name: StageName): Promise<Stage> {
  const withCards = name === 'dingtalk-cards'
  const simulator: DingtalkSimulator = await startDingtalkSimulator({
    clientId: `ding${randomBytes(8).toString('hex')}`,
    clock,
    settings: { mode: withCards ? 'stream' : 'http', templates: new Map([[TEMPLATE_ID, { published: true }]]) },
  })
  const { clientId, clientSecret, robotCode } = simulator.options
  return {
    simulator,
    environment: (publicUrl) => ({
      DINGTALK_CLIENT_ID: clientId,
      DINGTALK_CLIENT_SECRET: clientSecret,
      DINGTALK_ROBOT_CODE: robotCode,
      DINGTALK_API_BASE: simulator.url,
      DINGTALK_OAPI_BASE: simulator.url,
      DINGTALK_MODE: withCards ? 'stream' : 'webhook',
      PUBLIC_URL: publicUrl,
      ...(withCards ? { DINGTALK_CARD_TEMPLATE_ID: TEMPLATE_ID } : {}),
    }),
    pointTo: (url) => simulator.setTargets({ messages: `${url}/dingtalk/messages`, cards: `${url}/dingtalk/cards` }),
    deliver: (on) => simulator.disturb(on ? {} : { drop: () => true }),
    async again({ messageId }) {
      const delivery = simulator.deliveries().find((one) => one.msgId === messageId)
      if (!delivery) throw new Error('nobody was told of it')
      return simulator.redeliver(delivery)
    },
    openings: () => simulator.gateway.openings().map(({ at }) => at),
    loseAnswerOfNextSend: () => simulator.fault({ api: ANY_SEND, moment: 'after', reset: true }),
    limitNextSend: () => simulator.fault({ api: SEND_BY_API, code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi' }),
    refuseNext({ answers = 0, others = 0, texts = 0 }) {
      // On a card, by the way back, by the robot's API.
      if (answers > 0) simulator.fault({ api: /sendBySession$/, code: 430101, times: answers })
      const times = (answers + others) * (withCards ? 2 : 1) + texts
      simulator.fault({ api: SEND_BY_API, code: 'contain.sensitive', status: 400, times })
    },
    sendKeys: () =>
      simulator
        .apiCalls()
        .filter(({ method, path }) => ANY_SEND.test(`${method} ${path}`))
        .map(({ body }) => textOf(body?.outTrackId)),
    revokeTokens: () => simulator.revokeTokens(),
    tokensAsked: () => simulator.apiCalls('oauth2.accessToken').length,
    usage: () => {
      const { api, webhook } = simulator.callsThisMonth()
      return { calls: api, pushes: webhook }
    },
  }
}

const SEND_BY_API = /^POST .*\/(?:batchSend|groupMessages\/send|createAndDeliver)$/
/** By the API, or by the way back into a chat. */
const ANY_SEND = /^POST .*\/(?:batchSend|groupMessages\/send|createAndDeliver|sendBySession)$/

/** Published in the simulated organisation; an office without cards has not configured it. */
export const TEMPLATE_ID = '5a1c0e2d-0000-4000-8000-00000000beef.schema'
