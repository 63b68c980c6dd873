import { KIND_LABELS } from '../core/entry.js'
import type { WeekDigest } from '../core/views.js'
import { isCalendarKnown } from '../core/workdays.js'
import { currentBranchId } from '../models/branch-scope.js'
import { type EntryRow, LedgerEntry, UNTOLD } from '../models/ledger-entry.js'
import { getBranch } from './branches.js'
import { digestCounts, isTold } from './digest-counts.js'
import { listEntryRows } from './entries.js'

/**
 * What the group's digest says of the days from `from` to `to`; undefined when there is nothing to say. An entry of an
 * earlier day that no digest told of yet is counted as late. Never in it: a 提醒谈话, who was missing, or one person's
 * hours (moments.md §1).
 */
export async function digestData(from: string, to: string): Promise<WeekDigest | undefined> {
  const rows = await listEntryRows({ from, to })
  const untold = { digestPeriod: UNTOLD, date: { $lt: from }, voided: false }
  const earlier = await LedgerEntry.find(untold).hint({ branchId: 1, digestPeriod: 1, date: 1 }).lean<EntryRow[]>()
  const summary = summarise(rows, earlier)
  if (!summary) return undefined
  const { id, name, calendar } = await getBranch(currentBranchId())
  const entryIds = [...rows, ...earlier].map(({ _id }) => _id)
  return { branch: { id, name }, from, to, ...summary, entryIds, calendarKnown: isCalendarKnown(to, calendar) }
}

/** Notes that the digest of `period` told of these entries; in the transaction that sends it. */
export async function markTold(entryIds: readonly string[], period: string): Promise<void> {
  await LedgerEntry.updateMany(
    { _id: { $in: [...entryIds] }, digestPeriod: UNTOLD },
    { $set: { digestPeriod: period } },
    // Of a long list the planner would walk everything untold instead.
    { hint: { _id: 1 } },
  )
}

type Summary = Pick<WeekDigest, 'counts' | 'minutes' | 'talkCount' | 'lateCount' | 'thanks'>

/** The pure part of `digestData`. */
export function summarise(rows: readonly EntryRow[], earlier: readonly EntryRow[]): Summary | undefined {
  const shown = rows.filter(isTold)
  const lateCount = earlier.filter(isTold).length
  if (shown.length === 0 && lateCount === 0) return undefined
  return { ...digestCounts(shown), lateCount, thanks: shown.flatMap(thanksFor) }
}

type Thanks = WeekDigest['thanks'][number]

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
