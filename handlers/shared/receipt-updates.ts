import type { CardUpdate } from '../../src/core/reply.js'
import { withEvidence } from '../../src/ledger/evidence.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import { isGroup, type MemberContext } from '../context.js'
import { authorOf } from './asides.js'
import { isForPrivate } from './private-kinds.js'
import { eventReceipt, receiptFor, settledCardOf } from './receipt.js'
import { entriesOfSameReceipt } from './siblings.js'

/** Every delivered receipt of a changed or voided entry, drawn anew: a private one as its author may read it. */
export async function receiptUpdates(entry: LedgerEntryView, ctx: MemberContext): Promise<CardUpdate[]> {
  const shared = await entriesOfSameReceipt(entry, ctx)
  const group = isForPrivate(entry)
    ? settledCardOf(entry)
    : await eventReceipt(await withEvidence(shared.inGroup), true, ctx)
  const author = authorOf(entry, ctx)
  const own = author && (await receiptFor(author, await withEvidence(shared.inPrivate), ctx))
  return [{ ofEntryId: entry.id, cardFor: (inGroup) => (inGroup || own === undefined ? group : own) }]
}

/**
 * The card on which a button was tapped, once its entry was changed or voided: the receipt again for its author. Anybody
 * else tapped on a question that named this entry alone: what else its author told beside it is not for him.
 */
export async function tappedReceipt(
  entry: LedgerEntryView,
  updates: readonly CardUpdate[],
  ctx: MemberContext,
): Promise<CardUpdate[]> {
  const { messageId, member } = ctx
  if (!isGroup(ctx) && member.id !== entry.authorId)
    return [{ messageId, card: await receiptFor(member, await withEvidence([entry]), ctx) }]
  return updates.flatMap((update) => {
    const isOfEntry = 'ofEntryId' in update && update.ofEntryId === entry.id
    return isOfEntry ? [{ messageId, card: update.cardFor(isGroup(ctx)) }] : []
  })
}
