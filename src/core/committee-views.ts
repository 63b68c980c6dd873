/** What a branch shares with a higher committee: counts and days, and nothing else (moments.md §1). */

export interface CommitteeView {
  readonly id: string
  readonly name: string
  readonly platform: 'feishu' | 'dingtalk'
  readonly code: string
  readonly members: readonly string[]
}

/** What a committee asks for: a month (`2026-03`) or a quarter (`2026-Q1`). */
export interface CommitteeQuestion {
  readonly span: string
  /** From 1. */
  readonly page: number
  /** Which, where one person is in several. */
  readonly name?: string
}

/** One kind's fact of one branch. */
export interface SharedFact {
  readonly label: string
  readonly count: number
  /** Days on which it took place; left out where the count is all that is shared. */
  readonly dates?: readonly string[]
}

export interface SharedBranch {
  readonly name: string
  readonly facts: readonly SharedFact[]
}

export interface CommitteeTable {
  readonly committee: string
  readonly span: string
  readonly branches: readonly SharedBranch[]
  readonly page: number
  readonly pages: number
  /** Of all pages. */
  readonly total: number
}
