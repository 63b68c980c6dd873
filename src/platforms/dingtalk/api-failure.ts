import { type Fields, isFields } from '../../core/json.js'

/** What is known of a failed API call. Built from numbers, flags and ids only, so that it may be logged as it is. */
export interface FailureFacts {
  /** HTTP status, when there was an answer. */
  readonly status?: number
  /** A word of the new API (`param.invalid`) or a number of the old one (60011). */
  readonly code?: string | number
  /** Permission points that the answer asks for. */
  readonly scopes?: readonly string[]
  readonly requestId?: string
  /** The gateway bans our address for a while: an HTML page, or JSON without a code. */
  readonly banned?: boolean
  /** Code of the failure below HTTP (`ECONNREFUSED`, `timeout`, …). */
  readonly transport?: string
}

/** A failed call, stripped of what could tell a secret or a content: address, token, bodies, texts of errors. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  constructor(readonly facts: FailureFacts) {
    super(`DingTalk API call failed: ${facts.code ?? facts.transport ?? `HTTP ${facts.status}`}`)
  }
}

/** An answer as it came. */
export interface Answer {
  readonly status: number
  /** Parsed body; undefined when it is no JSON object. */
  readonly body: Fields | undefined
  readonly isHtml: boolean
}

/** https://open.dingtalk.com/document/development/how-to-process-api-throttling-on-the-dingtalk-server */
const BAN_STATUS = 1111

/**
 * The failure in an answer, or undefined when it is a success. The new API speaks by HTTP status, the old one by
 * `errcode` inside HTTP 200, which documents also print as a text; `old`: an answer without `errcode` is none of its.
 */
export function failureOfAnswer({ status, body, isHtml }: Answer, old: boolean): ApiFailure | undefined {
  if (!body) return new ApiFailure({ status, ...(isBanPage(status, isHtml) ? { banned: true } : {}) })
  if (Number(body.status) === BAN_STATUS || body.punish !== undefined) return new ApiFailure({ status, banned: true })
  const errcode = readErrcode(body.errcode)
  if (errcode !== undefined && errcode !== 0) return new ApiFailure({ status, code: errcode, ...idOf(body) })
  const isOk = status >= 200 && status < 300 && body.success !== false && body.success !== 'false'
  if (isOk && (!old || errcode === 0)) return undefined
  const said = status < 300 && !old ? { code: 'unsuccessful' } : {}
  return new ApiFailure({ status, ...said, ...codeOf(body), ...scopesOf(body), ...idOf(body) })
}

/** A gateway that could not reach DingTalk also answers with a page, but with a status that says so. */
const isBanPage = (status: number, isHtml: boolean): boolean => isHtml && (status < 300 || status === 403)

function readErrcode(errcode: unknown): number | undefined {
  const isNumber = typeof errcode === 'number' || (typeof errcode === 'string' && /^-?\d{1,9}$/.test(errcode))
  return isNumber ? Number(errcode) : undefined
}

function codeOf({ code }: Fields): Pick<FailureFacts, 'code'> {
  return typeof code === 'string' && /^[\w.-]{1,100}$/.test(code) ? { code } : {}
}

function idOf(body: Fields): Pick<FailureFacts, 'requestId'> {
  const id = body.requestid ?? body.request_id
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? { requestId: id } : {}
}

function scopesOf(body: Fields): Pick<FailureFacts, 'scopes'> {
  const detail = isFields(body.accessdenieddetail) ? body.accessdenieddetail : {}
  const scopes = Array.isArray(detail.requiredScopes) ? detail.requiredScopes : []
  const named = scopes.filter((scope): scope is string => typeof scope === 'string' && /^[\w.]{1,80}$/.test(scope))
  return named.length > 0 ? { scopes: named.slice(0, 10) } : {}
}

/** The failure of a call without an answer. `fetch` hides the reason in `cause`, sometimes in several layers. */
export function failureOfTransport(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    if (cause.name === 'TimeoutError' || cause.name === 'AbortError') return new ApiFailure({ transport: 'timeout' })
    if (cause instanceof AggregateError) return failureOfTransport(cause.errors[0])
    const code = 'code' in cause ? cause.code : undefined
    if (typeof code === 'string' && /^\w{1,60}$/.test(code)) return new ApiFailure({ transport: code })
  }
  return new ApiFailure({ transport: 'network' })
}
