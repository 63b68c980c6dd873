import type { Role } from './entry.js'
import type { IncompleteEntry, OpenMatter } from './month-views.js'
import type { HandoverView, ObligationView } from './views.js'

export type Office = Exclude<Role, 'member'>

/** What is open in somebody's hands. For him in private only; what does not go with his office is left out. */
export interface OpenWork {
  readonly branch: { readonly id: string; readonly name: string }
  readonly today: string
  readonly offices: readonly Office[]
  /** What is missing of the year so far, by month, quarter and year; an empty `excuse`: explained, to the secretary. */
  readonly missing?: readonly ObligationView[]
  readonly matters?: readonly OpenMatter[]
  readonly incomplete?: readonly IncompleteEntry[]
  /** Months in which dues are without a record or wait for a word, with the names for whoever keeps them. */
  readonly dues?: readonly OpenDues[]
  /** Talks of others that are planned or have a follow-up to come: their two know of what. */
  readonly othersTalks?: number
}

export interface OpenDues {
  readonly month: string
  readonly missing: readonly string[]
  readonly unconfirmed: readonly string[]
}

/** A hand-over by names, as one of the two reads of it. */
export interface HandoverData extends Pick<HandoverView, 'id' | 'on'> {
  readonly branchId: string
  /** For a reader in several branches. */
  readonly branchName?: string
  readonly from: string
  readonly to: string
  readonly confirmed: { readonly from: boolean; readonly to: boolean }
  /** The reader has said yes. */
  readonly isOwnDone: boolean
  readonly dateInferred?: boolean
}
