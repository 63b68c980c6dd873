import { monthNumberOf, yearOf } from '../core/civil-date.js'
import type { BranchView } from '../core/views.js'

/** The State Council publishes a year's list in October or November of the year before. */
const PUBLISHED_BY_MONTH = 12

const HOW = '请把国务院办公厅的放假通知全文私聊发我，核对后确认'

/**
 * A line on the secretary's card where a list of holidays is missing: for this year's on every card, as its workdays are
 * only Monday to Friday; for next year's in December (call it on one card of the month). Undefined: nothing is missing.
 */
export function calendarHint({ calendar }: Pick<BranchView, 'calendar'>, today: string): string | undefined {
  const year = yearOf(today)
  if (!calendar.isKnown(today)) return `${year}年节假日安排未导入，工作日按周一至周五算。${HOW}。`
  if (monthNumberOf(today) < PUBLISHED_BY_MONTH || calendar.isKnown(`${year + 1}-01-01`)) return undefined
  return `明年（${year + 1}年）的节假日安排未导入。${HOW}。`
}
