import { z } from 'zod'
import { isTimezone } from './core/civil-date.js'
import type { FieldKey } from './core/seal.js'
import type { SendLimits } from './intake/send-limits.js'
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
  /** Complete or absent, never half. */
  readonly feishu?: FeishuConfig
  readonly adminToken?: string
  readonly sendLimits: SendLimits
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
  FEISHU_ENCRYPT_KEY: `${CONSOLE} → 事件与回调 → 加密策略 (Encrypt Key)`,
  FEISHU_VERIFICATION_TOKEN: `${CONSOLE} → 事件与回调 → 加密策略 (Verification Token)`,
} as const

/** Variables of a later version: naming them today would silently do nothing, so they are refused with a reason. */
const NOT_YET = ['DINGTALK_CLIENT_ID', 'DINGTALK_CLIENT_SECRET', 'DINGTALK_ROBOT_CODE']

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
  const count = (name: string, fallback: number, min: number, max: number): number => {
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

  for (const name of NOT_YET) if (get(name)) problems.push(`${name}: this version speaks Feishu only; remove it`)
  const feishu = readFeishu(get, problems)
  const adminToken = get('ADMIN_TOKEN')
  if (adminToken && adminToken.length < 8)
    problems.push('ADMIN_TOKEN: at least 8 characters, or leave it out to switch /admin off')

  const config: Config = {
    env,
    host: get('HOST') ?? '0.0.0.0',
    port: count('PORT', 3000, 0, 65_535),
    publicUrl: address('PUBLIC_URL', ['https', 'http']),
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
    adminToken,
    sendLimits: {
      perMinute: count('SEND_LIMIT_PER_MINUTE', 1000, 1, 1_000_000),
      perSecond: count('SEND_LIMIT_PER_SECOND', 50, 1, 100_000),
      perChatPerSecond: count('SEND_LIMIT_PER_CHAT_PER_SECOND', 5, 1, 100_000),
    },
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

function readFeishu(get: (name: string) => string | undefined, problems: string[]): FeishuConfig | undefined {
  const names = Object.keys(FEISHU_SOURCES) as (keyof typeof FEISHU_SOURCES)[]
  const present = names.filter((name) => get(name))
  if (get('FEISHU_MODE') && get('FEISHU_MODE') !== 'webhook')
    problems.push('FEISHU_MODE: this version takes webhook only')
  if (present.length === 0) {
    problems.push(
      `no platform is configured; for Feishu set ${names.map((name) => `${name} (${FEISHU_SOURCES[name]})`).join('; ')}`,
    )
    return undefined
  }
  for (const name of names) if (!get(name)) problems.push(`${name}: missing; it is found at ${FEISHU_SOURCES[name]}`)
  const appId = get('FEISHU_APP_ID')
  // The SDK's long connection refuses any other form, and a typo here shows up only as a silent non-delivery.
  if (appId && !/^cli_[0-9a-fA-F]{16}$/.test(appId))
    problems.push(`FEISHU_APP_ID: must be cli_ and 16 hex digits; ${FEISHU_SOURCES.FEISHU_APP_ID}`)
  const domain = (get('FEISHU_DOMAIN') ?? 'https://open.feishu.cn').replace(/\/+$/, '')
  if (!/^https?:\/\//.test(domain) || !URL.canParse(domain))
    problems.push('FEISHU_DOMAIN: must be an address such as https://open.feishu.cn')
  return {
    appId: appId ?? '',
    appSecret: get('FEISHU_APP_SECRET') ?? '',
    encryptKey: get('FEISHU_ENCRYPT_KEY') ?? '',
    verificationToken: get('FEISHU_VERIFICATION_TOKEN') ?? '',
    domain,
  }
}

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
