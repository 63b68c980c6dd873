import { type Clock, systemClock } from '../../core/clock.js'
import { newId } from './ids.js'

/** Where the bot listens. An empty entry means: not configured. */
export interface WebhookTargets {
  /** 「消息接收地址」 of the console, for HTTP mode. */
  readonly messages?: string
  /** Where taps go instead of the address that was registered, which may be a public one. */
  readonly cards?: string
}

/** A card template as the card platform knows it. */
export interface CardTemplate {
  readonly published: boolean
  /** Made by another app: every call succeeds and people see 「内容加载失败」. */
  readonly foreign?: boolean
}

/** What the console says and how the platform behaves where its documents are unsure. All can change while running. */
export interface PlatformSettings {
  /** 「消息接收模式」 of the robot. Card callbacks don't follow it: each card names its own way. */
  mode: 'http' | 'stream'
  /** The version was published; before that `senderStaffId` and `isAdmin` are missing. */
  published: boolean
  /** Permission points the office has not enabled: 403 with `requiredScopes`, or 60011. */
  deniedScopes: Set<string>
  /** The bot's address is in 「服务器出口IP」; otherwise 403 IpNotInWhiteList, or 60020. */
  ipAllowed: boolean
  /** Card templates by id. */
  templates: Map<string, CardTemplate>

  /** Rate limits: calls a second per API, messages a minute of a custom robot. */
  limits: boolean
  /** Calls a second of one API; 20 in the standard edition. */
  callsPerSecond: number
  /** API calls a month of the whole organisation; 5,000 in the standard edition. */
  monthlyApiCalls: number
  /** Webhook and Stream calls a month of the whole organisation; 3,000 in the standard edition. */
  monthlyWebhooks: number
  /** Which of the two budgets a reply through sessionWebhook uses is not documented. */
  sessionRepliesCount: 'webhook' | 'api' | 'free'
  /** What else stands in the notice 20001 beside its code is not documented. */
  quotaNotice: 'bare' | 'whole'

  /** Lifetime in seconds of an access token. */
  tokenSeconds: number
  /** Lifetime in seconds of a sessionWebhook, begun anew by every message of the chat. */
  sessionSeconds: number
  /** How long the code of a received file can be exchanged is not documented. */
  downloadCodeSeconds: number

  /** Whether an unanswered robot callback comes again is not documented; 1 = once more. */
  httpRetries: 0 | 1
  /** Whether a message in the answer to a robot callback is posted is documented for custom robots only. */
  answerBodies: 'ignored' | 'sent'
  /** A person the robot may not write to: named in `invalidStaffIdList`, or the whole call is refused. */
  unavailablePeople: 'listed' | 'refused'
  /** Whether a robot can write first to somebody who never opened its chat is not documented; no page asks for it. */
  unopenedChats: 'reached' | 'refused'

  /** Whether dtmd links in ActionCards and markdown work is not documented. Off, a tap does nothing. */
  dtmdEnabled: boolean
  /** Whether a text sent by a dtmd link in a group names the bot is not documented. */
  dtmdInGroups: 'unaddressed' | 'addressed'

  /** Deliveries of cards succeed; otherwise each fails inside an answer with HTTP 200. */
  cardDeliveries: boolean
  /** Longest value of a card variable in bytes; the page says 1 KB, bots in the field send more. */
  cardValueBytes: number
  /** The page forbids updating a card inside its callback without saying what happens: it may be lost. */
  updatesDuringTap: 'lost' | 'applied'
  /** The field of a card callback that holds what was tapped; the documents and seen callbacks differ. */
  callbackField: 'content' | 'value'

  /** Contact answers and custom robots print numbers and booleans as strings, as the documents' samples do. */
  numbersAsStrings: boolean
}

export interface DingtalkSimulatorOptions {
  readonly host?: string
  /** 0 or absent: a free port. */
  readonly port?: number
  readonly clientId?: string
  readonly clientSecret?: string
  /** The client id unless told. */
  readonly robotCode?: string
  readonly corpId?: string
  readonly botName?: string
  /** A published template of the bot's own kind (template-view.ts). */
  readonly templateId?: string
  readonly targets?: WebhookTargets
  /** Civil time: createAt of messages, times people see, month of the quotas. Everything else is real time. */
  readonly clock?: Clock
  /** The bot's time for a message over HTTP; the platform gives 2.5 s. */
  readonly messageAnswerMs?: number
  /** The bot's time for a tap; the platform gives 2 s. */
  readonly cardAnswerMs?: number
  /** Wait before `settings.httpRetries`; nobody knows the real one. */
  readonly retryMs?: number
  /** Wait before an unacknowledged Stream message comes again; 60 s in the field. */
  readonly redeliverMs?: number
  readonly settings?: Partial<PlatformSettings>
}

/** Everything an option can leave open, decided. */
export interface ResolvedOptions {
  readonly host: string
  readonly port: number
  readonly clientId: string
  readonly clientSecret: string
  readonly robotCode: string
  readonly corpId: string
  readonly botName: string
  readonly templateId: string | undefined
  readonly clock: Clock
  readonly messageAnswerMs: number
  readonly cardAnswerMs: number
  readonly retryMs: number
  readonly redeliverMs: number
}

export const defaultSettings = (): PlatformSettings => ({
  mode: 'http',
  published: true,
  deniedScopes: new Set(),
  ipAllowed: true,
  templates: new Map(),
  limits: true,
  callsPerSecond: 20,
  monthlyApiCalls: 5000,
  monthlyWebhooks: 3000,
  sessionRepliesCount: 'webhook',
  quotaNotice: 'bare',
  tokenSeconds: 7200,
  sessionSeconds: 5400,
  downloadCodeSeconds: 7200,
  httpRetries: 0,
  answerBodies: 'ignored',
  unavailablePeople: 'listed',
  unopenedChats: 'reached',
  dtmdEnabled: true,
  dtmdInGroups: 'unaddressed',
  cardDeliveries: true,
  cardValueBytes: 1024,
  updatesDuringTap: 'lost',
  callbackField: 'content',
  numbersAsStrings: true,
})

/** Fills in what the caller left open. */
export function resolveOptions(options: DingtalkSimulatorOptions): ResolvedOptions {
  const clientId = options.clientId ?? newId.client()
  return {
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    clientId,
    clientSecret: options.clientSecret ?? 'simulated-client-secret',
    robotCode: options.robotCode ?? clientId,
    corpId: options.corpId ?? newId.corp(),
    botName: options.botName ?? '台账助手',
    templateId: options.templateId,
    clock: options.clock ?? systemClock,
    messageAnswerMs: options.messageAnswerMs ?? 2500,
    cardAnswerMs: options.cardAnswerMs ?? 2000,
    retryMs: options.retryMs ?? 1000,
    redeliverMs: options.redeliverMs ?? 60_000,
  }
}
