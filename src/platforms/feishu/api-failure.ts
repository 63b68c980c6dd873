import { isAxiosError } from 'axios'
import { isFields } from '../../core/json.js'

/** What is known of a failed API call. Built from numbers, flags and ids only, so that it may be logged as it is. */
export interface FailureFacts {
  /** HTTP status, when there was an answer. */
  readonly status?: number
  /** Feishu's business code. */
  readonly code?: number
  /** `ErrCode: n` inside the text of 230099. */
  readonly subCode?: number
  /** The card is being tapped at this moment ("card action is lock"). */
  readonly cardIsLocked?: boolean
  /** "Service Internal Error" in the text of 11246. */
  readonly isInternal?: boolean
  /** Scopes that the answer asks for. */
  readonly scopes?: readonly string[]
  readonly logId?: string
  readonly retryAfterMs?: number
  /** Code of the failure below HTTP (`ECONNREFUSED`, `timeout`, …). */
  readonly transport?: string
}

/**
 * A failed call, stripped of everything an `AxiosError` carries: the app's secret in the request body, the bearer token,
 * the message's content. It is made inside axios's own interceptors, so the SDK never sees more than this.
 */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly code: number | undefined
  constructor(readonly facts: FailureFacts) {
    super(`Feishu API call failed: ${facts.code ?? facts.transport ?? `HTTP ${facts.status}`}`)
    this.code = facts.code
  }
}

/** The failure in an answer, or undefined when the answer is a success (`code` 0). */
export function failureOfAnswer(status: number, body: unknown, headers: unknown): ApiFailure | undefined {
  const code = isFields(body) && typeof body.code === 'number' ? body.code : undefined
  if (code === 0 && status < 400) return undefined
  const facts: FailureFacts = { status, ...(code === undefined ? {} : { code }), ...rateLimit(headers) }
  if (!isFields(body)) return new ApiFailure(facts)
  return new ApiFailure({ ...facts, ...textFacts(body.msg), ...logIdOf(body) })
}

/** The failure of a call without an answer. */
export function failureOfTransport(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error
  if (!isAxiosError(error)) return new ApiFailure({ transport: 'internal' })
  // axios says ECONNABORTED for its own timeout and ERR_CANCELED for ours.
  const isTimeout = error.code === 'ECONNABORTED' || error.code === 'ERR_CANCELED' || isReadTimeout(error)
  return new ApiFailure({ transport: isTimeout ? 'timeout' : (error.code ?? 'ERR_NETWORK') })
}

/** ETIMEDOUT of `connect` means that nothing was sent; any other ETIMEDOUT leaves that open. */
function isReadTimeout(error: { code?: string; cause?: unknown }): boolean {
  if (error.code !== 'ETIMEDOUT') return false
  const causes = error.cause instanceof AggregateError ? error.cause.errors : [error.cause]
  return !causes.every((cause) => isFields(cause) && cause.syscall === 'connect')
}

function rateLimit(headers: unknown): Pick<FailureFacts, 'retryAfterMs'> {
  if (!isFields(headers)) return {}
  const seconds = Number(headers['x-ogw-ratelimit-reset'])
  return Number.isFinite(seconds) && seconds > 0 ? { retryAfterMs: Math.ceil(seconds * 1000) } : {}
}

/**
 * Feishu puts three facts only into its text: the sub-code, the lock of a card that is being tapped, and missing scopes.
 * The text itself is dropped, for it may quote the card.
 */
function textFacts(text: unknown): Partial<FailureFacts> {
  if (typeof text !== 'string') return {}
  const subCode = /ErrCode: ?(\d{1,9})/.exec(text)?.[1]
  const scopes = [...new Set(text.match(/\b[a-z]{2,20}:[a-z_.]{2,40}(?::[a-z_.]{2,40})*/g) ?? [])].slice(0, 10)
  return {
    ...(subCode === undefined ? {} : { subCode: Number(subCode) }),
    ...(text.includes('card action is lock') ? { cardIsLocked: true } : {}),
    ...(text.includes('Service Internal Error') ? { isInternal: true } : {}),
    ...(scopes.length > 0 ? { scopes } : {}),
  }
}

function logIdOf(body: { readonly error?: unknown }): Pick<FailureFacts, 'logId'> {
  const logId = isFields(body.error) ? body.error.log_id : undefined
  return typeof logId === 'string' && /^\w{1,64}$/.test(logId) ? { logId } : {}
}
