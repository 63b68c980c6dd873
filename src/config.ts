import { z } from 'zod'
import { isTimezone } from './core/civil-date.js'
import type { QuotaPool, SendLimits } from './core/platform.js'
import type { FieldKey } from './core/seal.js'
import type { DingtalkConfig } from './platforms/dingtalk/platform.js'
import type { FeishuConfig } from './platforms/feishu/platform.js'

/** The whole configuration, checked. Nothing else in the program reads the environment. */
export interface Config {
  readonly env: 'production' | 'development' | 'test' | 'demo'
  readonly host: string
  readonly port: number
  readonly publicUrl?: string
  readonly role: 'all' | 'web' | 'worker'
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly schedule: boolean
  readonly dataDir: string
  readonly timezone: string
  readonly mongoUri?: string
  readonly redisUrl?: string
  /** Undefined outside production: made once and kept under DATA_DIR. */
  readonly fieldKeys?: readonly FieldKey[]
  readonly linkSecret?: string
  /** Complete or absent, never half; at least one of the two is there. */
  readonly feishu?: FeishuConfig
  readonly dingtalk?: DingtalkConfig
  readonly adminToken?: string
  /** What an operator set instead of the platforms' own limits. */
  readonly sendLimits: Partial<SendLimits>
  /** The same for what an organisation may use in a month; `Infinity`: bought without a limit. */
  readonly quotas: Readonly<Record<'feishu' | 'dingtalk', Readonly<Partial<Record<QuotaPool, number>>>>>
}

/** All problems at once, one line each, with the variable's name and where its value is found. Never holds a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  constructor(readonly problems: readonly string[]) {
    super(`configuration: ${problems.length} problem(s)\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
  }
}

type Environment = Readonly<Record<string, string | undefined>>

const CONSOLE = 'https://open.feishu.cn/app → your app'

const FEISHU_SOURCES = {
  FEISHU_APP_ID: `${CONSOLE} → 凭证与基础信息 (App ID: cli_ and 16 hex digits)`,
  FEISHU_APP_SECRET: `${CONSOLE} → 凭证与基础信息 (App Secret)`,
} as const

/** Signed pushes need both; a connection of our own needs neither. */
const FEISHU_WEBHOOK_SOURCES = {
  FEISHU_ENCRYPT_KEY: `${CONSOLE} → 事件与回调 → 加密策略 (Encrypt Key)`,
  FEISHU_VERIFICATION_TOKEN: `${CONSOLE} → 事件与回调 → 加密策略 (Verification Token)`,
} as const

const ALL_FEISHU_SOURCES = { ...FEISHU_SOURCES, ...FEISHU_WEBHOOK_SOURCES }

const DINGTALK_CONSOLE = 'https://open-dev.dingtalk.com → 应用开发 → your app'

const DINGTALK_SOURCES = {
  DINGTALK_CLIENT_ID: `${DINGTALK_CONSOLE} → 凭证与基础信息 (Client ID)`,
  DINGTALK_CLIENT_SECRET: `${DINGTALK_CONSOLE} → 凭证与基础信息 (Client Secret)`,
  DINGTALK_ROBOT_CODE: `${DINGTALK_CONSOLE} → 应用能力 → 机器人 (RobotCode, usually the Client ID)`,
} as const

/**
 * Reads and checks the environment. Empty values count as unset (a line `NAME=` in `.env`).
 * Throws `ConfigError` with every problem at once.
 */
export function readConfig(environment: Environment): Config {
  const problems: string[] = []
  const get = (name: string): string | undefined => environment[name]?.trim() || undefined

  const choice = <T extends string>(name: string, allowed: readonly T[], fallback: T): T => {
    const value = get(name)
    if (value === undefined) return fallback
    if ((allowed as readonly string[]).includes(value)) return value as T
    problems.push(`${name}: must be one of ${allowed.join(', ')}`)
    return fallback
  }
  const count = <T extends number | undefined>(name: string, fallback: T, min: number, max: number): T | number => {
    const value = get(name)
    if (value === undefined) return fallback
    const parsed = z.coerce.number().int().min(min).max(max).safeParse(value)
    if (parsed.success) return parsed.data
    problems.push(`${name}: must be a whole number from ${min} to ${max}`)
    return fallback
  }
  const address = (name: string, schemes: readonly string[]): string | undefined => {
    const value = get(name)
    if (value === undefined) return undefined
    if (schemes.some((scheme) => value.startsWith(`${scheme}://`)) && URL.canParse(value)) return value
    problems.push(
      `${name}: must be an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    )
    return undefined
  }

  const env = choice('NODE_ENV', ['production', 'development', 'test', 'demo'], 'development')
  const role = choice('ROLE', ['all', 'web', 'worker'], 'all')
  const timezone = get('TIMEZONE') ?? 'Asia/Shanghai'
  if (!isTimezone(timezone)) problems.push('TIMEZONE: not a time zone name such as Asia/Shanghai')

  const mongoUri = mongoAddress(get('MONGODB_URI'), problems)
  const redisUrl = address('REDIS_URL', ['redis', 'rediss'])
  if (role !== 'all') {
    const why = `is required with ROLE=${role}: several processes must share one; only ROLE=all starts its own`
    if (!get('MONGODB_URI')) problems.push(`MONGODB_URI: ${why}`)
    if (!get('REDIS_URL')) problems.push(`REDIS_URL: ${why}`)
  }

  const fieldKeys = readFieldKeys(get('FIELD_KEYS'), problems)
  const linkSecret = get('LINK_SECRET')
  if (linkSecret && linkSecret.length < 16)
    problems.push('LINK_SECRET: at least 16 characters, e.g. from `openssl rand -base64 32`')
  if (env === 'production') {
    if (!get('FIELD_KEYS'))
      problems.push(
        'FIELD_KEYS: required in production, e.g. k1:$(openssl rand -base64 32); keep a copy, sealed content is lost without it',
      )
    if (!linkSecret) problems.push('LINK_SECRET: required in production, e.g. from `openssl rand -base64 32`')
  }

  const publicUrl = address('PUBLIC_URL', ['https', 'http'])?.replace(/\/+$/, '')
  const feishuMode = choice('FEISHU_MODE', ['webhook', 'websocket'], 'webhook')
  const dingtalkMode = choice('DINGTALK_MODE', ['webhook', 'stream'], 'webhook')
  const commandButtons = choice('DINGTALK_COMMAND_BUTTONS', ['on', 'off'], 'on') === 'on'
  const quota = (name: string): number | undefined => {
    const calls = count(name, undefined, 0, 1_000_000_000)
    return calls === 0 ? Number.POSITIVE_INFINITY : calls
  }
  const feishu = readFeishu(get, address, feishuMode, problems)
  const dingtalk = readDingtalk(get, address, { mode: dingtalkMode, commandButtons, publicUrl }, problems)
  if (!isNamed(get, ALL_FEISHU_SOURCES) && !isNamed(get, DINGTALK_SOURCES)) problems.push(noPlatform())
  const adminToken = get('ADMIN_TOKEN')
  if (adminToken && adminToken.length < 8)
    problems.push('ADMIN_TOKEN: at least 8 characters, or leave it out to switch /admin off')

  const config: Config = {
    env,
    host: get('HOST') ?? '0.0.0.0',
    port: count('PORT', 3000, 0, 65_535),
    publicUrl,
    role,
    logLevel: choice('LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'silent'], 'info'),
    schedule: choice('SCHEDULE', ['on', 'off'], 'on') === 'on',
    dataDir: get('DATA_DIR') ?? './data',
    timezone,
    mongoUri,
    redisUrl,
    fieldKeys,
    linkSecret,
    feishu,
    dingtalk,
    adminToken,
    sendLimits: dropUnset({
      perMinute: count('SEND_LIMIT_PER_MINUTE', undefined, 1, 1_000_000),
      perSecond: count('SEND_LIMIT_PER_SECOND', undefined, 1, 100_000),
      perChatPerSecond: count('SEND_LIMIT_PER_CHAT_PER_SECOND', undefined, 1, 100_000),
    }),
    quotas: {
      feishu: dropUnset({ calls: quota('FEISHU_CALLS_PER_MONTH') }),
      dingtalk: dropUnset({
        calls: quota('DINGTALK_CALLS_PER_MONTH'),
        pushes: quota('DINGTALK_PUSHES_PER_MONTH'),
      }),
    },
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

type Get = (name: string) => string | undefined
type Address = (name: string, schemes: readonly string[]) => string | undefined

/** Any variable of the block that a person sets by hand; modes and addresses have defaults. */
const isNamed = (get: Get, sources: Readonly<Record<string, string>>): boolean => Object.keys(sources).some(get)

function noPlatform(): string {
  const block = (sources: Readonly<Record<string, string>>): string =>
    Object.entries(sources)
      .map(([name, source]) => `${name} (${source})`)
      .join('; ')
  return `no platform is configured; for Feishu set ${block(ALL_FEISHU_SOURCES)}; for DingTalk set ${block(DINGTALK_SOURCES)}`
}

function assertComplete(get: Get, sources: Readonly<Record<string, string>>, problems: string[]): void {
  for (const [name, source] of Object.entries(sources))
    if (!get(name)) problems.push(`${name}: missing; it is found at ${source}`)
}

function readFeishu(
  get: Get,
  address: Address,
  mode: FeishuConfig['mode'],
  problems: string[],
): FeishuConfig | undefined {
  if (!isNamed(get, ALL_FEISHU_SOURCES)) return undefined
  assertComplete(get, mode === 'webhook' ? ALL_FEISHU_SOURCES : FEISHU_SOURCES, problems)
  const appId = get('FEISHU_APP_ID')
  // The SDK's long connection refuses any other form, and a typo here shows up only as a silent non-delivery.
  if (appId && !/^cli_[0-9a-fA-F]{16}$/.test(appId))
    problems.push(`FEISHU_APP_ID: must be cli_ and 16 hex digits; ${FEISHU_SOURCES.FEISHU_APP_ID}`)
  return {
    appId: appId ?? '',
    appSecret: get('FEISHU_APP_SECRET') ?? '',
    mode,
    encryptKey: get('FEISHU_ENCRYPT_KEY') ?? '',
    verificationToken: get('FEISHU_VERIFICATION_TOKEN') ?? '',
    domain: baseOf(address, 'FEISHU_DOMAIN', 'https://open.feishu.cn'),
  }
}

function readDingtalk(
  get: Get,
  address: Address,
  options: Pick<DingtalkConfig, 'mode' | 'commandButtons'> & { readonly publicUrl?: string },
  problems: string[],
): DingtalkConfig | undefined {
  if (!isNamed(get, DINGTALK_SOURCES)) return undefined
  assertComplete(get, DINGTALK_SOURCES, problems)
  const { mode, commandButtons, publicUrl } = options
  const cardTemplateId = get('DINGTALK_CARD_TEMPLATE_ID')
  if (cardTemplateId && mode === 'webhook' && !publicUrl)
    problems.push(
      'PUBLIC_URL: required with DINGTALK_CARD_TEMPLATE_ID and DINGTALK_MODE=webhook, because DingTalk sends taps there; or use DINGTALK_MODE=stream',
    )
  return {
    clientId: get('DINGTALK_CLIENT_ID') ?? '',
    clientSecret: get('DINGTALK_CLIENT_SECRET') ?? '',
    robotCode: get('DINGTALK_ROBOT_CODE') ?? '',
    mode,
    commandButtons,
    apiBase: baseOf(address, 'DINGTALK_API_BASE', 'https://api.dingtalk.com'),
    oapiBase: baseOf(address, 'DINGTALK_OAPI_BASE', 'https://oapi.dingtalk.com'),
    ...(cardTemplateId ? { cardTemplateId } : {}),
    ...(publicUrl ? { callbackUrl: `${publicUrl}/dingtalk/cards` } : {}),
  }
}

/** A base address without the slash at its end. */
const baseOf = (address: Address, name: string, usual: string): string =>
  (address(name, ['https', 'http']) ?? usual).replace(/\/+$/, '')

/** Leaves out what nobody set, so that it does not hide the platform's own value when the two are merged. */
const dropUnset = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never

/** A replica-set URI lists several hosts, which `URL` can't parse: only its scheme is checked here, the driver checks the rest. */
function mongoAddress(value: string | undefined, problems: string[]): string | undefined {
  if (value === undefined || /^mongodb(\+srv)?:\/\/[^\s/]+/.test(value)) return value
  problems.push('MONGODB_URI: must begin with mongodb:// or mongodb+srv://')
  return undefined
}

/** `id:base64-32-bytes[,older…]`; the first encrypts, all decrypt. */
export function readFieldKeys(value: string | undefined, problems: string[]): readonly FieldKey[] | undefined {
  if (value === undefined) return undefined
  const keys = value.split(',').map((part) => {
    const colon = part.indexOf(':')
    return { id: part.slice(0, colon).trim(), bytes: Buffer.from(part.slice(colon + 1).trim(), 'base64') }
  })
  const wellFormed = keys.every((key) => /^[A-Za-z0-9_-]{1,20}$/.test(key.id) && key.bytes.length === 32)
  const distinct = new Set(keys.map((key) => key.id)).size === keys.length
  if (wellFormed && distinct) return keys
  problems.push(
    'FIELD_KEYS: must be id:base64 of 32 bytes, several separated by commas, each id once; make one with `openssl rand -base64 32`',
  )
  return undefined
}
