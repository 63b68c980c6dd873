import { machineNow } from '../../core/clock.js'
import { newId } from './ids.js'

const codeMs = 5 * 60_000
const userTokenMs = 7200 * 1000

/**
 * Codes that say who a person is: valid for five minutes, once.
 * https://open.dingtalk.com/document/development/obtain-the-userid-of-a-user-by-using-the-log-free
 */
export class Logins {
  readonly #codes = new Map<string, { readonly personId: string; readonly until: number }>()
  readonly #tokens = new Map<string, { readonly personId: string; readonly until: number }>()

  newCode(personId: string): string {
    const code = newId.authCode()
    this.#codes.set(code, { personId, until: machineNow() + codeMs })
    return code
  }

  /** Whose code it is; it is used up by this. */
  takeCode(code: string): string | undefined {
    const known = this.#codes.get(code)
    this.#codes.delete(code)
    return known && known.until > machineNow() ? known.personId : undefined
  }

  newUserToken(personId: string): string {
    const token = newId.token()
    this.#tokens.set(token, { personId, until: machineNow() + userTokenMs })
    return token
  }

  personOf(userToken: string): string | undefined {
    const known = this.#tokens.get(userToken)
    return known && known.until > machineNow() ? known.personId : undefined
  }
}
