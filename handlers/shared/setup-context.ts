import type { PlatformName } from '../../src/core/platform.js'

/** A person of whom there is no member: only what the platform tells. */
export interface Account {
  readonly userId: string
  /** Absent where the platform tells no names. */
  readonly name?: string
}

/** Who says or taps something while a group becomes a branch. It runs in a transaction, without a branch. */
export interface SetupContext {
  readonly platform: PlatformName
  readonly chat: { readonly id: string; readonly type: 'group' | 'p2p' }
  readonly person: Account
  /** Whom he means: chosen in a picker, or named with @. */
  readonly meant?: Account
  /** Accounts of those whom he named with @, by the name that stands in the text. */
  readonly accounts: ReadonlyMap<string, string>
  /** Who is in the group that becomes a branch; left out where the platform doesn't tell. */
  readonly inGroup?: readonly Required<Account>[]
  /** Of the message, or of the card tapped. */
  readonly messageId: string
  /** Civil epoch ms. */
  readonly now: number
  /** Of the branch to come. */
  readonly timezone: string
}
