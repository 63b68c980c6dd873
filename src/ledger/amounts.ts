import { UserError } from '../core/errors.js'
import type { MemberView } from '../core/views.js'
import { lockBooks } from '../models/counter.js'
import { type AmountRow, type EntryRow, LedgerEntry } from '../models/ledger-entry.js'
import { canSeeAmounts } from './permissions.js'
import { addRevision } from './revisions.js'
import { dropAbsent, type LedgerEntryView, toEntryView } from './to-views.js'

export { yuanText } from './money.js'

/**
 * What each person gave or paid, as far as the reader may know it: his own lines; all of them for the dues officer and
 * the secretary, of a donation for its author too (moments.md §1). UserError `no_entry`, `not_permitted`.
 */
export async function amountsFor(entryId: string, reader: MemberView): Promise<AmountRow[]> {
  const row = await LedgerEntry.findOne({ _id: entryId }).lean<EntryRow>()
  if (!row?.amounts) throw new UserError('no_entry', '没有找到这条记录')
  const all = row.amounts.map(({ name, memberId, fen, month }) => dropAbsent({ name, memberId, fen, month }))
  if (canSeeAmounts(reader, toEntryView(row))) return all
  const own = reader.leftOn === undefined ? all.filter(({ memberId }) => memberId === reader.id) : []
  if (own.length === 0) throw new UserError('not_permitted', '别人的金额只有本人、管党费的同志和书记能看')
  return own
}

/**
 * The dues officer's word on what somebody reported himself; again changes nothing. Authorise with `canConfirm` before;
 * inside `inTransaction`. UserError `no_entry`, `voided`.
 */
export async function confirmDues(
  entryId: string,
  by: { readonly byMemberId: string; readonly now: number },
): Promise<{ entry: LedgerEntryView; alreadyConfirmed: boolean }> {
  await lockBooks()
  const row = await LedgerEntry.findOne({ _id: entryId, kind: 'dues' }).lean<EntryRow>()
  if (!row) throw new UserError('no_entry', '没有找到这条记录')
  if (row.voided) throw new UserError('voided', '这条记录已撤销，不能再改')
  if (row.unconfirmed !== true) return { entry: toEntryView(row), alreadyConfirmed: true }
  const change = { $unset: { unconfirmed: 1 } }
  const fields = [{ field: 'needs_confirm_by', before: '待确认', after: '已确认' }]
  return { entry: await addRevision(row, change, { ...by, fields }), alreadyConfirmed: false }
}
