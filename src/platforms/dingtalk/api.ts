import type { Fields } from '../../core/json.js'
import type { ApiCall, QuotaPool } from '../../core/platform.js'
import { createTokenSource, type TokenLease } from '../../core/token-source.js'
import type { CallEffect } from '../../core/transport-failure.js'
import { ApiFailure, failureOfAnswer } from './api-failure.js'
import { isDeadToken, toPlatformError } from './errors.js'
import { type OutgoingRequest, request, timeLeft, withDeadline } from './http.js'

export interface ApiConfig {
  readonly clientId: string
  readonly clientSecret: string
  /** Base addresses without a slash at their end; anything, also a simulator's. */
  readonly apiBase: string
  readonly oapiBase: string
  /** For one call with everything it takes: the token, the try, the retry. */
  readonly timeoutMs: number
}

/** An operation, by the name that counters and errors know it by. */
export interface Operation {
  readonly api: string
  readonly effect: CallEffect
  /** What the organisation pays it from; left out: free of charge. */
  readonly pool?: QuotaPool
}

/** Calls DingTalk: with a token, counted, within the time limit, every failure a `PlatformError`. */
export interface DingtalkApi {
  /** The new API: the token in a header, failures by HTTP status. */
  call(operation: Operation, method: 'POST' | 'PUT', path: string, body: unknown): Promise<Fields>
  /** The old API: the token in the query, failures by `errcode` inside HTTP 200. */
  callOld(operation: Operation, path: string, body: unknown): Promise<Fields>
  /** An address that carries its own right. */
  callUrl(operation: Operation, url: string, body: unknown): Promise<Fields>
  /** Fetches a token, unless there is one: proves the credentials. */
  prove(): Promise<void>
}

/** Free: https://open.dingtalk.com/document/development/basic-interfaces-such-as-log-off-and-address-book */
const TOKEN: Operation = { api: 'oauth2.accessToken', effect: 'repeatable' }

export function createApi(config: ApiConfig, deps: { readonly onApiCall: (call: ApiCall) => void }): DingtalkApi {
  const { clientId, clientSecret, apiBase, oapiBase, timeoutMs } = config

  // An internal app lives in exactly one organisation, so its id names the organisation as well.
  const count = ({ api, pool }: Operation): void =>
    deps.onApiCall({ platform: 'dingtalk', appId: clientId, tenant: clientId, api, ...(pool ? { pool } : {}) })

  const answerOf = async (url: string, outgoing: OutgoingRequest, old: boolean): Promise<Fields> => {
    const answer = await request(url, outgoing)
    const failure = failureOfAnswer(answer, old)
    if (failure) throw failure
    return answer.body ?? {}
  }

  // https://open.dingtalk.com/document/development/obtain-the-access-token-of-an-internal-app
  const tokens = createTokenSource(async () => {
    count(TOKEN)
    const body = { appKey: clientId, appSecret: clientSecret }
    const answer = await answerOf(`${apiBase}/v1.0/oauth2/accessToken`, { method: 'POST', body }, false)
    const seconds = Number(answer.expireIn)
    if (typeof answer.accessToken !== 'string' || answer.accessToken === '' || !Number.isFinite(seconds))
      throw new ApiFailure({ status: 200 })
    return { token: answer.accessToken, expiresInMs: seconds * 1000 }
  })

  /** Whatever happens here, the call itself has not been made. */
  const getToken = async (): Promise<TokenLease> => {
    const lease = await tokens.get().catch((error: unknown) => {
      throw error instanceof ApiFailure ? toPlatformError(error, TOKEN.api, TOKEN.effect) : error
    })
    if (timeLeft() === 0) throw toPlatformError(new ApiFailure({ transport: 'timeout' }), TOKEN.api, TOKEN.effect)
    return lease
  }

  /** Runs a call, whose failures become `PlatformError`. Anything else is a mistake of ours and keeps its stack. */
  const guarded = <T>({ api, effect }: Operation, run: () => Promise<T>): Promise<T> =>
    withDeadline(timeoutMs, async () => {
      try {
        return await run()
      } catch (error) {
        throw error instanceof ApiFailure ? toPlatformError(error, api, effect) : error
      }
    })

  const withToken = (operation: Operation, attempt: (token: string) => Promise<Fields>): Promise<Fields> =>
    guarded(operation, async () => {
      const lease = await getToken()
      count(operation)
      try {
        return await attempt(lease.token)
      } catch (error) {
        if (!(error instanceof ApiFailure) || !isDeadToken(error)) throw error
        // A refused token means that nothing happened, so one more try is safe.
        tokens.drop(lease)
      }
      const fresh = await getToken()
      count(operation)
      return attempt(fresh.token)
    })

  return {
    call: (operation, method, path, body) =>
      withToken(operation, (token) =>
        answerOf(`${apiBase}${path}`, { method, headers: { 'x-acs-dingtalk-access-token': token }, body }, false),
      ),
    callOld: (operation, path, body) =>
      withToken(operation, (token) => {
        const url = new URL(`${oapiBase}${path}`)
        url.searchParams.set('access_token', token)
        return answerOf(url.href, { method: 'POST', body }, true)
      }),
    callUrl: (operation, url, body) =>
      guarded(operation, () => {
        count(operation)
        return answerOf(url, { method: 'POST', body }, true)
      }),
    prove: () => withDeadline(timeoutMs, async () => void (await getToken())),
  }
}
