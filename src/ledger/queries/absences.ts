import type { EntryKind } from '../../core/entry.js'
import type { AbsenceRow, EntryRow } from '../../models/ledger-entry.js'
import { isSelfStudy } from '../counting.js'
import { listEntryRows } from '../entries.js'
import { type LedgerEntryView, toEntryView } from '../to-views.js'
import { countedRows } from './counts.js'

export interface Absentees {
  readonly entry: LedgerEntryView
  /** Of a member by his id: his name then may be another now. */
  readonly absent: readonly Pick<AbsenceRow, 'name' | 'memberId' | 'reason'>[]
}

export interface AbsenceQuestion {
  /** First and last day, both included. */
  readonly from: string
  readonly to: string
  /** As of `CountQuestion`; without any, whatever one is expected at. */
  readonly forms?: readonly string[]
  readonly kinds?: readonly string[]
  /** Of the newest of these events alone. */
  readonly latest?: boolean
}

/** At these the branch is expected, and who is not there is written down. */
const ATTENDED: ReadonlySet<EntryKind> = new Set<EntryKind>([
  'training',
  'meeting',
  'themeDay',
  'activity',
  'projectEvent',
])

/**
 * The events of a time and who was recorded absent from each, by date; events without anybody are among them. For the
 * secretary and the organization officer, or of one member for himself (domain.md R20–R24).
 */
export async function absencesIn({ from, to, forms, kinds, latest }: AbsenceQuestion): Promise<Absentees[]> {
  const rows = (await listEntryRows({ from, to })).filter((row) => ATTENDED.has(row.kind) && !isSelfStudy(row))
  const meant = forms === undefined && kinds === undefined ? rows : countedRows(rows, { from, to, forms, kinds })
  return (latest ? meant.slice(-1) : meant).map(toAbsentees)
}

const toAbsentees = (row: EntryRow): Absentees => ({
  entry: toEntryView(row),
  absent: row.absent.map(({ name, memberId, reason }) => ({
    name,
    ...(memberId !== undefined && { memberId }),
    ...(reason !== undefined && { reason }),
  })),
})
