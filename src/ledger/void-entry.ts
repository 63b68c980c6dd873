import { UserError } from '../core/errors.js'
import { lockBooks } from '../models/counter.js'
import { type EntryRow, LedgerEntry } from '../models/ledger-entry.js'
import { refreshObligationsOf } from './obligations.js'
import { reopenPlansOf } from './plan-links.js'
import { findMember } from './roster.js'
import { dropAbsent, type LedgerEntryView, toEntryView } from './to-views.js'

interface Voiding {
  readonly byMemberId: string
  readonly now: number
  readonly reason?: string
}

/**
 * Voids an entry: it stays with its number, its makers and a revision that says who voided it, and counts for nothing;
 * a plan that it had carried out or moved is open again.
 * Voiding it again changes nothing and says so. Authorise with `canVoid` before; call inside `inTransaction`.
 * UserError `no_entry`.
 */
export async function voidEntry(
  entryId: string,
  { byMemberId, now, reason }: Voiding,
): Promise<{ entry: LedgerEntryView; alreadyVoided: boolean }> {
  await lockBooks()
  const byName = (await findMember(byMemberId))?.name
  const revision = { at: now, byMemberId, change: 'voided' as const, ...dropAbsent({ byName, reason }) }
  const voided = await LedgerEntry.findOneAndUpdate(
    { _id: entryId, voided: false },
    { $set: { voided: true }, $push: { revisions: revision } },
    { returnDocument: 'after' },
  ).lean<EntryRow>()
  if (voided) {
    await reopenPlansOf(voided, { byMemberId, now })
    await refreshObligationsOf([voided], now)
    return { entry: toEntryView(voided), alreadyVoided: false }
  }
  const row = await LedgerEntry.findOne({ _id: entryId }).lean<EntryRow>()
  if (!row) throw new UserError('no_entry', '没有找到这条记录')
  return { entry: toEntryView(row), alreadyVoided: true }
}
