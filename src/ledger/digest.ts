import { type EntryKind, KIND_LABELS } from '../core/entry.js'
import type { DigestData } from '../core/views.js'
import { isCalendarKnown } from '../core/workdays.js'
import { currentBranchId } from '../models/branch-scope.js'
import { type EntryRow, LedgerEntry, UNTOLD } from '../models/ledger-entry.js'
import { getBranch } from './branches.js'
import { countsAs, rankOf } from './counting.js'
import { listEntryRows } from './entries.js'
import { isReminderTalk } from './reminder-talk.js'
import { dropAbsent } from './to-views.js'

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
  const shown = rows.filter(isTold)
  const lateCount = earlier.filter(isTold).length
  if (shown.length === 0 && lateCount === 0) return undefined
  const events = shown.filter(({ kind }) => kind !== 'talk')
  return {
    counts: countByLabel(events),
    minutes: events.filter(countsMinutes).reduce((sum, row) => sum + minutesOf(row), 0),
    talkCount: shown.length - events.length,
    lateCount,
    thanks: events.flatMap(thanksFor),
  }
}

/**
 * Kinds that the group is not told of: plans and promises are no event yet, who paid is nobody's business, and a metric
 * or an analysis is the secretary's work on what was told before.
 */
const UNTOLD_KINDS: ReadonlySet<EntryKind> = new Set<EntryKind>(['plan', 'commitment', 'dues', 'metric', 'analysis'])

const isTold = (row: EntryRow): boolean => !row.voided && !isReminderTalk(row) && !UNTOLD_KINDS.has(row.kind)

const UNITS: Readonly<Partial<Record<EntryKind, '张' | '项'>>> = { qualitySlip: '张', problem: '项', honour: '项' }

function countByLabel(events: readonly EntryRow[]): DigestData['counts'] {
  const counts = new Map<string, DigestData['counts'][number]>()
  for (const { kind, label, count } of events.flatMap(toldAs).toSorted((a, b) => rankOf(a) - rankOf(b))) {
    counts.set(label, dropAbsent({ label, count: (counts.get(label)?.count ?? 0) + count, unit: UNITS[kind] }))
  }
  return [...counts.values()].filter(({ count }) => count > 0)
}

/** Where a problem came from is no name for it by itself. */
const toldAs = (row: EntryRow) =>
  countsAs(row).map((counted) => (row.kind === 'problem' ? { ...counted, label: KIND_LABELS.problem } : counted))

const minutesOf = (row: EntryRow): number => countsAs(row).reduce((sum, { studyMinutes = 0 }) => sum + studyMinutes, 0)

/** Studying alone is left out: in a week with nothing else the sum would be one person's hours, told to the group. */
const countsMinutes = (row: EntryRow): boolean => row.form !== '自学' && row.participants.length !== 1

type Thanks = DigestData['thanks'][number]

/**
 * Lecturers are thanked by name: members always, visitors when it is known what they spoke about; and members who
 * volunteered or won a prize (moments.md §1).
 */
function thanksFor(row: EntryRow): Thanks[] {
  if (row.kind === 'volunteer') {
    const what = row.post ? `志愿服务（${row.post}）` : '志愿服务'
    return row.participants.filter(({ memberId }) => memberId).map(({ name }) => ({ name, did: '参加', what }))
  }
  if (row.kind === 'honour') {
    const what = `${row.topic ?? ''}${row.prize ?? ''}`
    return (row.winners ?? []).filter(({ memberId }) => memberId).map(({ name }) => ({ name, did: '获', what }))
  }
  const { kind, lecturer, form, topic } = row
  if (kind !== 'training' || !lecturer || (!lecturer.memberId && !topic)) return []
  return [{ name: lecturer.name, what: `${form ?? KIND_LABELS.training}${topic ? quoted(topic) : ''}` }]
}

const quoted = (topic: string): string => (/^《.*》$/.test(topic) ? topic : `《${topic}》`)
