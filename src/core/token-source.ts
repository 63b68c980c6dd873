import { machineNow } from './clock.js'

/** A token in use. The generation tells tokens apart, because Feishu gives the same one again while it lives. */
export interface TokenLease {
  readonly token: string
  readonly generation: number
}

export interface TokenSource {
  /** The current token; callers that come while it is being fetched share one request. */
  get(): Promise<TokenLease>
  /** Says that Feishu refused this token. Of many callers who say so of one generation, only the first has an effect. */
  drop(lease: TokenLease): void
}

/** Renew this early, so that a token does not die on its way. */
const RENEW_EARLY_MS = 3 * 60_000

/** Keeps one tenant token. https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal */
export function createTokenSource(
  fetchToken: () => Promise<{ readonly token: string; readonly expiresInMs: number }>,
): TokenSource {
  let current: { readonly lease: TokenLease; readonly staleAt: number } | undefined
  let pending: Promise<TokenLease> | undefined
  let generation = 0

  const renew = async (): Promise<TokenLease> => {
    const { token, expiresInMs } = await fetchToken()
    const lease = { token, generation: ++generation }
    // A short-lived token is used for half its life instead of never.
    current = { lease, staleAt: machineNow() + expiresInMs - Math.min(RENEW_EARLY_MS, expiresInMs / 2) }
    return lease
  }

  return {
    get: async () => {
      if (current && machineNow() < current.staleAt) return current.lease
      pending ??= renew().finally(() => {
        pending = undefined
      })
      return pending
    },
    drop: (lease) => {
      if (current?.lease.generation === lease.generation) current = undefined
    },
  }
}
