import { compare, lastDayOfMonth } from '../core/civil-date.js'
import type { EntryKind, TrainingForm } from '../core/entry.js'
import type { ClosingData, EntryView } from '../core/views.js'
import { isCalendarKnown, workdaysBetween } from '../core/workdays.js'
import { currentBranchId } from '../models/branch-scope.js'
import { getBranch } from './branches.js'
import { listEntries } from './entries.js'
import { obligationsOf } from './obligations.js'
import { isReminderTalk } from './reminder-talk.js'

/** Forms of training at which somebody lectures, so that an inspection asks who. */
export const LECTURED_FORMS: ReadonlySet<string> = new Set<TrainingForm>([
  '专题讲座',
  '微党课',
  '专题党课',
  '业务培训',
  '人人都是培训师',
  '第一课',
])

/**
 * What the closing card of a month says on a day. Quarterly obligations are in it only in the quarter's third month:
 * before that nothing is missing yet.
 */
export async function closingData(month: string, today: string): Promise<ClosingData> {
  const { id, name } = await getBranch(currentBranchId())
  const first = `${month}-01`
  const last = lastDayOfMonth(month)
  const endsQuarter = Number(month.slice(5)) % 3 === 0
  const obligations = await obligationsOf(month)
  const entries = await listEntries({ from: first, to: last })
  return {
    branch: { id, name },
    month,
    workdaysLeft: workdaysBetween(compare(today, first) < 0 ? first : today, last),
    obligations: obligations.filter(({ period }) => endsQuarter || period === month),
    incomplete: entries
      .filter((entry) => !isReminderTalk(entry))
      .map((entry) => ({ number: entry.number, missing: missingIn(entry) }))
      .filter(({ missing }) => missing.length > 0),
    calendarKnown: isCalendarKnown(last),
  }
}

/** What people come to, so that an inspection asks who did. */
const ATTENDED: ReadonlySet<EntryKind> = new Set<EntryKind>([
  'training',
  'meeting',
  'themeDay',
  'activity',
  'volunteer',
  'projectEvent',
])

/** What a record must contain (domain.md §2.1) and this one doesn't, as the card names it. A talk needs only its fact. */
export function missingIn(entry: EntryView): string[] {
  const missing: string[] = []
  if (entry.kind === 'training' && LECTURED_FORMS.has(entry.form ?? '') && !entry.lecturer) missing.push('主讲人')
  if (entry.kind === 'meeting' && !entry.host) missing.push('主持人')
  if (ATTENDED.has(entry.kind) && entry.participants.length === 0 && entry.actual === undefined)
    missing.push('参加人员')
  return missing
}
