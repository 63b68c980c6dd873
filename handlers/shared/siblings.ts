import type { EntryView } from '../../src/core/views.js'
import { findEntriesOfMessage } from '../../src/ledger/entries.js'

/**
 * The entries, other than talks, that share a receipt with this one. A receipt of several must not lose the others when
 * one is voided.
 */
export async function entriesOfSameReceipt(entry: EntryView): Promise<EntryView[]> {
  const same = await findEntriesOfMessage(entry.authorId, entry.enteredAt)
  return same.filter(({ kind }) => kind !== 'talk').map((one) => (one.id === entry.id ? entry : one))
}
