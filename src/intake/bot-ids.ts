import type { Logger } from '../core/logger.js'
import type { Platform } from '../core/platform.js'

const RETRY_MS = 3000

/**
 * Started without network, the bot learns its own id as soon as there is one; until then messages wait, stored. Asks
 * each platform now, and again every few seconds until it is told.
 */
export function keepAskingBotIds(platforms: readonly Platform[], logger: Logger): { stop(): void } {
  let timer: NodeJS.Timeout | undefined
  const ask = async (platform: Platform): Promise<void> => {
    if (platform.botUserId()) return
    await platform.refreshBotUserId().catch((error: unknown) => {
      const code = (error as { code?: string }).code
      logger.warn({ platform: platform.name, code }, "the bot's own id is not known; check app id, secret and network")
    })
  }
  const again = async (): Promise<void> => {
    await Promise.all(platforms.map(ask))
    if (platforms.some((platform) => !platform.botUserId())) timer = setTimeout(again, RETRY_MS)
  }
  void again()
  return { stop: () => clearTimeout(timer) }
}
