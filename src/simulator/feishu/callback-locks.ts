import { machineNow } from '../../core/clock.js'
import { newId } from './ids.js'

const tokenMs = 30 * 60_000
const tokenUses = 2

interface CardToken {
  readonly messageId: string
  readonly until: number
  uses: number
}

/**
 * Taps that the bot has not answered yet, and the tokens they gave out for updates afterwards.
 * https://open.feishu.cn/document/server-docs/im-v1/message-card/delay-update-message-card
 */
export class CallbackLocks {
  readonly #open = new Map<string, number>()
  readonly #answeredAt = new Map<string, number>()
  readonly #tokens = new Map<string, CardToken>()

  begin(messageId: string): string {
    this.#open.set(messageId, (this.#open.get(messageId) ?? 0) + 1)
    const token = newId.cardToken()
    this.#tokens.set(token, { messageId, until: machineNow() + tokenMs, uses: 0 })
    return token
  }

  end(messageId: string): void {
    const open = (this.#open.get(messageId) ?? 1) - 1
    if (open > 0) this.#open.set(messageId, open)
    else this.#open.delete(messageId)
    this.#answeredAt.set(messageId, machineNow())
  }

  isOpen(messageId: string): boolean {
    return this.#open.has(messageId)
  }

  /** Whether the client is still applying the answer to a tap, so that an update now is lost. */
  isSettling(messageId: string, windowMs: number): boolean {
    const answered = this.#answeredAt.get(messageId)
    return answered !== undefined && machineNow() - answered < windowMs
  }

  /** The token's card, or why it can't be used. */
  look(token: string): { messageId: string } | { problem: 'unknown' | 'expired' | 'used up' } {
    const known = this.#tokens.get(token)
    if (!known) return { problem: 'unknown' }
    if (known.until <= machineNow()) return { problem: 'expired' }
    return known.uses >= tokenUses ? { problem: 'used up' } : { messageId: known.messageId }
  }

  use(token: string): void {
    const known = this.#tokens.get(token)
    if (known) known.uses += 1
  }
}
