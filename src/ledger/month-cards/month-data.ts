import { compare, lastDayOfMonth } from '../../core/civil-date.js'
import type { MonthData } from '../../core/month-views.js'
import type { MemberView } from '../../core/views.js'
import { workdaysBetween } from '../../core/workdays.js'
import { currentBranchId } from '../../models/branch-scope.js'
import type { AbsenceWarning } from '../absence-warnings.js'
import { getBranch } from '../branches.js'
import { calendarHint } from '../calendar-hint.js'
import { dutiesFor } from '../duties-for.js'
import { listEntries } from '../entries.js'
import { obligationsOf } from '../obligations.js'
import { duesMissing } from '../queries/dues.js'
import { workPlanOf } from '../queries/work-plan.js'
import type { MonthCard } from '../times/card-times.js'
import { untoldWarnings } from '../told-warnings.js'
import { incompleteOf } from './incomplete.js'
import { lastYearOf } from './last-year.js'
import { mattersFor } from './matters.js'

/** Which card it is and whom for, and the month whose own closing card never came. */
export interface MonthQuestion {
  /** Left out by who only looks: what no card told yet. */
  readonly card?: MonthCard
  readonly reader: MemberView
  readonly carries?: string
  /** The month's first card says what is said once a month. */
  readonly isFirst?: boolean
}

/**
 * What the plan, gap and closing card of a month (`YYYY-MM`) say on a day, to one reader. Read from the books as they
 * stand, so that a card which comes again says what is true then.
 */
export async function monthData(
  month: string,
  today: string,
  { card, reader, carries, isFirst }: MonthQuestion,
): Promise<MonthData & { readonly warnings: readonly AbsenceWarning[] }> {
  const { id, name, calendar } = await getBranch(currentBranchId())
  const hint = calendarHint({ calendar }, today, { reader, isFirst })
  const first = `${month}-01`
  const last = lastDayOfMonth(month)
  const plans = await workPlanOf(month)
  return {
    branch: { id, name },
    month,
    today,
    workdaysLeft: workdaysBetween(compare(today, first) < 0 ? first : today, last, calendar),
    ...(await bookOf(month, today, reader)),
    matters: await mattersFor(reader, today),
    unconfirmed: (await duesMissing(month, today)).unconfirmed.length,
    // Not for who stands in for him.
    warnings: reader.roles.includes('secretary') ? await untoldWarnings(today, card && { card, month }) : [],
    ...(plans?.done !== undefined && { plans: { done: plans.done, total: plans.total } }),
    ...(hint !== undefined && { calendarHint: hint }),
    ...(isFirst && (await lastYearOf(month, today, { reader, carries }))),
    ...(carries !== undefined && { last: { month: carries, ...(await bookOf(carries, today, reader)) } }),
  }
}

async function bookOf(
  month: string,
  today: string,
  reader: MemberView,
): Promise<Pick<MonthData, 'duties' | 'incomplete'>> {
  const entries = await listEntries({ from: `${month}-01`, to: lastDayOfMonth(month) })
  return { duties: dutiesFor(reader, await obligationsOf(month, today)), incomplete: incompleteOf(entries) }
}
