import { machineNow } from '../../core/clock.js'
import { ApiError } from './errors.js'
import { newId } from './ids.js'

/** Asking again with at least this much left gives the same token. */
const keepMs = 30 * 60_000

/**
 * Tenant access tokens. https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
 */
export class Tokens {
  readonly #expiry = new Map<string, number>()
  #newest: string | undefined

  /** The current token, or a new one when less than half an hour is left; the old one then stays valid. */
  issue(seconds: number): { token: string; expire: number } {
    const now = machineNow()
    const expiry = this.#newest === undefined ? 0 : (this.#expiry.get(this.#newest) ?? 0)
    if (this.#newest !== undefined && expiry - now >= keepMs) {
      return { token: this.#newest, expire: Math.floor((expiry - now) / 1000) }
    }
    const token = newId.tenantToken()
    this.#expiry.set(token, now + seconds * 1000)
    this.#newest = token
    return { token, expire: seconds }
  }

  /** Every token given out so far becomes invalid, though the holder's clock says otherwise. */
  revokeAll(): void {
    this.#expiry.clear()
    this.#newest = undefined
  }

  /** https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code */
  check(authorization: string | undefined): void {
    const token = /^Bearer (t-\S+)$/.exec(authorization ?? '')?.[1]
    if (authorization === undefined || authorization === '') {
      throw new ApiError(99991661, 'Missing access token for authorization. Please make a request with token attached.')
    }
    const expiry = token === undefined ? undefined : this.#expiry.get(token)
    if (expiry === undefined || expiry <= machineNow()) {
      throw new ApiError(
        99991663,
        'Invalid access token for authorization. Please make a test attempt with the correct token.',
      )
    }
  }
}
