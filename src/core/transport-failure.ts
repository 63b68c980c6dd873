import type { PlatformErrorKind } from './errors.js'

/** What a call does: `send` must not happen twice, everything else may be repeated without harm. */
export type CallEffect = 'send' | 'repeatable'

/** The connection was never made: nothing can have taken effect. `not-started`: given up before the request. */
const NOT_SENT = new Set([
  'not-started',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
])
const NOT_USABLE = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO|EPROTO|ERR_INVALID_URL|ERR_BAD_OPTION/

/** What a failure below HTTP, named by its code (`ECONNREFUSED`, `timeout`, …), means for a call. */
export function kindOfTransport(transport: string, effect: CallEffect): PlatformErrorKind {
  if (NOT_SENT.has(transport)) return 'retryable'
  if (NOT_USABLE.test(transport)) return 'configuration'
  return effect === 'send' ? 'unknown-outcome' : 'retryable'
}
