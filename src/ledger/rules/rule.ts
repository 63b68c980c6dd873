import type { BranchSettings, Cadence, MemberView, RuleName } from '../../core/views.js'
import type { EntryRow } from '../../models/ledger-entry.js'

/** What a branch looks like to a rule, on the day by which a period is judged. */
export interface RuleSubject {
  readonly settings: BranchSettings
  /** The roster of that day: those on leave, seconded or retired are in it, with their state. */
  readonly members: readonly MemberView[]
}

/** What a rule may look at of an entry: the row itself, because people are told apart by id and views have names. */
export type RuleEntry = Pick<
  EntryRow,
  | '_id'
  | 'kind'
  | 'subkind'
  | 'form'
  | 'category'
  | 'date'
  | 'title'
  | 'topic'
  | 'minutes'
  | 'creditHours'
  | 'count'
  | 'span'
  | 'metrics'
  | 'participants'
  | 'lecturer'
  | 'talker'
  | 'partner'
  | 'amounts'
  | 'voided'
>

/** A plan as a rule sees it. */
export type RulePlan = Pick<EntryRow, 'subkind' | 'topic' | 'date' | 'number'>

/** Where a rule is written. `article` stays data until an operator has compared it with the official text. */
export interface Regulation {
  /** Full title with its brackets, 《中国共产党支部工作条例（试行）》. */
  readonly title: string
  readonly article?: string
}

/** What `need` and `have` count, where it isn't entries: members who did, or pairs that talked. */
export type RuleUnit = '人' | '对'

/**
 * One thing that must exist per period. Rules are data: a new one is a new entry of its cadence's file. It is met by
 * entries of the books and by nothing else; a rule that counts people or pairs computes them from these entries.
 */
export interface Rule {
  readonly name: RuleName
  readonly every: Cadence
  /** As in src/core/duties.ts, which has what else people call it. */
  readonly label: string
  /** Left out: the branch's own promise. */
  readonly regulation?: Regulation
  readonly unit?: RuleUnit | ((subject: RuleSubject) => RuleUnit)
  /** Why it concerns this branch or doesn't, in a few words for a card. */
  because(subject: RuleSubject): string
  /** Whether it concerns this branch as long as its secretary has not switched it on or off. */
  appliesTo(subject: RuleSubject): boolean
  /** The part of a period in which it is expected; left out: all of it. What comes later still meets it. */
  window?(period: string): Window
  need(subject: RuleSubject): number
  /** Whether a not voided entry of the period is evidence for it. */
  isMetBy(entry: RuleEntry): boolean
  /** Which entries belong to a period; left out: by their day. */
  isOf?(entry: RuleEntry, period: string): boolean
  /** How much of the need the evidence fills; left out: one for each entry. */
  have?(evidence: readonly RuleEntry[], subject: RuleSubject, period: string): number
  /** Whether an open plan of the period is one for it. */
  isPlannedBy?(plan: RulePlan): boolean
}

/** First and last day, both included. */
export interface Window {
  readonly from: string
  readonly to: string
}

export const PROMISE = '支部承诺'

export const BRANCH_REGULATION = '《中国共产党支部工作条例（试行）》'
export const EDUCATION_REGULATION = '《中国共产党党员教育管理工作条例》'
export const DUES_REGULATION = '《关于中国共产党党费收缴、使用和管理的规定》'

export const once = (): number => 1
export const everywhere = (): boolean => true
/** What every branch has to do. */
export const forAll = (): string => '适用于所有支部'
