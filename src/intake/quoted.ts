import type { InboundMessage } from '../core/platform.js'
import { entriesOfDigest } from '../ledger/digest-replies.js'
import { findEntries } from '../ledger/entries.js'
import { findEntriesOfSentence } from '../ledger/find-entries.js'
import type { LedgerEntryView } from '../ledger/to-views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { OutboxRow } from '../models/outbox-row.js'

/** As receipts write it: 2026-学-014. */
const ENTRY_NUMBER = /\d{4}-\p{Script=Han}-\d+/u

/**
 * The entries that a reply is about: those whose receipt it replies to, or whose original sentence, or that a digest told
 * of. Undefined: it is no reply, or names an entry itself. Empty: it replies to something else. Runs in the branch's scope, so another branch's
 * are never among them; who may know of them is the handlers' to ask.
 */
export async function entriesRepliedTo(message: InboundMessage, text: string): Promise<LedgerEntryView[] | undefined> {
  const { repliesTo, platform, appId } = message
  if (repliesTo === undefined || ENTRY_NUMBER.test(text)) return undefined
  const said = await findEntriesOfSentence(repliesTo)
  if (said.length > 0) return said
  // Sent as a receipt, or a card that became one.
  const rows = await OutboxRow.find(
    { platform, appId, $or: [{ messageId: repliesTo }, { targetMessageId: repliesTo }] },
    { entryIds: 1 },
  ).lean()
  const ids = new Set(rows.flatMap(({ entryIds }) => entryIds))
  // A digest's row names no entry: a card that does is replaced when one of them changes.
  const [digest] = ids.size === 0 ? rows : []
  return (digest && (await entriesOfDigest(currentBranchId(), digest._id))) ?? findEntries([...ids])
}
