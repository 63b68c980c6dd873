import type { Clock } from '../core/clock.js'
import type { FileStore } from '../core/files.js'
import type { Logger } from '../core/logger.js'
import type { Notice, Platform } from '../core/platform.js'
import type { Vault } from '../core/seal.js'
import type { Budget } from './budget.js'

/** What carrying out an inbound needs from outside. */
export interface ProcessDeps {
  readonly platforms: ReadonlyMap<string, Platform>
  readonly inboxVault: Vault
  readonly outboxVault: Vault
  readonly logger: Logger
  /** Civil time: when something is written down. */
  readonly clock: Clock
  /** Of branches that are set up in the chat. */
  readonly timezone: string
  /** How much of the month's calls is left: where it is scarce, a receipt may wait for the day's one line. */
  readonly budget: Pick<Budget, 'levelOf'>
  /** Where pictures and files lie that prove an entry. */
  readonly files: FileStore
  /** Tells the sender that rows were committed; losing it only delays them to the next sweep. */
  readonly wakeSender: (outboxIds: readonly string[]) => void
}

/** What an effect leaves to do once it is committed. */
export interface Effect {
  readonly outboxIds: readonly string[]
  readonly notice?: Notice
  /** The text must not be kept, not even sealed. */
  readonly wipe?: boolean
}

/** How one inbound is carried out. Both run inside the transaction, perhaps more than once. */
export interface Plan {
  carryOut(): Promise<Effect>
  /** Says why it was refused; nothing that `carryOut` wrote before it threw `UserError` is kept. */
  refuse(userMessage: string): Promise<Effect>
}
