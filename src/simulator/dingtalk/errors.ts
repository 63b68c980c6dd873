/**
 * A refusal of the platform. A word is the new API's (HTTP status, `{requestid, code, message}`), a number the old
 * one's (HTTP 200, `{errcode, errmsg}`). https://open.dingtalk.com/document/development/server-api-error-codes-1
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number

  constructor(
    readonly code: string | number,
    message: string = String(code),
    status?: number,
    /** Permission points the caller lacks. */
    readonly requiredScopes?: readonly string[],
  ) {
    super(message)
    this.status = status ?? (typeof code === 'number' ? 200 : usualStatus(code))
  }
}

function usualStatus(code: string): number {
  if (code.startsWith('Forbidden.')) return 403
  return code.startsWith('system.') || code === 'param.callbackRouteKeyExist' ? 500 : 400
}

/** What a call asks for is not there or not as documented. */
export const missing = (name: string): ApiError => new ApiError(`miss.param.${name}`, `${name} is missing`)
export const invalid = (name: string, why: string): ApiError => new ApiError(`invalidParameter.${name}`, why)
