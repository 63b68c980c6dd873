import { civilDateAt, quarterOf } from '../../core/civil-date.js'
import type { MonthData } from '../../core/month-views.js'
import type { MemberView } from '../../core/views.js'
import { currentBranchId } from '../../models/branch-scope.js'
import { getBranch } from '../branches.js'
import { dutiesFor } from '../duties-for.js'
import { obligationsIn } from '../obligations.js'

/**
 * For the first card of a January: what the year before lacks and nobody explained, of the time in which the branch was
 * here. What happened can still be recorded, as 补录 (moments.md §3). `carries`: the month whose lines are on the card
 * anyway, with its quarter's and year's.
 */
export async function lastYearOf(
  month: string,
  today: string,
  { reader, carries }: { readonly reader: MemberView; readonly carries?: string },
): Promise<Pick<MonthData, 'lastYear'>> {
  if (!month.endsWith('-01')) return {}
  const year = String(Number(month.slice(0, 4)) - 1)
  const { createdAt, timezone } = await getBranch(currentBranchId())
  const since = civilDateAt(createdAt, timezone)
  const told = carries === undefined ? [] : [carries, quarterOf(`${carries}-01`), year]
  const duties = (await obligationsIn(year, today)).filter(
    ({ met, excuse, window, period }) => !met && excuse === undefined && window.to >= since && !told.includes(period),
  )
  return duties.length === 0 ? {} : { lastYear: { year, duties: dutiesFor(reader, duties) } }
}
