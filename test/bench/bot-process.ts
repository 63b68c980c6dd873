import { join } from 'node:path'
import { type BenchChild, listeningPort, startChild } from './children.js'
import type { BenchContext } from './context.js'
import type { PushedApp } from './load/push-requests.js'

export const ADMIN_TOKEN = 'admin-token-of-the-benchmark'

export interface BotProcess extends BenchChild {
  readonly port: number
}

export interface BotProcessOptions {
  readonly role: 'all' | 'web' | 'worker'
  readonly database: string
  readonly app: PushedApp
  /** Base address of the (simulated) platform. */
  readonly domain: string
  readonly env?: Readonly<Record<string, string>>
  readonly nodeArgs?: readonly string[]
}

/** The real bot, from its build, as an operator starts it; resolves when it listens. */
export async function startBotProcess(context: BenchContext, options: BotProcessOptions): Promise<BotProcess> {
  const child = startChild(join(context.dist, 'src', 'main.js'), [], {
    onServerCore: true,
    nodeArgs: options.nodeArgs ?? [],
    env: {
      NODE_ENV: 'production',
      ROLE: options.role,
      HOST: '127.0.0.1',
      PORT: '0',
      SCHEDULE: 'off',
      LOG_LEVEL: 'info',
      MONGODB_URI: context.engines.mongoUri(options.database),
      REDIS_URL: context.engines.redisUrl,
      FIELD_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
      LINK_SECRET: 'link-secret-of-the-benchmark-0123456789',
      ADMIN_TOKEN,
      FEISHU_APP_ID: options.app.appId,
      FEISHU_APP_SECRET: 'secret-of-the-benchmark',
      FEISHU_ENCRYPT_KEY: options.app.encryptKey,
      FEISHU_VERIFICATION_TOKEN: options.app.verificationToken,
      FEISHU_DOMAIN: options.domain,
      ...options.env,
    },
  })
  return { ...child, port: await listeningPort(child) }
}
