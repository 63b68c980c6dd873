import type { EntryView } from '../../src/core/views.js'
import { findEntriesOfMessage } from '../../src/ledger/entries.js'
import { isForPrivate } from './private-kinds.js'

/**
 * The entries, other than talks, that share a receipt with this one: those of one message that the group may read, or
 * those that it may not. A receipt of several must not lose the others when one is voided.
 */
export async function entriesOfSameReceipt(entry: EntryView): Promise<EntryView[]> {
  const same = await findEntriesOfMessage(entry.authorId, entry.enteredAt)
  const alike = same.filter((one) => one.kind !== 'talk' && isForPrivate(one) === isForPrivate(entry))
  return alike.map((one) => (one.id === entry.id ? entry : one))
}
