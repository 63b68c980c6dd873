import { entryHead } from '../../cards/shared/entry-lines.js'
import type { AgendaItemRef } from '../../src/core/meaning.js'
import { type CardUpdate, type DirectMessage, type Reply, textReply } from '../../src/core/reply.js'
import { closeItem } from '../../src/ledger/items.js'
import { canClose, canEdit } from '../../src/ledger/permissions.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import { isGroup, type MemberContext } from '../context.js'
import { isForPrivate } from './private-kinds.js'
import { receiptUpdates } from './receipt-updates.js'

/** What became of the wish to call an open item done. */
export type Closing =
  | { readonly outcome: 'refused'; readonly text: string }
  | { readonly outcome: 'already' | 'closed'; readonly entry: LedgerEntryView; readonly updates: CardUpdate[] }

/**
 * Closes a slip, a problem or a talk's follow-up on that day, if this member may. UserError when the day can't be right
 * or the entry is nothing that is closed.
 */
export async function closeAs(
  found: LedgerEntryView,
  date: string,
  ctx: MemberContext,
  item: AgendaItemRef = {},
): Promise<Closing> {
  if (!canClose(ctx.member, found)) return { outcome: 'refused', text: refusal(found, ctx) }
  // Who was given an item, and may do nothing else with the entry, closes his own.
  const which = canEdit(ctx.member, found) ? item : { ...item, ownerId: ctx.member.id }
  const by = { byMemberId: ctx.member.id, now: ctx.sentAt }
  const { entry, alreadyClosed } = await closeItem(found.id, date, by, which)
  return { outcome: alreadyClosed ? 'already' : 'closed', entry, updates: await receiptUpdates(entry, ctx) }
}

/** The same, and says in the chat what became of it. */
export async function closeAndTell(
  found: LedgerEntryView,
  date: string,
  ctx: MemberContext,
  item?: AgendaItemRef,
): Promise<Reply> {
  const closing = await closeAs(found, date, ctx, item)
  if (closing.outcome === 'refused') return textReply(closing.text)
  const { entry, updates } = closing
  if (closing.outcome === 'already') return { ...textReply(`${entry.number} 之前已销号`), updates }
  // Whose talk it was is not for the group.
  const what = isGroup(ctx) && isForPrivate(entry) ? '' : ` ${entryHead(entry)}`
  return { ...textReply(`已销号 ${entry.number}${what}`), updates, direct: tellOfClosing(entry, ctx) }
}

function refusal(entry: LedgerEntryView, ctx: MemberContext): string {
  if (entry.voided) return '这一条已撤销，不用销号'
  if (entry.kind === 'talk') return isGroup(ctx) ? '这一条你不能销号' : '谈话的跟进只有谈话双方可以销号'
  return '这一条由记录人、责任人、书记或管台账的同志销号'
}

/** Nothing changes silently: who recorded it hears of it, unless he did it himself. */
export function tellOfClosing(entry: LedgerEntryView, ctx: MemberContext): DirectMessage[] {
  if (entry.authorId === ctx.member.id) return []
  const text = `${ctx.member.name}销号了你记的 ${entry.number} ${entry.title}`
  return [{ memberId: entry.authorId, content: { type: 'text', text } }]
}
