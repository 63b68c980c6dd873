import { talkReceiptCard } from '../../cards/talk-receipt-card.js'
import type { CardUpdate } from '../../src/core/reply.js'
import { withEvidence } from '../../src/ledger/evidence.js'
import { isOneOfTheTwo } from '../../src/ledger/permissions.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import type { MemberContext } from '../context.js'
import { authorOf } from './asides.js'
import { isForPrivate } from './private-kinds.js'
import { eventReceipt, settledCardOf } from './receipt.js'
import { entriesOfSameReceipt } from './siblings.js'

/** Every delivered receipt of a changed or voided entry, drawn anew: a private one as its author may read it. */
export async function receiptUpdates(entry: LedgerEntryView, ctx: MemberContext): Promise<CardUpdate[]> {
  if (entry.kind === 'talk') {
    const [talk = entry] = await withEvidence([entry])
    const card = talkReceiptCard(talk, {
      timezone: ctx.branch.timezone,
      today: ctx.today,
      readerIsNamed: isOneOfTheTwo({ id: entry.authorId }, entry),
      canUndo: !entry.voided,
    })
    return [{ ofEntryId: entry.id, cardFor: () => card }]
  }
  const entries = await withEvidence(await entriesOfSameReceipt(entry))
  const group = isForPrivate(entry) ? settledCardOf(entry) : await eventReceipt(entries, true, ctx)
  const own = await eventReceipt(entries, false, ctx, authorOf(entry, ctx))
  return [{ ofEntryId: entry.id, cardFor: (inGroup) => (inGroup ? group : own) }]
}
