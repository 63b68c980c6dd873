import { compare } from '../core/civil-date.js'
import { KIND_LABELS, MEETING_KINDS, TRAINING_FORMS } from '../core/entry.js'
import type { DigestData } from '../core/views.js'
import { isCalendarKnown } from '../core/workdays.js'
import { currentBranchId } from '../models/branch-scope.js'
import { type EntryRow, LedgerEntry } from '../models/ledger-entry.js'
import { getBranch } from './branches.js'
import { listEntryRows } from './entries.js'
import { isReminderTalk } from './reminder-talk.js'

/**
 * What the group's digest says of the days from `from` to `to`; undefined when there is nothing to say. Late entries are
 * those entered since `sinceMs` (the last digest) for a day before `from`. Never in it: a 提醒谈话, who was missing, or
 * one person's hours (moments.md §1).
 */
export async function digestData(from: string, to: string, sinceMs: number): Promise<DigestData | undefined> {
  const rows = await listEntryRows({ from, to })
  const entered = await LedgerEntry.find({ enteredAt: { $gte: sinceMs }, voided: false }).lean<EntryRow[]>()
  const summary = summarise(
    rows,
    entered.filter((row) => compare(row.date, from) < 0),
  )
  if (!summary) return undefined
  const { id, name } = await getBranch(currentBranchId())
  return { branch: { id, name }, from, to, ...summary, calendarKnown: isCalendarKnown(to) }
}

type Summary = Pick<DigestData, 'counts' | 'minutes' | 'talkCount' | 'lateCount' | 'thanks'>

/** The pure part of `digestData`. */
export function summarise(rows: readonly EntryRow[], earlier: readonly EntryRow[]): Summary | undefined {
  const shown = rows.filter((row) => !row.voided && !isReminderTalk(row))
  const lateCount = earlier.filter((row) => !row.voided && !isReminderTalk(row)).length
  if (shown.length === 0 && lateCount === 0) return undefined
  const events = shown.filter(({ kind }) => kind !== 'talk')
  return {
    counts: countByLabel(events),
    minutes: events.filter(countsMinutes).reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
    talkCount: shown.length - events.length,
    lateCount,
    thanks: events.flatMap(thankFor),
  }
}

const labelOf = (row: EntryRow): string =>
  row.kind === 'training' ? (row.form ?? KIND_LABELS.training) : (row.subkind ?? KIND_LABELS[row.kind])

/** Trainings in the order of their forms, then meetings, then theme days: the same week always reads the same. */
function countByLabel(events: readonly EntryRow[]): { label: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const label of [...TRAINING_FORMS, KIND_LABELS.training, ...MEETING_KINDS, KIND_LABELS.themeDay])
    counts.set(label, 0)
  for (const row of events) counts.set(labelOf(row), (counts.get(labelOf(row)) ?? 0) + 1)
  return [...counts].filter(([, count]) => count > 0).map(([label, count]) => ({ label, count }))
}

/** Studying alone is left out: in a week with nothing else the sum would be one person's hours, told to the group. */
function countsMinutes(row: EntryRow): boolean {
  return (row.kind === 'training' || row.kind === 'themeDay') && row.form !== '自学' && row.participants.length !== 1
}

/** Lecturers are thanked by name: members always, visitors when it is known what they spoke about. */
function thankFor({ kind, lecturer, form, topic }: EntryRow): { name: string; what: string }[] {
  if (kind !== 'training' || !lecturer || (!lecturer.memberId && !topic)) return []
  const quoted = topic && (/^《.*》$/.test(topic) ? topic : `《${topic}》`)
  return [{ name: lecturer.name, what: `${form ?? KIND_LABELS.training}${quoted ?? ''}` }]
}
