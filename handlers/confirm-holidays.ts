import { holidaysImportedCard } from '../cards/holidays-card.js'
import type { ActionOf } from '../src/core/action.js'
import type { ConfirmHolidaysMeaning } from '../src/core/meaning.js'
import { noticeReply, type Reply, textReply } from '../src/core/reply.js'
import { confirmHolidays } from '../src/ledger/holiday-lists.js'
import { mayKeepCalendar } from '../src/ledger/permissions.js'
import type { MemberContext } from './context.js'

const NOT_HIS = '节假日安排请书记来确认'
const GONE = '这份安排已不在等确认，请把通知全文再贴一次'

/** 确认导入 under what was read from a notice. */
export async function actionConfirmHolidays(
  { listId }: ActionOf<'confirm-holidays'>,
  { member, now, messageId }: MemberContext,
): Promise<Reply> {
  if (!mayKeepCalendar(member)) return noticeReply('warning', NOT_HIS)
  const done = await confirmHolidays({ id: listId }, member, now)
  if (done.outcome === 'gone') return noticeReply('warning', GONE)
  return {
    notice: done.outcome === 'done' ? { tone: 'success', text: '已导入' } : { tone: 'info', text: '之前已导入' },
    updates: [{ messageId, card: holidaysImportedCard(done.list.year) }],
  }
}

/** 确认节假日 2027, typed. */
export async function confirmHolidaysOfYear(
  { year }: ConfirmHolidaysMeaning,
  { member, now }: MemberContext,
): Promise<Reply> {
  if (!mayKeepCalendar(member)) return textReply(`${NOT_HIS}。`)
  const { outcome } = await confirmHolidays({ year }, member, now)
  if (outcome === 'gone') return textReply(`没有等确认的${year}年安排。请先把国务院办公厅的放假通知全文贴给我。`)
  return textReply(outcome === 'done' ? `${year}年节假日已导入，现在起按它算工作日。` : `${year}年节假日之前已导入。`)
}
