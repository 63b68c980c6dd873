import type { HolidayList } from '../core/workdays.js'
import { currentBranchId } from '../models/branch-scope.js'
import { newId } from '../models/fields.js'
import {
  type BranchRevisionRow,
  type HolidayListRow,
  PartyBranch,
  type PartyBranchRow,
} from '../models/party-branch.js'
import { withList } from './default-holidays.js'

/**
 * Keeps a list that was read from a notice until it is confirmed; one that waited before is given up. In the branch's
 * scope. Returns the id by which a button confirms exactly this list.
 */
export async function proposeHolidays(list: HolidayList, now: number): Promise<string> {
  const proposedHolidays = holidayListRow(list, 'branch', now)
  await PartyBranch.updateOne({ _id: currentBranchId() }, { $set: { proposedHolidays } })
  return proposedHolidays.id
}

/** Which list is meant: by a button the very one it was shown with, by a typed command the year's newest. */
export type MeantList = { readonly id: string } | { readonly year: number }

export type Confirmed =
  /** From now on the branch's workdays of that year. */
  | { readonly outcome: 'done' | 'already'; readonly list: HolidayList }
  /** No such list waits: another was pasted since, or none. */
  | { readonly outcome: 'gone' }

/**
 * Makes a proposed list the branch's own, over any other of that year, and notes who did it; at `now` (civil epoch ms).
 * In the branch's scope and a transaction. Authorise before.
 */
export async function confirmHolidays(
  meant: MeantList,
  by: { readonly id: string; readonly name: string },
  now: number,
): Promise<Confirmed> {
  const row = await PartyBranch.findOne({ _id: currentBranchId() }).lean<PartyBranchRow>()
  const { holidayLists = [], proposedHolidays: proposed } = row ?? {}
  const isMeant = (list: HolidayListRow): boolean => ('id' in meant ? list.id === meant.id : list.year === meant.year)
  if (!proposed || !isMeant(proposed)) {
    const known = holidayLists.find((list) => list.from === 'branch' && isMeant(list))
    return known ? { outcome: 'already', list: known } : { outcome: 'gone' }
  }
  const before = holidayLists.find(({ year }) => year === proposed.year)
  const revision: BranchRevisionRow = {
    at: now,
    byMemberId: by.id,
    byName: by.name,
    change: 'calendar',
    before: before ? daysText(before) : `${proposed.year}`,
    after: daysText(proposed),
  }
  await PartyBranch.updateOne(
    { _id: currentBranchId() },
    {
      $set: { holidayLists: withList(holidayLists, proposed) },
      $unset: { proposedHolidays: 1 },
      $push: { revisions: revision },
    },
  )
  return { outcome: 'done', list: proposed }
}

export const holidayListRow = (
  { year, rest, work }: HolidayList,
  from: HolidayListRow['from'],
  at: number,
): HolidayListRow => ({ id: newId(), year, rest: [...rest], work: [...work], from, at })

const daysText = ({ year, rest, work }: HolidayList): string => `${year} 放假 ${rest.join(' ')} 上班 ${work.join(' ')}`
