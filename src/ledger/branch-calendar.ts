import { type Calendar, NATIONAL, withLists } from '../core/workdays.js'
import type { HolidayListRow } from '../models/party-branch.js'

/** Branches with the same lists share a calendar, and sweeps that ask again each minute get the same one. */
const known = new Map<string, Calendar>()
const MOST_KNOWN = 1000

/** The workdays of a branch with these lists; without any, what the package knows. */
export function calendarFor(lists: readonly HolidayListRow[] = []): Calendar {
  if (lists.length === 0) return NATIONAL
  const key = lists.map(({ id }) => id).join(' ')
  const found = known.get(key)
  if (found) return found
  const calendar = withLists(lists)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(key, calendar)
  return calendar
}
