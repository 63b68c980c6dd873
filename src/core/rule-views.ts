import type { Cadence, RuleName } from './views.js'

/** One rule as its secretary sees it: how often, why, and whether it is on. */
export interface RuleView {
  readonly rule: RuleName
  readonly every: Cadence
  readonly label: string
  /** Added by the branch itself. */
  readonly own: boolean
  readonly on: boolean
  /** Who switched it on or off by hand, and on which day; left out: it is as the rule has it. */
  readonly switched?: { readonly by: string; readonly date: string }
  /** What `need` counts, where it isn't entries. */
  readonly unit?: '人' | '对'
  readonly need: number
  readonly because: string
  readonly basis: string
}
