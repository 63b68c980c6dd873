import { yearOf } from '../core/civil-date.js'
import { KIND_MARKS } from '../core/entry.js'
import { takeNumber } from '../models/counter.js'
import type { EntryRow } from '../models/ledger-entry.js'
import { isReminderTalk } from './reminder-talk.js'

/** 提醒谈话 has a series of its own: a gap among the 谈 numbers would tell every reader that one took place. */
const REMINDER_MARK = '提'

/** The next number of the event's year and kind, such as `2026-学-014`; inside a transaction. */
export async function nextNumber(entry: Pick<EntryRow, 'kind' | 'subkind' | 'date'>): Promise<string> {
  const mark = isReminderTalk(entry) ? REMINDER_MARK : KIND_MARKS[entry.kind]
  const series = `${yearOf(entry.date)}-${mark}`
  return `${series}-${String(await takeNumber(series)).padStart(3, '0')}`
}
