import { lastDayOfMonth } from '../../core/civil-date.js'
import { listEntries, listEntryRows } from '../entries.js'
import { type LedgerEntryView, toEntryView } from '../to-views.js'

/** The name under which a month's work items are counted (src/language/records/plan-counts.ts). */
const WORK_PLAN = '工作计划'

export interface WorkPlan {
  readonly total: number
  /** Left out: how many were done was not said yet. */
  readonly done?: number
  /** What says so: the sheet of the month, or the plans themselves. */
  readonly entries: readonly LedgerEntryView[]
  /** The number was told as such (3月工作计划6项，完成5项), not counted from plans. */
  readonly told: boolean
}

/**
 * The work items of a month (`YYYY-MM`), done and in all (domain.md P24): as they were told last, or else the plans of its
 * days that were not given up. A planned talk is no piece of work: nobody counts it (moments.md §4). Undefined: there is
 * neither.
 */
export async function workPlanOf(month: string): Promise<WorkPlan | undefined> {
  const sheets = (await listEntryRows({ kind: 'metric' })).filter(
    ({ span, metrics }) => span === month && metrics?.some(({ name }) => name === WORK_PLAN),
  )
  const newest = sheets.toSorted((a, b) => b.enteredAt - a.enteredAt || (a._id < b._id ? 1 : -1))[0]
  const total = newest?.metrics?.find(({ name }) => name === WORK_PLAN)?.count
  if (newest && total !== undefined) {
    const open = newest.openMetrics?.find(({ name }) => name === WORK_PLAN)?.count
    return { total, ...(open !== undefined && { done: total - open }), entries: [toEntryView(newest)], told: true }
  }
  const plans = (await listEntries({ kind: 'plan', from: `${month}-01`, to: lastDayOfMonth(month) })).filter(
    ({ subkind, planState }) => subkind !== 'talk' && (planState === 'done' || planState === 'open'),
  )
  if (plans.length === 0) return undefined
  const done = plans.filter(({ planState }) => planState === 'done').length
  return { total: plans.length, done, entries: plans, told: false }
}
