import { civilDateAt, monthOf, monthsOf, quartersOf, spanOf } from '../core/civil-date.js'
import type { ObligationView, RuleName } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { lockBooks } from '../models/counter.js'
import type { EntryRow } from '../models/ledger-entry.js'
import { Obligation, type ObligationRow } from '../models/obligation.js'
import { getBranch } from './branches.js'
import { type Excuse, excusesOf } from './excuses.js'
import { openPlanRows } from './plan-links.js'
import { basisOf, confirmedArticles } from './regulations.js'
import { entriesOfYear, ruleEntriesOfYear, rulesAndRoster } from './rule-books.js'
import { type Judged, judge, periodsOf } from './rules/judge.js'
import { toEntryView } from './to-views.js'

export { judge, type Periods, periodsOf } from './rules/judge.js'

/** Later than any day: every period is judged by its last one. */
const ALWAYS = '9999-12-31'

/**
 * What the branch owes for the month, the quarter and the year of a date or month, with the entries that meet it, what
 * is planned for it and how the secretary explained it. Read from the entries themselves, so it is right also after a
 * setting changed: nothing is ever met by a tick alone (design.md §4). A period that `today` lies in is judged by the
 * roster of that day, any other, and without `today` every one, by that of its last day.
 */
export async function obligationsOf(monthOrDate: string, today = ALWAYS): Promise<ObligationView[]> {
  return await obligationsIn(monthOrDate.slice(0, 7), today)
}

/** As `obligationsOf`, for every month, quarter and the year that a `2026`, `2026-H1`, `2026-Q1` or `2026-03` touches. */
export async function obligationsIn(span: string, today = ALWAYS): Promise<ObligationView[]> {
  const months = monthsOf(span)
  const year = span.slice(0, 4)
  const books = { ...(await rulesAndRoster(today)), entries: await entriesOfYear(year) }
  const beside: Beside = {
    plans: await openPlanRows(),
    excuses: await excusesOf([...months, ...quartersOf(span), year]),
    articles: await confirmedArticles(),
  }
  const judged = new Map<string, Judged<EntryRow>>()
  for (const month of months) {
    for (const one of judge(books, periodsOf(month))) judged.set(`${one.rule.name} ${one.period}`, one)
  }
  return [...judged.values()].map((one) => toObligationView(one, beside))
}

interface Beside {
  readonly plans: readonly EntryRow[]
  readonly excuses: readonly Excuse[]
  readonly articles: ReadonlyMap<RuleName, string>
}

function toObligationView(judged: Judged<EntryRow>, { plans, excuses, articles }: Beside): ObligationView {
  const { rule, period, window, unit, need, have, met, because, evidence } = judged
  const excuse = met ? undefined : excuses.find((one) => one.rule === rule.name && one.period === period)?.text
  return {
    rule: rule.name,
    every: rule.every,
    period,
    label: rule.label,
    basis: basisOf(rule, articles),
    because,
    window,
    ...(unit && { unit }),
    need,
    have,
    met,
    ...(excuse !== undefined && { excuse }),
    planned: plansFor(judged, plans),
    entries: evidence.map(toEntryView),
  }
}

/** By day already, as `openPlanRows` reads them. */
function plansFor({ rule, period }: Judged<EntryRow>, plans: readonly EntryRow[]): ObligationView['planned'] {
  return plans
    .filter((plan) => rule.isPlannedBy?.(plan) === true && periodsOf(plan.date)[rule.every] === period)
    .map(({ number, date, topic }) => ({ number, date, ...(topic !== undefined && { topic }) }))
}

/**
 * `refreshObligations` for every period that an entry, as it is or was, may count in: that of its day, and of dues and
 * analyses told later the months and the quarter that they are of.
 */
export async function refreshObligationsOf(
  entries: readonly Pick<EntryRow, 'kind' | 'date' | 'amounts' | 'span'>[],
  now: number,
): Promise<void> {
  const days = entries.flatMap(({ kind, date, amounts = [], span }) => [
    date,
    ...amounts.flatMap(({ month }) => (month === undefined ? [] : `${month}-01`)),
    ...(kind === 'analysis' && span !== undefined ? [spanOf(span).to] : []),
  ])
  for (const month of new Set(days.map(monthOf))) await refreshObligations(`${month}-01`, now)
}

/**
 * Writes the obligation rows of the date's month, quarter and year, one per branch, rule and period; only those that
 * changed. What was owed when it was written stays, also after a rule was switched off. `recordEntry` and `voidEntry`
 * call it in their transaction; a sweep may, to open a period in which nothing was recorded.
 */
export async function refreshObligations(date: string, now: number): Promise<void> {
  await lockBooks()
  const { timezone } = await getBranch(currentBranchId())
  const periods = periodsOf(date)
  const books = {
    ...(await rulesAndRoster(civilDateAt(now, timezone))),
    entries: await ruleEntriesOfYear(periods.year),
  }
  const idOf = ({ rule, period }: Judged): string => `${currentBranchId()}:${rule.name}:${period}`
  const judged = judge(books, periods)
  const stored = await Obligation.find({ _id: { $in: judged.map(idOf) } }).lean<ObligationRow[]>()
  const known = new Map(stored.map((row) => [row._id, row]))
  for (const one of judged) {
    const { rule, period, need, have, met, evidence } = one
    const state = { need, have, met, entryIds: evidence.map((entry) => entry._id) }
    if (isSame(known.get(idOf(one)), state)) continue
    const $setOnInsert = { rule: rule.name, period, schemaVersion: 1 }
    await Obligation.updateOne(
      { _id: idOf(one) },
      { $set: { ...state, refreshedAt: now }, $setOnInsert },
      { upsert: true },
    )
  }
}

type State = Pick<ObligationRow, 'need' | 'have' | 'met' | 'entryIds'>

const isSame = (row: ObligationRow | undefined, { need, have, met, entryIds }: State): boolean =>
  row !== undefined &&
  row.need === need &&
  row.have === have &&
  row.met === met &&
  row.entryIds.length === entryIds.length &&
  row.entryIds.every((id, index) => id === entryIds[index])
