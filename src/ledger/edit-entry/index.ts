import { civilDateAt, isCivilDate } from '../../core/civil-date.js'
import { UserError } from '../../core/errors.js'
import type { ChangeView } from '../../core/views.js'
import { currentBranchId } from '../../models/branch-scope.js'
import { lockBooks } from '../../models/counter.js'
import { type EntryRow, type FieldChangeRow, LedgerEntry } from '../../models/ledger-entry.js'
import { getBranch } from '../branches.js'
import { refreshObligationsOf } from '../obligations.js'
import { addRevision, type ChangeBy } from '../revisions.js'
import { expectedOn, findMember, listEverybody } from '../roster.js'
import { textFields } from '../schema-fields.js'
import { changeContent } from '../sealed-content.js'
import { dropAbsent, type LedgerEntryView, toEntryView } from '../to-views.js'
import { applyChanges } from './apply-changes.js'
import type { EditDraft, EntryChanges } from './draft.js'
import type { EditContext } from './values.js'

export type { EntryChanges } from './draft.js'

export interface Edited {
  readonly entry: LedgerEntryView
  readonly before: LedgerEntryView
  /** What differs now; no field when nothing does. */
  readonly changed: ChangeView
}

/**
 * Changes an entry by SCHEMA field names. It keeps its number, and a revision keeps what was before and after; of sealed
 * words and of money only that they changed. Obligations of the old and the new date are brought up to date. Authorise
 * with `canEdit` before; inside `inTransaction`. UserError `no_entry`, `voided`, `unknown_field`, `nothing_said`,
 * `unknown_person`, `bad_date`, `future_date`, `bad_value`, `bad_amount`, `count_mismatch`, `nobody_then`, `erased`,
 * `change_kind`, `self_talk`, `not_permitted`: each says what to type instead.
 */
export async function editEntry(entryId: string, changes: EntryChanges, by: ChangeBy): Promise<Edited> {
  await lockBooks()
  const row = await LedgerEntry.findOne({ _id: entryId }).lean<EntryRow>()
  if (!row) throw new UserError('no_entry', '没有找到这条记录')
  if (row.voided) throw new UserError('voided', '这条记录已撤销，不能再改；需要的话请重新记一条')
  const draft = applyChanges(row, changes, await contextOf(row, changes, by))
  const fields = changedFields(row, draft)
  const before = toEntryView(row)
  const changed = { at: by.now, by: (await findMember(by.byMemberId))?.name ?? '', fields }
  if (fields.length === 0) return { entry: before, before, changed }
  await changeContent(row, draft.content)
  const amountsBefore = isSame(row.amounts, draft.row.amounts) ? undefined : row.amounts
  const entry = await addRevision(row, updateOf(row, draft.row), { ...by, fields, amountsBefore })
  await refreshObligationsOf([row, draft.row], by.now)
  return { entry, before, changed }
}

async function contextOf(row: EntryRow, { set = {} }: EntryChanges, by: ChangeBy): Promise<EditContext> {
  const { timezone, settings, calendar } = await getBranch(currentBranchId())
  const editor = await findMember(by.byMemberId)
  if (!editor) throw new UserError('not_permitted', '只有在册党员可以改台账')
  const date = typeof set.date === 'string' && isCivilDate(set.date) ? set.date : row.date
  return {
    editor,
    everybody: await listEverybody(),
    expected: await expectedOn(date),
    today: civilDateAt(by.now, timezone),
    lateAfterWorkdays: settings.lateAfterWorkdays,
    calendar,
    enteredOn: civilDateAt(row.enteredAt, timezone),
  }
}

/** Sealed words and amounts are not repeated: a revision is for everybody who may see the entry. */
function changedFields(row: EntryRow, draft: EditDraft): FieldChangeRow[] {
  const before = textFields(row)
  const after = textFields(draft.row)
  const changes = [...new Set([...before.keys(), ...after.keys()])]
    .filter((field) => before.get(field) !== after.get(field))
    .map((field): FieldChangeRow => dropAbsent({ field, before: before.get(field), after: after.get(field) }))
  if (Object.keys(draft.content).length > 0) changes.push({ field: 'content', after: '内容已修改' })
  if (!isSame(row.amounts, draft.row.amounts)) changes.push({ field: 'items', after: '金额已修改' })
  else if (row.totalFen !== draft.row.totalFen) changes.push({ field: 'total', after: '金额已修改' })
  return changes
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Fields that no edit touches. */
const KEPT: ReadonlySet<string> = new Set(['_id', 'branchId', 'kind', 'number', 'revisions'])

function updateOf(before: EntryRow, after: EntryRow): { $set: Partial<EntryRow>; $unset?: Record<string, 1> } {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof EntryRow)[]
  const changed = keys.filter((key) => !KEPT.has(key) && !isSame(before[key], after[key]))
  const gone = changed.filter((key) => after[key] === undefined)
  return {
    $set: Object.fromEntries(changed.filter((key) => after[key] !== undefined).map((key) => [key, after[key]])),
    ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map((key): [string, 1] => [key, 1])) }),
  }
}
