import { entryHead } from '../../cards/shared/entry-lines.js'
import type { CardUpdate, DirectMessage } from '../../src/core/reply.js'
import { canVoid } from '../../src/ledger/permissions.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import { voidEntry } from '../../src/ledger/void-entry.js'
import { isGroup, type MemberContext } from '../context.js'
import { settleAll } from './disputes.js'
import { receiptUpdates } from './receipt-updates.js'
import { tellTalkPeople } from './talk-people.js'

/** What became of the wish to void an entry. */
export type Voiding =
  | { readonly outcome: 'refused'; readonly text: string }
  | {
      readonly outcome: 'already' | 'voided'
      readonly entry: LedgerEntryView
      readonly updates: readonly CardUpdate[]
      /** What others learn of it: nothing changes silently. */
      readonly told: readonly DirectMessage[]
    }

/** Voids the entry if this member may; every delivered receipt of it is updated. */
export async function voidAs(found: LedgerEntryView, ctx: MemberContext): Promise<Voiding> {
  if (!canVoid(ctx.member, found)) return { outcome: 'refused', text: refusal(found, ctx) }
  if (found.voided) return { outcome: 'already', entry: found, updates: await receiptUpdates(found, ctx), told: [] }
  const { entry, alreadyVoided } = await voidEntry(found.id, { byMemberId: ctx.member.id, now: ctx.sentAt })
  const updates = await receiptUpdates(entry, ctx)
  if (alreadyVoided) return { outcome: 'already', entry, updates, told: [] }
  const settled = await settleAll(entry, 'voided', ctx)
  return {
    outcome: 'voided',
    entry,
    updates: [...updates, ...settled.updates],
    told: [...tellOfVoiding(entry, ctx), ...settled.direct],
  }
}

function refusal(entry: LedgerEntryView, ctx: MemberContext): string {
  if (entry.kind === 'talk') return isGroup(ctx) ? '这一条你不能撤销' : '谈话记录只有记录人和谈话双方可以撤销'
  return `这一条由${entry.author}记录，只有记录人、书记和管台账的同志可以撤销`
}

/** The author of a voided entry and a talk's people are told, unless they did it themselves. */
function tellOfVoiding(entry: LedgerEntryView, ctx: MemberContext): DirectMessage[] {
  const people = entry.kind === 'talk' ? tellTalkPeople(entry, '撤销了', ctx) : []
  const told = new Set([ctx.member.id, ...people.map(({ memberId }) => memberId)])
  if (told.has(entry.authorId)) return people
  const text = `${ctx.member.name}撤销了你记的 ${entry.number} ${entryHead(entry)}`
  return [...people, { memberId: entry.authorId, content: { type: 'text', text } }]
}
