import type { EntryRow } from '../../models/ledger-entry.js'
import { titleOf } from '../names.js'
import { isGathering } from '../new-entry/gathering.js'
import { isLate } from '../new-entry/lateness.js'
import { VOTE_WARNINGS, voteWarnings } from '../vote-warnings.js'
import { editAgenda } from './agenda.js'
import { editAttendance } from './attendance.js'
import type { EditDraft, EntryChanges } from './draft.js'
import { editableChanges } from './editable.js'
import { editMoney } from './money.js'
import { editPlain } from './plain.js'
import { editContent, editTalk, isSealed } from './talks.js'
import { editDeadlines, editTimes } from './times.js'
import type { EditContext } from './values.js'

/** Warnings that no longer hold once these fields were put right. */
const WARNED_BY: Readonly<Record<string, readonly string[]>> = {
  count_mismatch: ['attendees', 'absent', 'expected', 'actual', 'votes', 'items', 'minutes'],
  votes_exceed_voters: ['votes'],
  duration_conflict: ['start', 'end', 'minutes'],
  total_mismatch: ['items', 'total'],
  claimed_complete_but_missing: ['items'],
  over_6_months: ['month', 'date', 'paid_on'],
  paid_twice: ['items', 'month'],
  large_payment: ['items'],
  no_committee: ['kind'],
}

/**
 * The entry with the changes made, everything checked and what depends on them brought along: length and clock, names
 * and counts, title, lateness and warnings. The given row stays as it is. Pure. UserError for every value that can't be.
 */
export function applyChanges(row: EntryRow, changes: EntryChanges, ctx: EditContext): EditDraft {
  const { set, add } = editableChanges(row.kind, changes)
  const touched = new Set([...Object.keys(set), ...Object.keys(add)])
  const inferred = row.inferred.filter((field) => !touched.has(field) && !impliedBy(field, touched))
  const draft: EditDraft = { row: { ...structuredClone(row), inferred }, content: {}, touched }
  editTimes(draft, set, ctx)
  editDeadlines(draft, set, ctx)
  editAttendance(draft, { set, add }, ctx)
  const sealed = isSealed(row)
  if (sealed) editContent(draft, { set, add })
  if (row.kind === 'talk') editTalk(draft, { set, add }, ctx)
  else editPlain(draft, { set, add }, ctx, sealed)
  if (row.kind === 'meeting') editAgenda(draft, { set, add }, ctx)
  editMoney(draft, { set, add }, ctx)
  settle(draft, row, ctx)
  return draft
}

/** A length that was filled in goes with the clock that was said, and the other way round. */
const impliedBy = (field: string, touched: ReadonlySet<string>): boolean =>
  (field === 'minutes' && (touched.has('start') || touched.has('end'))) ||
  ((field === 'end' || field === 'credit_hours') && touched.has('minutes'))

function settle({ row, touched }: EditDraft, before: EntryRow, ctx: EditContext): void {
  row.warn = row.warn.filter((code) => !WARNED_BY[code]?.some((field) => touched.has(field)))
  if (touched.has('date') || touched.has('form')) {
    row.warn = row.warn.filter((code) => code !== 'non_workday')
    if (isGathering(row) && !ctx.calendar.isWorkday(row.date)) row.warn.push('non_workday')
  }
  if (row.kind === 'meeting') {
    const judged: readonly string[] = VOTE_WARNINGS
    row.warn = [...row.warn.filter((code) => !judged.includes(code)), ...voteWarnings(row, ctx.expected)]
  }
  if (touched.has('date') || touched.has('end_date')) row.late = lateAfter(row, before, ctx)
  row.inferred = [...new Set(row.inferred)]
  row.title = titleOf(row)
}

/** 补录 that was said stays; one that was reckoned is reckoned anew, by the day on which the entry was told. */
function lateAfter(row: EntryRow, before: EntryRow, ctx: EditContext): boolean {
  const lateOn = ({ date, endDate }: EntryRow): boolean => isLate(endDate ?? date, ctx.enteredOn, ctx)
  return row.kind === 'plan' ? row.late : (before.late && !lateOn(before)) || lateOn(row)
}
