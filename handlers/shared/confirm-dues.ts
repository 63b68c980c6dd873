import { confirmDuesCard } from '../../cards/confirm-dues-card.js'
import type { Card } from '../../src/core/card.js'
import type { DirectMessage } from '../../src/core/reply.js'
import type { MemberView } from '../../src/core/views.js'
import { confirmDues } from '../../src/ledger/amounts.js'
import { canConfirm } from '../../src/ledger/permissions.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import type { MemberContext } from '../context.js'
import { asidesFor } from './asides.js'

/** Whose word counts: the dues officers, and where a branch has none its secretary. */
function confirmers({ roster }: MemberContext): MemberView[] {
  const current = roster.filter(({ leftOn }) => leftOn === undefined)
  const officers = current.filter(({ roles }) => roles.includes('dues'))
  return officers.length > 0 ? officers : current.filter(({ roles }) => roles.includes('secretary'))
}

export const mayConfirm = (entry: LedgerEntryView, ctx: MemberContext): boolean =>
  canConfirm(ctx.member, entry) ||
  (entry.kind === 'dues' && !entry.voided && confirmers(ctx).some(({ id }) => id === ctx.member.id))

/** A private card to whoever confirms dues that a member reported himself; nothing for what needs no word. */
export async function askToConfirm(entry: LedgerEntryView, ctx: MemberContext): Promise<DirectMessage[]> {
  if (!entry.unconfirmed || entry.voided) return []
  const messages: DirectMessage[] = []
  for (const reader of confirmers(ctx)) {
    messages.push({ memberId: reader.id, content: { type: 'card', card: await cardFor(entry, reader, ctx) } })
  }
  return messages
}

/** What became of a word on reported dues. */
export type Confirming =
  | { readonly outcome: 'refused'; readonly text: string }
  | { readonly outcome: 'already' | 'confirmed'; readonly entry: LedgerEntryView; readonly card: Card }

/** Confirms if this member may; the card is what the asking one becomes. */
export async function confirmAs(found: LedgerEntryView, ctx: MemberContext): Promise<Confirming> {
  if (found.voided) return { outcome: 'refused', text: `${found.number} 已撤销，不用确认` }
  if (!mayConfirm(found, ctx)) return { outcome: 'refused', text: '党费由管党费的同志确认' }
  const { entry, alreadyConfirmed } = await confirmDues(found.id, { byMemberId: ctx.member.id, now: ctx.sentAt })
  return {
    outcome: alreadyConfirmed ? 'already' : 'confirmed',
    entry,
    card: await cardFor(entry, ctx.member, ctx),
  }
}

/** Who reported it hears that it counts now. */
export function tellOfConfirming(entry: LedgerEntryView, ctx: MemberContext): DirectMessage[] {
  if (entry.authorId === ctx.member.id) return []
  const text = `${ctx.member.name}已确认 ${entry.number} ${entry.title}`
  return [{ memberId: entry.authorId, content: { type: 'text', text } }]
}

async function cardFor(entry: LedgerEntryView, reader: MemberView, ctx: MemberContext): Promise<Card> {
  const amounts = (await asidesFor([entry], reader)).get(entry.id)?.amounts ?? []
  return confirmDuesCard(entry, { amounts, timezone: ctx.branch.timezone })
}
