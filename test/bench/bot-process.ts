import { join } from 'node:path'
import type { FeishuSimulator } from '../../src/simulator/feishu/index.js'
import { type BenchChild, listeningPort, startChild } from './children.js'
import type { BenchContext } from './context.js'

export interface BotProcess extends BenchChild {
  readonly port: number
}

export interface BotProcessOptions {
  readonly role: 'all' | 'web' | 'worker'
  readonly database: string
  readonly platform: FeishuSimulator
  readonly env?: Readonly<Record<string, string>>
  readonly nodeArgs?: readonly string[]
}

/** The real bot, from its build, as an operator starts it; resolves when it listens. */
export async function startBotProcess(context: BenchContext, options: BotProcessOptions): Promise<BotProcess> {
  const { appId, appSecret, encryptKey, verificationToken } = options.platform.options
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
      FEISHU_APP_ID: appId,
      FEISHU_APP_SECRET: appSecret,
      FEISHU_ENCRYPT_KEY: encryptKey,
      FEISHU_VERIFICATION_TOKEN: verificationToken,
      FEISHU_DOMAIN: options.platform.url,
      ...options.env,
    },
  })
  return { ...child, port: await listeningPort(child) }
}
