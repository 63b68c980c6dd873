import { addDays, addMonths, lastDayOfMonth, monthOf } from '../../core/civil-date.js'
import type { OpenMatter } from '../../core/month-views.js'
import type { MemberView } from '../../core/views.js'
import { OPEN_ITEM_KINDS, openItems } from '../items.js'

/** What falls due so soon after the month is worth a line before it: a week, in which something can still be done. */
const AHEAD_DAYS = 7

/**
 * What is open and near its time or past it, as far as the reader may know of it, soonest due first: slips and problems
 * due until the end of today's month or within a week, or without any time; follow-ups of his own talks the same; plans
 * whose day was in this month or the last and of which nothing is recorded: older ones nobody will carry out, and 待办
 * has them still.
 */
export async function mattersFor(reader: MemberView, today: string): Promise<OpenMatter[]> {
  const items = await openItems(OPEN_ITEM_KINDS, today, reader)
  const monthEnd = lastDayOfMonth(monthOf(today))
  const week = addDays(today, AHEAD_DAYS)
  const since = `${monthOf(addMonths(today, -1))}-01`
  const until = monthEnd > week ? monthEnd : week
  return items.filter(({ item, dueTo, overdue }) =>
    item === 'plan' ? overdue && (dueTo ?? since) >= since : dueTo === undefined || dueTo <= until,
  )
}
