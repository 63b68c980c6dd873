import type { Logger } from '../src/core/logger.js'
import type { Platform } from '../src/core/platform.js'
import type { Vault } from '../src/core/seal.js'
import type { Budget } from '../src/intake/budget.js'
import type { ChatKey } from '../src/intake/drain-chat.js'

/** What every sweep is given. `wake…` may be lost: the next sweep finds the rest. */
export interface SweepDeps {
  readonly platforms: ReadonlyMap<string, Platform>
  readonly outboxVault: Vault
  /** How much of the month's calls is left: what nobody asked for is merged first. */
  readonly budget: Budget
  readonly logger: Logger
  wakeChat(chat: ChatKey): void
  wakeSender(outboxIds: readonly string[]): void
}

/**
 * Finds what is due as of `at` (civil epoch ms: the whole civil clock of the run) and puts it into the outbox. Returns
 * the outbox rows that it caused or found due. May run at any time, any number of times, in several processes at once.
 */
export type Sweep = (at: number, deps: SweepDeps) => Promise<readonly string[]>
