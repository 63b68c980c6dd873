import type { KeptKind, PeriodOfDay, TrainingForm } from '../core/entry.js'
import type { NamedCount } from '../core/views.js'
import type { BranchDocument, PersonRow } from './fields.js'

export interface AbsenceRow extends PersonRow {
  reason?: string
}

/** What one person gave or paid. Never in a view of the entry: `amountsFor` tells those who may know. */
export interface AmountRow extends PersonRow {
  fen: number
  /** `YYYY-MM`, of dues. */
  month?: string
}

/** A note of how a commitment is getting on, in its author's words. */
export interface ProgressRow {
  on: string
  text: string
  by: string
}

/** One item of a meeting's agenda. */
export interface AgendaRow {
  topic: string
  decision?: string
  votes?: { for?: number; against?: number; abstain?: number }
  owner?: PersonRow
  dueTo?: string
  closedOn?: string
  closedBy?: PersonRow
}

/** One field before and after, as text, by SCHEMA name. */
export interface FieldChangeRow {
  field: string
  before?: string
  after?: string
}

/** Who changed what, when. Nothing is deleted: an entry's first row is its making, a later one a change or its voiding. */
export interface RevisionRow {
  at: number
  byMemberId: string
  byName?: string
  change: 'recorded' | 'edited' | 'voided'
  reason?: string
  /** Of an edit; never what was said in a talk, never money. */
  fields?: FieldChangeRow[]
  /** The amounts that an edit replaced: told to nobody but those of `amountsFor`. */
  amountsBefore?: AmountRow[]
}

/** No digest told of the entry so far. */
export const UNTOLD = ''

export type PlanState = 'open' | 'done' | 'moved' | 'cancelled'

/** One ledger entry. The fields below `voided` belong to some kinds only; discriminators refuse the others. */
export interface EntryRow extends BranchDocument {
  kind: KeptKind
  number: string
  /** Day of the event; of a plan its day or deadline; of what has no day of its own the day it was told. */
  date: string
  endDate?: string
  start?: string
  end?: string
  period?: PeriodOfDay
  minutes?: number
  creditHours?: number
  approx?: boolean
  title: string
  host?: PersonRow
  recorder?: PersonRow
  participants: PersonRow[]
  absent: AbsenceRow[]
  expected?: number
  actual?: number
  inferred: string[]
  warn: string[]
  author: PersonRow & { memberId: string }
  /** Civil epoch ms of the message or tap; `recordedAt` is when it was carried out. */
  enteredAt: number
  recordedAt: number
  /** Monday of the week whose digest told of it, or `UNTOLD`. */
  digestPeriod?: string
  chatId: string
  messageId?: string
  late: boolean
  revisions: RevisionRow[]
  voided: boolean

  topic?: string
  place?: string
  note?: string
  form?: TrainingForm
  lecturer?: PersonRow
  audience?: string
  /** What the lecturer is good at (domain.md P6). */
  speciality?: string
  category?: string
  campaign?: string
  document?: string
  level?: string
  /** The kind within the kind, by SCHEMA §3; of a problem its source. */
  subkind?: string
  /** Of a planned talk left out when its author is the one who talks. */
  talker?: PersonRow
  /** Of a talk, also of a planned one. */
  partner?: PersonRow
  /** Of a talk held with several together: all of them, `partner` is the first; left out where there is one. */
  partners?: PersonRow[]
  followupFrom?: string
  followupDue?: string
  /** A follow-up was agreed; what it is is sealed. */
  followup?: boolean
  votes?: { for?: number; against?: number; abstain?: number }
  /** Of a meeting with several items, or one that was given to somebody. */
  agenda?: AgendaRow[]
  resolution?: string
  post?: string
  prize?: string
  winners?: PersonRow[]
  count?: number
  department?: string
  problem?: string
  measure?: string
  owner?: PersonRow
  dueTo?: string
  closedOn?: string
  closedBy?: PersonRow
  project?: string
  who?: PersonRow
  /** `2026`, `2026-H1`, `2026-Q1` or `2026-03`; of dues their month. */
  span?: string
  metrics?: NamedCount[]
  openMetrics?: NamedCount[]
  /** What is meant to be held in the span, by form or category of training; no count takes it in. */
  plannedMetrics?: NamedCount[]
  /** How a commitment is getting on, oldest first. */
  progress?: ProgressRow[]
  result?: string
  score?: number
  amounts?: AmountRow[]
  totalFen?: number
  paidOn?: string
  /** 补交 of an earlier month. */
  arrears?: boolean
  unconfirmed?: boolean
  planState?: PlanState
  /** The entry that carried the plan out, or the plan it was moved to. */
  doneById?: string
  doneBy?: string
  /** Its author wants to be reminded. */
  remind?: boolean
  /** Everybody who is to come is reminded. */
  remindAll?: boolean
  /** The day that a plan was moved from. */
  replaces?: string
}
