import type { Logger } from '../../core/logger.js'
import { ApiFailure } from './api-failure.js'

/** What the SDK takes as a logger. */
export interface SdkLogger {
  error(...parts: unknown[]): void
  warn(...parts: unknown[]): void
  info(...parts: unknown[]): void
  debug(...parts: unknown[]): void
  trace(...parts: unknown[]): void
}

/**
 * A logger for the SDK that lets only codes and log ids through. The SDK logs whole errors: with the app's secret when
 * the token endpoint fails, with the bearer token and the message's content when a call does.
 */
export function createSdkLogger(logger: Logger): SdkLogger {
  const pass = (parts: readonly unknown[]): void => {
    const failure = findFailure(parts)
    logger.debug({ platform: 'feishu', code: failure?.facts.code, logId: failure?.facts.logId }, 'Feishu SDK reports')
  }
  const drop = (): void => {}
  return { error: (...parts) => pass(parts), warn: (...parts) => pass(parts), info: drop, debug: drop, trace: drop }
}

/** The SDK nests what it logs in arrays. */
function findFailure(parts: readonly unknown[]): ApiFailure | undefined {
  return parts.flat(5).find((part) => part instanceof ApiFailure)
}
