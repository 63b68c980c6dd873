import type { PlanKind } from './entry.js'
import type { EntryView } from './views.js'

/** Why somebody is reminded of a plan. */
export type ReminderPart = 'talker' | 'partner' | 'lecturer' | 'author' | 'invited'

/** A plan as one of its people may know it before it takes place: of a talk never what it is about. */
export interface PlanShown {
  readonly entryId: string
  readonly number: string
  readonly kind: PlanKind
  readonly date: string
  readonly endDate?: string
  /** To be done by `date`, not on it. */
  readonly isDeadline: boolean
  readonly start?: string
  readonly end?: string
  readonly period?: EntryView['period']
  readonly topic?: string
  readonly place?: string
  /** Of a talk: the two. */
  readonly talker?: string
  readonly partner?: string
}

export interface ComingPlan extends PlanShown {
  readonly part: ReminderPart
}

/** What one member is told at one moment, in one message. */
export interface OwnReminders {
  readonly branch: { readonly id: string; readonly name: string }
  /** Of a reader in several branches: the name is said, and stands behind every command. */
  readonly inSeveral: boolean
  readonly today: string
  readonly coming: readonly ComingPlan[]
  /** Planned days that are over, of which nothing was recorded. */
  readonly held: readonly PlanShown[]
}

/** What is answered to a reminder: 知道了, 明天再说, 不用提醒. */
export const REMINDER_ANSWERS = ['seen', 'later', 'off'] as const
export type ReminderAnswer = (typeof REMINDER_ANSWERS)[number]

/** What became of a planned day: 已办，记一笔, 改期, 取消. */
export const PLAN_OUTCOMES = ['held', 'moved', 'cancelled'] as const
export type PlanOutcome = (typeof PLAN_OUTCOMES)[number]
