import { type EntryKind, KIND_LABELS } from '../core/entry.js'
import type { DigestCounts } from '../core/views.js'
import type { EntryRow } from '../models/ledger-entry.js'
import { countsAs, rankOf } from './counting.js'
import { isReminderTalk } from './reminder-talk.js'
import { dropAbsent } from './to-views.js'

/**
 * Kinds that the group is not told of: plans and promises are no event yet, who paid is nobody's business, and a metric
 * or an analysis is the secretary's work on what was told before.
 */
const UNTOLD_KINDS: ReadonlySet<EntryKind> = new Set<EntryKind>(['plan', 'commitment', 'dues', 'metric', 'analysis'])

/** Whether a digest tells of the entry. */
export const isTold = (row: Pick<EntryRow, 'voided' | 'kind' | 'subkind'>): boolean =>
  !row.voided && !isReminderTalk(row) && !UNTOLD_KINDS.has(row.kind)

/** The counts of entries, without a name: what `isTold` leaves out is not counted. */
export function digestCounts(rows: readonly EntryRow[]): DigestCounts {
  const told = rows.filter(isTold)
  const events = told.filter(({ kind }) => kind !== 'talk')
  return {
    counts: countByLabel(events),
    minutes: events.filter(countsMinutes).reduce((sum, row) => sum + minutesOf(row), 0),
    talkCount: told.length - events.length,
  }
}

const UNITS: Readonly<Partial<Record<EntryKind, '张' | '项'>>> = { qualitySlip: '张', problem: '项', honour: '项' }

function countByLabel(events: readonly EntryRow[]): DigestCounts['counts'] {
  const counts = new Map<string, DigestCounts['counts'][number]>()
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
const countsMinutes = (row: EntryRow): boolean =>
  row.form !== '自学' && row.participants.length !== 1 && row.actual !== 1
