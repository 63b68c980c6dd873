import { lastDayOfMonth, quarterOf, quarterSpan } from '../core/civil-date.js'
import type { EntryView, ObligationView } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { lockBooks } from '../models/counter.js'
import { Obligation } from '../models/obligation.js'
import { getBranch } from './branches.js'
import { listEntries } from './entries.js'
import { RULES, type Rule, type RuleSubject } from './rules.js'

/** The `YYYY-MM` and `YYYY-Qn` that a date or month lies in. */
export interface Periods {
  readonly month: string
  readonly quarter: string
}

export function periodsOf(monthOrDate: string): Periods {
  const month = monthOrDate.slice(0, 7)
  return { month, quarter: quarterOf(lastDayOfMonth(month)) }
}

/**
 * What the branch owes for the month and the quarter of a date or month, with the entries that meet it. Read from the
 * entries themselves, so it is right also after a setting changed: nothing is ever met by a tick alone (design.md §4).
 */
export async function obligationsOf(monthOrDate: string): Promise<ObligationView[]> {
  const branch = await getBranch(currentBranchId())
  const periods = periodsOf(monthOrDate)
  const entries = await listEntries(quarterSpan(periods.quarter))
  return judge(entries, periods, branch)
}

/** The pure part of `obligationsOf`: rules against the not voided entries of the quarter. */
export function judge(entries: readonly EntryView[], periods: Periods, subject: RuleSubject): ObligationView[] {
  return RULES.filter((rule) => rule.appliesTo(subject)).map((rule) => judgeRule(rule, entries, periods, subject))
}

function judgeRule(rule: Rule, entries: readonly EntryView[], periods: Periods, subject: RuleSubject): ObligationView {
  const meeting = entries.filter(
    (entry) => !entry.voided && rule.isMetBy(entry) && periodsOf(entry.date)[rule.every] === periods[rule.every],
  )
  const need = rule.need(subject)
  return {
    rule: rule.name,
    every: rule.every,
    period: periods[rule.every],
    label: rule.label,
    basis: rule.basis,
    because: '适用于所有支部',
    window: windowOf(rule.every, periods),
    planned: [],
    need,
    have: meeting.length,
    met: meeting.length >= need,
    entries: meeting,
  }
}

function windowOf(every: Rule['every'], { month, quarter }: Periods): ObligationView['window'] {
  return every === 'month' ? { from: `${month}-01`, to: lastDayOfMonth(month) } : quarterSpan(quarter)
}

/**
 * Writes the obligation rows of the date's month and quarter, one per branch, rule and period. `recordEntry` and
 * `voidEntry` call it in their transaction; a sweep may, to open a period in which nothing was recorded.
 */
export async function refreshObligations(date: string, now: number): Promise<void> {
  await lockBooks()
  for (const { rule, period, need, have, met, entries } of await obligationsOf(date)) {
    await Obligation.updateOne(
      { _id: `${currentBranchId()}:${rule}:${period}` },
      {
        $set: { need, have, met, entryIds: entries.map(({ id }) => id), refreshedAt: now },
        $setOnInsert: { rule, period, schemaVersion: 1 },
      },
      { upsert: true },
    )
  }
}
