import type { Cadence, RuleName } from '../../core/views.js'

/** What a branch made of a rule; what is left out is as the rule itself has it. */
export interface RuleState {
  readonly switched?: 'on' | 'off'
  readonly need?: number
  /** Of the branch's own rules. */
  readonly every?: Cadence
  readonly removed?: boolean
}

/** A rule that the branch changed, or added itself, with how it stood before each change. */
export interface BranchRule extends RuleState {
  readonly rule: RuleName
  /** Of the branch's own rules: what it is called, which is also what meets it. */
  readonly label?: string
  /** Who added it, for a card to say. */
  readonly addedBy?: string
  /** Oldest first: the first day on which the change held, and the state until then. */
  readonly changes: readonly { readonly on: string; readonly before: RuleState }[]
}

/**
 * How the rule stood on a day. A period is judged by its last day, so that a change holds from the period in which it is
 * made, and what was due before stays due as it was.
 */
export function stateOn(rule: BranchRule, day: string): RuleState {
  return rule.changes.find(({ on }) => on > day)?.before ?? rule
}
