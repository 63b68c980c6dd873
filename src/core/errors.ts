/** Why a platform call failed, decided once per platform in its `errors.ts`; the outbox acts on it and on nothing else. */
export type PlatformErrorKind =
  /** Try again later with the same key; `retryAfterMs` when the platform said how long. */
  | 'retryable'
  /** The call may or may not have taken effect (timeout, connection lost after sending). */
  | 'unknown-outcome'
  /** This person or chat can't be reached; nothing else is wrong. */
  | 'permanent-target'
  /** This content is refused; sending it again is useless. */
  | 'permanent-content'
  /** Credentials, scopes, quota: an operator must act. */
  | 'configuration'

/** `PlatformError.code` of an update of a card that is too old to be changed, on every platform that has such an age. */
export const CARD_EXPIRED = 'card-expired'

/** A failed platform call. `message` is for operators: numeric codes and ids, never content or secrets. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError'
  constructor(
    readonly kind: PlatformErrorKind,
    readonly code: string,
    message: string,
    readonly retryAfterMs?: number,
    /** `retryAfterMs` holds for every call of the app, not only for this chat, person or card. */
    readonly wholeApp = false,
  ) {
    super(message)
  }
}

/** A request that is not proven genuine, or not readable. `status` is the HTTP answer; the body is never echoed. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError'
  constructor(
    readonly status: 400 | 401 | 413 | 415,
    readonly reason: string,
  ) {
    super(reason)
  }
}

/** A refusal that the person is told in Chinese; not retried. */
export class UserError extends Error {
  override readonly name = 'UserError'
  constructor(
    readonly code: string,
    readonly userMessage: string,
  ) {
    super(code)
  }
}
