import { KIND_LABELS, MEETING_KINDS, TRAINING_FORMS } from '../core/entry.js'
import type { DigestData } from '../core/views.js'
import { isCalendarKnown } from '../core/workdays.js'
import { currentBranchId } from '../models/branch-scope.js'
import { type EntryRow, LedgerEntry, UNTOLD } from '../models/ledger-entry.js'
import { getBranch } from './branches.js'
import { listEntryRows } from './entries.js'
import { isReminderTalk } from './reminder-talk.js'

/**
 * What the group's digest says of the days from `from` to `to`; undefined when there is nothing to say. An entry of an
 * earlier day that no digest told of yet is counted as late. Never in it: a 提醒谈话, who was missing, or one person's
 * hours (moments.md §1).
 */
export async function digestData(from: string, to: string): Promise<DigestData | undefined> {
  const rows = await listEntryRows({ from, to })
  const untold = { digestPeriod: UNTOLD, date: { $lt: from }, voided: false }
  const earlier = await LedgerEntry.find(untold).hint({ branchId: 1, digestPeriod: 1, date: 1 }).lean<EntryRow[]>()
  const summary = summarise(rows, earlier)
  if (!summary) return undefined
  const { id, name } = await getBranch(currentBranchId())
  const entryIds = [...rows, ...earlier].map(({ _id }) => _id)
  return { branch: { id, name }, from, to, ...summary, entryIds, calendarKnown: isCalendarKnown(to) }
}

/** Notes that the digest of `period` told of these entries; in the transaction that sends it. */
export async function markTold(entryIds: readonly string[], period: string): Promise<void> {
  await LedgerEntry.updateMany(
    { _id: { $in: [...entryIds] }, digestPeriod: UNTOLD },
    { $set: { digestPeriod: period } },
  )
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
