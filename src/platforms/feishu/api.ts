import { AppType, Client, LoggerLevel, withTenantToken } from '@larksuiteoapi/node-sdk'
import { isFields } from '../../core/json.js'
import type { Logger } from '../../core/logger.js'
import type { ApiCall } from '../../core/platform.js'
import { createTokenSource, type TokenLease } from '../../core/token-source.js'
import type { CallEffect } from '../../core/transport-failure.js'
import { ApiFailure } from './api-failure.js'
import { isDeadToken, toPlatformError } from './errors.js'
import { createHttp, timeLeft, withDeadline } from './http.js'
import { createSdkLogger } from './sdk-logger.js'

export interface ApiConfig {
  readonly appId: string
  readonly appSecret: string
  /** Base address without a slash at its end; anything, also a simulator's. */
  readonly domain: string
  /** For one call with everything it takes: the token, the try, the retry. */
  readonly timeoutMs: number
}

export interface ApiDeps {
  readonly logger: Logger
  readonly onApiCall: (call: ApiCall) => void
}

type SdkOptions = ReturnType<typeof withTenantToken>

/** Calls the SDK: with a token, counted, within the time limit, every failure a `PlatformError`. */
export interface FeishuApi {
  call<T>(api: string, effect: CallEffect, run: (sdk: Client, options: SdkOptions) => Promise<T>): Promise<T>
}

/** Not counted: https://open.feishu.cn/document/platform-notices/platform-updates-/custom-app-api-call-limit */
const FREE = /^(?:auth|contact)\./
const TOKEN_API = 'auth.v3.tenantAccessToken.internal'

/**
 * The SDK's client under our conditions. Its own token handling is switched off (`disableTokenCache` makes it fetch
 * none): it keeps a refused token until the clock says otherwise, asks once per parallel caller and shares its cache
 * between all clients of the process. Each call is given the token of `createTokenSource` instead.
 */
export function createApi(config: ApiConfig, deps: ApiDeps): FeishuApi {
  const sdk = new Client({
    appId: config.appId,
    appSecret: config.appSecret,
    appType: AppType.SelfBuild,
    domain: config.domain,
    disableTokenCache: true,
    httpInstance: createHttp(config.timeoutMs),
    logger: createSdkLogger(deps.logger),
    loggerLevel: LoggerLevel.warn,
  })
  // A self-built app lives in exactly one organisation, so its id names the organisation as well.
  const count = (api: string): void =>
    deps.onApiCall({
      platform: 'feishu',
      appId: config.appId,
      tenant: config.appId,
      api,
      ...(FREE.test(api) ? {} : { pool: 'calls' }),
    })

  const tokens = createTokenSource(async () => {
    count(TOKEN_API)
    const answer: unknown = await sdk.auth.v3.tenantAccessToken.internal({
      data: { app_id: config.appId, app_secret: config.appSecret },
    })
    const token = isFields(answer) ? answer.tenant_access_token : undefined
    const seconds = isFields(answer) ? Number(answer.expire) : Number.NaN
    if (typeof token !== 'string' || token === '' || !Number.isFinite(seconds)) throw new ApiFailure({ status: 200 })
    return { token, expiresInMs: seconds * 1000 }
  })

  /** Whatever happens here, the call itself has not been made. */
  const getToken = async (): Promise<TokenLease> => {
    const lease = await tokens.get().catch((error: unknown) => {
      throw error instanceof ApiFailure ? toPlatformError(error, TOKEN_API, 'repeatable') : error
    })
    if (timeLeft() === 0) throw toPlatformError(new ApiFailure({ transport: 'timeout' }), TOKEN_API, 'repeatable')
    return lease
  }

  return {
    call: (api, effect, run) =>
      withDeadline(config.timeoutMs, async () => {
        const attempt = (lease: TokenLease) => {
          count(api)
          return run(sdk, withTenantToken(lease.token))
        }
        try {
          const lease = await getToken()
          try {
            return await attempt(lease)
          } catch (error) {
            if (!isDeadToken(error)) throw error
            // A refused token means that nothing happened, so one more try is safe.
            tokens.drop(lease)
          }
          return await attempt(await getToken())
        } catch (error) {
          // Anything else is a mistake of ours and keeps its stack; the SDK's own errors quote no request.
          throw error instanceof ApiFailure ? toPlatformError(error, api, effect) : error
        }
      }),
  }
}
