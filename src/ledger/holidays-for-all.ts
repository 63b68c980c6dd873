import type { HolidayList } from '../core/workdays.js'
import { inBranch } from '../models/branch-scope.js'
import { inTransaction } from '../models/in-transaction.js'
import { type HolidayListRow, PartyBranch, type PartyBranchRow } from '../models/party-branch.js'
import { listBranches } from './branches.js'
import { addDefaultHolidays, withList } from './default-holidays.js'
import { holidayListRow } from './holiday-lists.js'

/**
 * Makes a list the workdays of every branch that has confirmed none of its own for that year, and of every branch made
 * from now on; at `now` (civil epoch ms). Needs no scope. Returns in how many branches it counts. Safe to repeat.
 */
export async function importHolidaysForAll(list: HolidayList, now: number): Promise<number> {
  const row = holidayListRow(list, 'operator', now)
  // First, so that a branch made in the meantime has it as well.
  await addDefaultHolidays(row)
  let count = 0
  for (const { id } of await listBranches()) {
    if (await inBranch(id, () => inTransaction(() => giveTo(id, row)))) count += 1
  }
  return count
}

async function giveTo(id: string, list: HolidayListRow): Promise<boolean> {
  const row = await PartyBranch.findOne({ _id: id }).lean<PartyBranchRow>()
  const { holidayLists = [] } = row ?? {}
  if (holidayLists.some(({ from, year }) => from === 'branch' && year === list.year)) return false
  await PartyBranch.updateOne({ _id: id }, { $set: { holidayLists: withList(holidayLists, list) } })
  return true
}
