import { machineNow } from '../../core/clock.js'
import { PlatformError } from '../../core/errors.js'
import type { Logger } from '../../core/logger.js'

/** A registration that failed is tried again so often. */
const RETRY_MS = 5 * 60_000

/**
 * Tells DingTalk once where taps go. Resolves to whether it knows; while it does not, cards with buttons are not sent. A
 * failure is logged and never rejects, for the bot can speak without cards.
 * https://open.dingtalk.com/document/development/register-card-callback-address
 */
export function createRegistration(register: () => Promise<void>, logger: Logger): () => Promise<boolean> {
  let done = false
  let failedAt = Number.NEGATIVE_INFINITY
  let running: Promise<boolean> | undefined

  const attempt = async (): Promise<boolean> => {
    try {
      await register()
      done = true
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error
      failedAt = machineNow()
      logger.warn({ platform: 'dingtalk', code: error.code }, `card callbacks are not registered: ${error.message}`)
    }
    return done
  }

  return async () => {
    if (done || machineNow() - failedAt < RETRY_MS) return done
    running ??= attempt().finally(() => {
      running = undefined
    })
    return running
  }
}
