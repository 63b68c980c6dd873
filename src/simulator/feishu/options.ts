import { type Clock, systemClock } from '../../core/clock.js'
import { newId } from './ids.js'

/** Where the bot listens. An empty entry means: not configured in the console. */
export interface WebhookTargets {
  readonly events?: string
  readonly cards?: string
}

/** What the endpoint and every pong tell a client of the long connection; seconds. ReconnectCount -1: for ever. */
export interface ClientConfig {
  readonly PingInterval: number
  readonly ReconnectCount: number
  readonly ReconnectInterval: number
  /** The first attempt comes after a random part of it. */
  readonly ReconnectNonce: number
}

/** What the office granted and how the platform behaves where its own documents are unsure. All can change while running. */
export interface PlatformSettings {
  /** The console's subscription mode, of events and callbacks alike: addresses, or the long connection. */
  mode: 'webhook' | 'websocket'
  /** Intervals of the long connection. */
  clientConfig: ClientConfig
  /** Rate limits of the gateway, of a chat, a person and a card. */
  limits: boolean
  /** Scope im:message.group_msg: every group message arrives, not only those that @ the bot. */
  deliverAllGroupMessages: boolean
  /** Scope contact:user.employee_id:readonly: `user_id` is filled in events. */
  employeeIds: boolean
  /** Field scope contact:user.base:readonly: `name` is in the answers of contact/v3/users. */
  contactNames: boolean
  /** Business errors arrive with HTTP 200, as seen in the field. */
  errorsAs200: boolean
  /** Calls a month and tenant before 99991403; the free edition has 10,000. */
  monthlyQuota: number
  /** Lifetime in seconds of a new tenant access token. */
  tokenSeconds: number
  /** The app was disabled in the console: no new token (10014). */
  appDisabled: boolean
  /** Unanswered optional fields of a form: not documented whether they are left out or sent as "". */
  emptyFormFields: 'absent' | 'empty'
  /** Whether a retried push is signed anew is not documented. */
  retrySignature: 'fresh' | 'original'
  /** Whether every client takes a raw 2.0 card in the answer to a tap is not documented. */
  rawCardInCallback: 'accepted' | 'refused'
  /** Cards live 14 days; whether a tap on an older one still reaches the bot is not documented. */
  oldCardTaps: 'delivered' | 'refused'
  /** An update this soon after the answer to a tap is taken back by the client. */
  revertWindowMs: number
}

export interface FeishuSimulatorOptions {
  readonly host?: string
  /** 0 or absent: a free port. */
  readonly port?: number
  readonly appId?: string
  readonly appSecret?: string
  /** Empty text: pushes are neither encrypted nor signed. */
  readonly encryptKey?: string
  readonly verificationToken?: string
  readonly botName?: string
  readonly botOpenId?: string
  readonly tenantKey?: string
  readonly targets?: WebhookTargets
  /** Civil time: create_time of messages and events, age of cards, month of the quota. Everything else is real time. */
  readonly clock?: Clock
  /** Multiplies 15 s, 5 min, 1 h and 6 h, the waits before an event is pushed again. */
  readonly retryScale?: number
  /** The bot's time for an event or a tap; the platform gives 3 s. */
  readonly answerMs?: number
  readonly settings?: Partial<PlatformSettings>
}

/** Everything an option can leave open, decided. */
export interface ResolvedOptions {
  readonly host: string
  readonly port: number
  readonly appId: string
  readonly appSecret: string
  readonly encryptKey: string
  readonly verificationToken: string
  readonly botName: string
  readonly botOpenId: string
  readonly tenantKey: string
  readonly clock: Clock
  readonly retryScale: number
  readonly answerMs: number
}

export const defaultSettings: PlatformSettings = {
  mode: 'webhook',
  clientConfig: { PingInterval: 120, ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30 },
  limits: true,
  deliverAllGroupMessages: false,
  employeeIds: false,
  contactNames: true,
  errorsAs200: false,
  monthlyQuota: Number.POSITIVE_INFINITY,
  tokenSeconds: 7200,
  appDisabled: false,
  emptyFormFields: 'absent',
  retrySignature: 'fresh',
  rawCardInCallback: 'accepted',
  oldCardTaps: 'delivered',
  revertWindowMs: 300,
}

/** Fills in what the caller left open. */
export function resolveOptions(options: FeishuSimulatorOptions): ResolvedOptions {
  const appId = options.appId ?? newId.app()
  // The vendor's long-connection client refuses any other shape, so an id it would refuse must not work here either.
  if (!/^cli_[0-9a-fA-F]{16}$/.test(appId)) throw new Error(`appId must be cli_ and 16 hex digits, not ${appId}`)
  return {
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    appId,
    appSecret: options.appSecret ?? 'simulated-app-secret',
    encryptKey: options.encryptKey ?? 'simulated-encrypt-key',
    verificationToken: options.verificationToken ?? 'simulated-verification-token',
    botName: options.botName ?? '台账助手',
    botOpenId: options.botOpenId ?? newId.openId(),
    tenantKey: options.tenantKey ?? newId.tenant(),
    clock: options.clock ?? systemClock,
    retryScale: options.retryScale ?? 1,
    answerMs: options.answerMs ?? 3000,
  }
}
