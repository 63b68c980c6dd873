import { machineNow } from '../../core/clock.js'
import { ApiError } from './errors.js'
import { newId } from './ids.js'

/**
 * The app's access token; one serves both hosts.
 * https://open.dingtalk.com/document/development/obtain-the-access-token-of-an-internal-app
 */
export class Tokens {
  #current: { readonly token: string; until: number } | undefined

  /** The same token while it is valid, with its life begun anew. */
  issue(seconds: number): string {
    const now = machineNow()
    if (!this.#current || this.#current.until <= now) this.#current = { token: newId.token(), until: 0 }
    this.#current.until = now + seconds * 1000
    return this.#current.token
  }

  /** The token given out so far becomes invalid, though the holder's clock says otherwise. */
  revoke(): void {
    this.#current = undefined
  }

  check(token: string | undefined, style: 'new' | 'old'): void {
    if (token && token === this.#current?.token && this.#current.until > machineNow()) return
    throw style === 'new'
      ? new ApiError('InvalidAuthentication', '不合法的access_token')
      : new ApiError(40014, '不合法的access_token')
  }
}
