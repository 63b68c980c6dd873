import { type ChangedDay, holidaysCard } from '../cards/holidays-card.js'
import { addDays, compare, yearOf } from '../src/core/civil-date.js'
import { listOf, parseHolidayNotice } from '../src/core/holiday-notice.js'
import type { ImportHolidaysMeaning } from '../src/core/meaning.js'
import type { Content } from '../src/core/platform.js'
import { type Reply, textReply } from '../src/core/reply.js'
import { type Calendar, type HolidayList, withLists } from '../src/core/workdays.js'
import { proposeHolidays } from '../src/ledger/holiday-lists.js'
import { mayKeepCalendar } from '../src/ledger/permissions.js'
import type { MemberContext } from './context.js'
import { inPrivate } from './shared/in-private.js'

/** The State Council's notice, pasted by the secretary: shown in private as it was read, counts once he confirms it. */
export async function importHolidays({ text }: ImportHolidaysMeaning, ctx: MemberContext): Promise<Reply> {
  if (!mayKeepCalendar(ctx.member)) return textReply('节假日安排请书记私聊我导入。')
  const read = parseHolidayNotice(text)
  if ('problem' in read) return inPrivate(refusal(read.problem), ctx)
  const { notice } = read
  const thisYear = yearOf(ctx.today)
  if (Math.abs(notice.year - thisYear) > 1) {
    return inPrivate(refusal(`现在是${thisYear}年，${notice.year}年的安排用不上`), ctx)
  }
  const list = listOf(notice)
  const listId = await proposeHolidays(list, ctx.now)
  const card = holidaysCard({
    branchId: ctx.branch.id,
    ...(ctx.inSeveral ? { branchName: ctx.branch.name } : {}),
    listId,
    notice,
    changed: changedDays(list, ctx.branch.calendar),
  })
  return inPrivate({ type: 'card', card }, ctx)
}

const refusal = (problem: string): Content => ({
  type: 'text',
  text: `没有导入：${problem}。请核对后把通知全文再贴一次。`,
})

/** Days that the list makes others than the branch's calendar has them; undefined where it has none of that year. */
function changedDays(list: HolidayList, calendar: Calendar): ChangedDay[] | undefined {
  if (!calendar.isKnown(`${list.year}-01-01`)) return undefined
  const after = withLists([list], calendar)
  const changed: ChangedDay[] = []
  const first = [...list.rest, ...list.work, `${list.year}-01-01`].toSorted(compare)[0] as string
  for (let date = first; yearOf(date) <= list.year; date = addDays(date, 1)) {
    const works = after.isWorkday(date)
    if (works !== calendar.isWorkday(date)) changed.push({ date, works })
  }
  return changed
}
