import { randomBytes } from 'node:crypto'
import type { Clock } from '../../src/core/clock.js'
import type { ChatSimulator } from '../../src/simulator/chat-simulator.js'
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

/** A simulated platform together with what the bot must be told of it. */
export interface Stage {
  readonly simulator: ChatSimulator
  /** The bot's environment for it; `publicUrl` is the bot's own address. */
  environment(publicUrl: string): Record<string, string>
  /** Tells the platform where the bot listens. */
  pointTo(url: string): void
}

export async function startStage(clock: Clock): Promise<Stage> {
  return PLATFORM === 'feishu' ? feishuStage(clock) : dingtalkStage(clock)
}

async function feishuStage(clock: Clock): Promise<Stage> {
  const mode = STAGE === 'feishu-socket' ? 'websocket' : 'webhook'
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
  }
}

/** Without a template over HTTP, with one over Stream: the two ways an office sets it up. */
async function dingtalkStage(clock: Clock): Promise<Stage> {
  const withCards = STAGE === 'dingtalk-cards'
  const simulator: DingtalkSimulator = await startDingtalkSimulator({
    clientId: `ding${randomBytes(8).toString('hex')}`,
    clock,
    settings: { mode: withCards ? 'stream' : 'http' },
    ...(withCards ? { templateId: TEMPLATE_ID } : {}),
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
  }
}

const TEMPLATE_ID = '5a1c0e2d-0000-4000-8000-00000000beef.schema'
