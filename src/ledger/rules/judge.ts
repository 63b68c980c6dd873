import { lastDayOfMonth, quarterOf, spanOf } from '../../core/civil-date.js'
import { isOwnRule } from '../../core/duties.js'
import type { BranchSettings, Cadence } from '../../core/views.js'
import type { MemberRow } from '../../models/member.js'
import { membersOn } from '../roster.js'
import { type BranchRule, type RuleState, stateOn } from './branch-rule.js'
import { RULES } from './index.js'
import { ownRule } from './own-rule.js'
import type { Rule, RuleEntry, RuleSubject, RuleUnit, Window } from './rule.js'

/** Everything that a branch's duties are judged by. */
export interface RuleBooks<E extends RuleEntry = RuleEntry> {
  readonly settings: BranchSettings
  /** The whole roster with its history, those who left included. */
  readonly roster: readonly MemberRow[]
  /** Of the year, and what speaks of it; voided ones count for nothing. */
  readonly entries: readonly E[]
  /** What the branch switched, changed and added. */
  readonly changed: readonly BranchRule[]
  /** First day of the branch here, once it has come: a part of a period that was over by then is nobody's fault. */
  readonly since?: string
  /** A period that is not over is judged by the roster of this day; later ones by their last. */
  readonly today: string
}

/** The `2026-03`, `2026-Q1` and `2026` that a date or month lies in. */
export type Periods = Readonly<Record<Cadence, string>>

export function periodsOf(monthOrDate: string): Periods {
  const month = monthOrDate.slice(0, 7)
  return { month, quarter: quarterOf(lastDayOfMonth(month)), year: month.slice(0, 4) }
}

/** A rule as it stands for a branch and a period. */
export interface BranchDuty {
  readonly rule: Rule
  readonly period: string
  readonly window: Window
  readonly subject: RuleSubject
  /** Whether the branch has to: by the rule, or because its secretary switched it. */
  readonly on: boolean
  readonly switched?: 'on' | 'off'
  /** What `need` counts in this branch, where it isn't entries. */
  readonly unit?: RuleUnit
  readonly need: number
  readonly because: string
}

/** A duty held against the books. */
export interface Judged<E extends RuleEntry = RuleEntry> extends BranchDuty {
  readonly have: number
  readonly met: boolean
  /** By date, as the books are. */
  readonly evidence: readonly E[]
}

/** Pure: every rule of the three periods, those switched off or of no concern included. */
export function dutiesOf(books: Omit<RuleBooks, 'entries'>, periods: Periods): BranchDuty[] {
  return (['month', 'quarter', 'year'] as const).flatMap((every) => {
    const period = periods[every]
    const lastDay = spanOf(period).to
    const day = books.today < lastDay ? books.today : lastDay
    const subject: RuleSubject = { settings: books.settings, members: membersOn(books.roster, day) }
    return rulesOn(books.changed, every, lastDay).map(({ rule, state }) => {
      const window = rule.window?.(period) ?? spanOf(period)
      const isOver = rule.window !== undefined && books.since !== undefined && window.to < books.since
      return toDuty({ rule, state, period, window, subject, isOver })
    })
  })
}

/** Pure: what the branch owes for the three periods, and what of it the books show. */
export function judge<E extends RuleEntry>(books: RuleBooks<E>, periods: Periods): Judged<E>[] {
  const entries = books.entries.filter(({ voided }) => !voided)
  return dutiesOf(books, periods)
    .filter(({ on }) => on)
    .map((duty) => {
      const { rule, period, subject, need } = duty
      const span = spanOf(period)
      const isOf = rule.isOf ?? (({ date }: RuleEntry) => date >= span.from && date <= span.to)
      const evidence = entries.filter((entry) => rule.isMetBy(entry) && isOf(entry, period))
      const have = rule.have?.(evidence, subject, period) ?? evidence.length
      return { ...duty, have, met: have >= need, evidence }
    })
}

function rulesOn(changed: readonly BranchRule[], every: Cadence, day: string): { rule: Rule; state: RuleState }[] {
  const known = new Map(changed.map((one) => [one.rule, one]))
  const given = RULES.filter((rule) => rule.every === every).map((rule) => {
    const change = known.get(rule.name)
    return { rule, state: change ? stateOn(change, day) : {} }
  })
  const own = changed
    .filter(({ rule }) => isOwnRule(rule))
    .map((one) => ({ one, state: stateOn(one, day) }))
    .filter(({ state }) => state.removed !== true && state.every === every)
    .map(({ one, state }) => ({ rule: ownRule(one, every), state }))
  return [...given, ...own]
}

interface Standing {
  readonly rule: Rule
  readonly state: RuleState
  readonly period: string
  readonly window: Window
  readonly subject: RuleSubject
  readonly isOver: boolean
}

function toDuty({ rule, state: { switched, need }, period, window, subject, isOver }: Standing): BranchDuty {
  const applies = rule.appliesTo(subject) && !isOver
  const on = switched === undefined ? applies : switched === 'on'
  const unit = typeof rule.unit === 'function' ? rule.unit(subject) : rule.unit
  return {
    rule,
    period,
    window,
    subject,
    on,
    ...(switched && { switched }),
    ...(unit && { unit }),
    need: need ?? rule.need(subject),
    because: because(),
  }

  function because(): string {
    if (on && !applies) return '书记已开启'
    if (isOver) return '开始用我时已过，下次起核对'
    return need === undefined || !applies || isOwnRule(rule.name)
      ? rule.because(subject)
      : `支部定为${EVERY_TEXT[rule.every]}${need}次`
  }
}

const EVERY_TEXT: Readonly<Record<Cadence, string>> = { month: '每月', quarter: '每季度', year: '每年' }
