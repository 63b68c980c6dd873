import type { EntryView, ObligationView } from './views.js'

/** What the cards of a month say. Dates are `YYYY-MM-DD`. For the secretary in private only. */

/** Something besides the duties that somebody has to see to. */
export interface OpenMatter {
  readonly item: 'qualitySlip' | 'problem' | 'agenda' | 'plan' | 'followup'
  readonly entry: EntryView
  readonly dueTo?: string
  readonly overdue: boolean
  /** Of an item of a meeting's agenda: which, from 1, and what. */
  readonly at?: number
  readonly topic?: string
}

/** Kept entries that lack a field an inspection asks for, such as a lecturer. */
export interface IncompleteEntry {
  readonly number: string
  readonly missing: readonly string[]
}

/** Somebody was away from 组织生活, or without dues, for so many months in a row (domain.md R15). */
export interface MonthWarning {
  readonly name: string
  readonly months: number
  readonly what: 'absence' | 'dues'
}

export interface MonthData {
  readonly branch: { readonly id: string; readonly name: string }
  /** `2026-03`. */
  readonly month: string
  readonly today: string
  /** Workdays from today to the end of the month, today included; 0 when the month is over. */
  readonly workdaysLeft: number
  /** Of the month, its quarter and its year. */
  readonly duties: readonly ObligationView[]
  /** Of the reader's knowing: near their time, or past it. */
  readonly matters: readonly OpenMatter[]
  readonly incomplete: readonly IncompleteEntry[]
  /** Members whose own report of the month's dues waits for the dues officer. */
  readonly unconfirmed: number
  /** For the secretary himself: those that no other card told. */
  readonly warnings: readonly MonthWarning[]
  /** 工作计划 done and in all, as told, or else of the month's plans (domain.md P24); left out: nothing of it is known. */
  readonly plans?: { readonly done: number; readonly total: number }
  /** A list of holidays is missing: what that means for the workdays, and how it is imported. */
  readonly calendarHint?: string
  /** On January's first card: what the year before lacks and can be entered late, but for what `last` has. */
  readonly lastYear?: { readonly year: string; readonly duties: readonly ObligationView[] }
  /** The month before, when its own closing card never came. */
  readonly last?: Pick<MonthData, 'month' | 'duties' | 'incomplete'>
}
