import type { EntryKind, TrainingForm } from '../../core/entry.js'
import type { IncompleteEntry } from '../../core/month-views.js'
import type { EntryView } from '../../core/views.js'
import { isReminderTalk } from '../reminder-talk.js'

/** Forms of training at which somebody lectures, so that an inspection asks who. */
export const LECTURED_FORMS: ReadonlySet<string> = new Set<TrainingForm>([
  '专题讲座',
  '微党课',
  '专题党课',
  '业务培训',
  '人人都是培训师',
  '第一课',
])

/** What people come to, so that an inspection asks who did. */
const ATTENDED: ReadonlySet<EntryKind> = new Set<EntryKind>([
  'training',
  'meeting',
  'themeDay',
  'activity',
  'volunteer',
  'projectEvent',
])

/** Entries that lack something, by date. A 提醒谈话 is in no list. */
export const incompleteOf = (entries: readonly EntryView[]): IncompleteEntry[] =>
  entries
    .filter((entry) => !entry.voided && !isReminderTalk(entry))
    .map((entry) => ({ number: entry.number, missing: missingIn(entry) }))
    .filter(({ missing }) => missing.length > 0)

/** What a record must contain (domain.md §2.1) and this one doesn't, as the card names it. A talk needs only its fact. */
export function missingIn(entry: EntryView): string[] {
  const missing: string[] = []
  if (entry.kind === 'training' && LECTURED_FORMS.has(entry.form ?? '') && !entry.lecturer) missing.push('主讲人')
  if (entry.kind === 'meeting' && !entry.host) missing.push('主持人')
  if (ATTENDED.has(entry.kind) && entry.participants.length === 0 && entry.actual === undefined)
    missing.push('参加人员')
  return missing
}
