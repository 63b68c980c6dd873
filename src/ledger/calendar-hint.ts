import { monthNumberOf, yearOf } from '../core/civil-date.js'
import type { BranchView, MemberView } from '../core/views.js'
import { mayKeepCalendar } from './permissions.js'

/** The State Council publishes a year's list in October or November of the year before. */
const PUBLISHED_BY_MONTH = 12

/** To whom it is said, and whether on the month's first card. */
interface Where {
  readonly reader: MemberView
  readonly isFirst?: boolean | undefined
}

/**
 * A line on the secretary's card where a list of holidays is missing: for this year's on every card, as its workdays are
 * only Monday to Friday; for next year's on the first card of December. Undefined: nothing is missing.
 */
export function calendarHint(
  { calendar }: Pick<BranchView, 'calendar'>,
  today: string,
  { reader, isFirst }: Where,
): string | undefined {
  const year = yearOf(today)
  const how = `请${mayKeepCalendar(reader) ? '' : '书记'}把国务院办公厅的放假通知全文私聊发我，核对后确认。`
  if (!calendar.isKnown(today)) return `${year}年节假日安排未导入，工作日按周一至周五算，节日当天除外。${how}`
  const isDue = isFirst === true && monthNumberOf(today) >= PUBLISHED_BY_MONTH
  if (!isDue || calendar.isKnown(`${year + 1}-01-01`)) return undefined
  return `明年（${year + 1}年）的节假日安排未导入。${how}`
}
