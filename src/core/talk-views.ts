import type { BranchView, ObligationView } from './views.js'

/** What the quarter's and the year's card say of talks and duties. Dates are `YYYY-MM-DD`. For the secretary in private only. */

/** With whom a member of a larger branch has not talked yet. */
export type Lack = 'committee' | 'member'

/** Two members; the order says nothing. */
export interface TalkPair {
  readonly one: { readonly id: string; readonly name: string }
  readonly other: { readonly id: string; readonly name: string }
}

/** `never`: the secretary doesn't want these two to be suggested; he is never asked why. */
export type PairState = 'talked' | 'planned' | 'open' | 'never'

/** One field of the half matrix of a year. */
export interface PairCell extends TalkPair {
  readonly state: PairState
  /** The quarters (1 to 4) in which the two talked, in order. */
  readonly quarters: readonly number[]
}

interface Coverage {
  readonly year: string
  /** As the rule counts: a pair that is never suggested is missing too. */
  readonly done: number
  readonly total: number
}

/** Every pair of a small branch. */
export interface PairMap extends Coverage {
  readonly mode: 'pairs'
  readonly names: readonly string[]
  /** Of names i < j, row by row. */
  readonly cells: readonly PairCell[]
}

/** Each member of a larger branch with what he lacks. */
export interface PersonMap extends Coverage {
  readonly mode: 'members'
  readonly people: readonly { readonly name: string; readonly lacks: readonly Lack[] }[]
  readonly never: readonly TalkPair[]
}

export type TalkMap = PairMap | PersonMap

/** The pair that might talk next. */
export interface NextPair extends TalkPair {
  /** When the two last talked, also in the year before; left out: not in these two years. */
  readonly last?: string
  /** Others could be suggested instead. */
  readonly isOneOfSeveral: boolean
}

/** What the quarter's card says (moments.md §6). */
export interface QuarterData {
  readonly branch: Pick<BranchView, 'id' | 'name'>
  /** `2026-Q1` */
  readonly quarter: string
  readonly today: string
  /** The branch's own promise of talks; left out where it promised none. */
  readonly promise?: ObligationView
  /** Left out: nothing asks for talks, nor did the reader. */
  readonly map?: TalkMap
  /** Whether the year's coverage is a duty of the branch: otherwise the map is a picture, and nothing in it is missing. */
  readonly isCoverageDue: boolean
  /** Left out: nobody is left to be suggested. */
  readonly next?: NextPair
  /** What else the quarter asks for. */
  readonly others: readonly ObligationView[]
}

/** What the year's card says: the yearly check in November (domain.md §1.4). */
export interface YearData {
  readonly branch: Pick<BranchView, 'id' | 'name'>
  /** `2026` */
  readonly year: string
  readonly today: string
  readonly obligations: readonly ObligationView[]
  /** Only where the year's coverage is a duty of the branch. */
  readonly next?: NextPair
  /** Who lacks hours of study and how many, by the rules that are on; never told to anybody but the secretary. */
  readonly hours: readonly { readonly name: string; readonly target: number; readonly missing: number }[]
  /** What the next January asks for: the year's handbook, the new base of dues. */
  readonly upcoming: readonly ObligationView[]
}
