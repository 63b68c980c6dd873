import type { EntryView } from '../../src/core/views.js'
import { findEntriesOfMessage } from '../../src/ledger/entries.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import type { MemberContext } from '../context.js'
import { isForPrivate } from './private-kinds.js'

/** Entries of one message, by the receipts that they share. */
export interface SharedReceipts {
  /** What the group's receipt shows: none of what is for its people alone. */
  readonly inGroup: readonly LedgerEntryView[]
  /** What their author's own receipt shows. */
  readonly inPrivate: readonly LedgerEntryView[]
}

/**
 * The entries that share a receipt with this one. A receipt of several must not lose the others when one is voided. What
 * was typed in private has one receipt; of what was typed in the group, the group and the author have one each.
 */
export async function entriesOfSameReceipt(
  entry: LedgerEntryView,
  { branch }: Pick<MemberContext, 'branch'>,
): Promise<SharedReceipts> {
  const found = await findEntriesOfMessage(entry.authorId, entry.enteredAt)
  const same = found.map((one) => (one.id === entry.id ? entry : one))
  const alike = same.filter((one: EntryView) => isForPrivate(one) === isForPrivate(entry))
  const typedInGroup = entry.chatId === branch.chatId
  return { inGroup: isForPrivate(entry) ? [] : alike, inPrivate: typedInGroup ? alike : same }
}
