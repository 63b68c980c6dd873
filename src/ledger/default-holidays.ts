import type { HolidayListRow } from '../models/party-branch.js'
import { readSetting, writeSetting } from '../models/setting.js'

const NAME = 'holiday-lists'

/** The operator's lists, for branches without one of their own. */
export async function defaultHolidayLists(): Promise<HolidayListRow[]> {
  return ((await readSetting(NAME)) as HolidayListRow[] | undefined) ?? []
}

export const addDefaultHolidays = async (list: HolidayListRow): Promise<void> =>
  writeSetting(NAME, withList(await defaultHolidayLists(), list))

/** The lists with one of them in the place of that year's. */
export const withList = (lists: readonly HolidayListRow[], list: HolidayListRow): HolidayListRow[] =>
  [...lists.filter(({ year }) => year !== list.year), list].sort((a, b) => a.year - b.year)
