import { entryHead } from '../../cards/shared/entry-lines.js'
import { talkReceiptCard } from '../../cards/talk-receipt-card.js'
import type { CardUpdate, DirectMessage } from '../../src/core/reply.js'
import { canVoid, isOneOfTheTwo } from '../../src/ledger/permissions.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import { voidEntry } from '../../src/ledger/void-entry.js'
import { isGroup, type MemberContext } from '../context.js'
import { eventReceipt } from './receipt.js'
import { entriesOfSameReceipt } from './siblings.js'
import { tellTalkPeople } from './talk-people.js'

/** What became of the wish to void an entry. */
export type Voiding =
  | { readonly outcome: 'refused'; readonly text: string }
  | { readonly outcome: 'already' | 'voided'; readonly entry: LedgerEntryView; readonly updates: CardUpdate[] }

/** Voids the entry if this member may; every delivered receipt of it is updated. */
export async function voidAs(found: LedgerEntryView, ctx: MemberContext): Promise<Voiding> {
  if (!canVoid(ctx.member, found)) return { outcome: 'refused', text: refusal(found, ctx) }
  if (found.voided) return { outcome: 'already', entry: found, updates: await receiptUpdates(found, ctx) }
  const { entry, alreadyVoided } = await voidEntry(found.id, { byMemberId: ctx.member.id, now: ctx.sentAt })
  return {
    outcome: alreadyVoided ? 'already' : 'voided',
    entry,
    updates: await receiptUpdates(entry, ctx),
  }
}

function refusal(entry: LedgerEntryView, ctx: MemberContext): string {
  if (entry.kind === 'talk') return isGroup(ctx) ? '这一条你不能撤销' : '谈话记录只有记录人和谈话双方可以撤销'
  return `这一条由${entry.author}记录，只有记录人、书记和管台账的同志可以撤销`
}

async function receiptUpdates(entry: LedgerEntryView, ctx: MemberContext): Promise<CardUpdate[]> {
  if (entry.kind === 'talk') {
    const card = talkReceiptCard(entry, {
      timezone: ctx.branch.timezone,
      today: ctx.today,
      readerIsNamed: isOneOfTheTwo({ id: entry.authorId }, entry),
      canUndo: false,
    })
    return [{ ofEntryId: entry.id, cardFor: () => card }]
  }
  const entries = await entriesOfSameReceipt(entry)
  const cards = { group: eventReceipt(entries, true, ctx), private: eventReceipt(entries, false, ctx) }
  return [{ ofEntryId: entry.id, cardFor: (inGroup) => (inGroup ? cards.group : cards.private) }]
}

/** Nothing changes silently: the author of a voided entry and a talk's people are told, unless they did it themselves. */
export function tellOfVoiding(entry: LedgerEntryView, ctx: MemberContext): DirectMessage[] {
  const people = entry.kind === 'talk' ? tellTalkPeople(entry, '撤销了', ctx) : []
  const told = new Set([ctx.member.id, ...people.map(({ memberId }) => memberId)])
  if (told.has(entry.authorId)) return people
  const text = `${ctx.member.name}撤销了你记的 ${entry.number} ${entryHead(entry)}`
  return [...people, { memberId: entry.authorId, content: { type: 'text', text } }]
}
