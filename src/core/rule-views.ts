import type { Cadence, RuleName } from './views.js'

export interface RuleChangeView {
  readonly by: string
  readonly date: string
  readonly what: 'on' | 'off' | 'need' | 'added'
}

/** One rule as its secretary sees it: how often, why, and whether it is on. */
export interface RuleView {
  readonly rule: RuleName
  readonly every: Cadence
  readonly label: string
  /** Added by the branch itself. */
  readonly own: boolean
  readonly on: boolean
  /** What made it stand as it does, by whom and on which day; left out: `because` is the whole reason. */
  readonly changed?: RuleChangeView
  /** What `need` counts, where it isn't entries. */
  readonly unit?: '人' | '对'
  readonly need: number
  readonly because: string
  readonly basis: string
}
