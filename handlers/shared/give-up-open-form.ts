import { type Reply, textReply } from '../../src/core/reply.js'
import { closeDraft, type DraftView, findOpenDraftOf } from '../../src/ledger/drafts.js'
import { findLastEntryOf } from '../../src/ledger/entries.js'
import { isGroup, type MemberContext } from '../context.js'
import { dropped } from './dropped-card.js'
import { isForPrivate } from './private-kinds.js'

/** A form that asks for what a record still lacks; not one that changes, disputes or explains what is there. */
const isOfRecord = ({ editOf, disputeOf, excuseOf, pending }: DraftView): boolean =>
  [editOf, disputeOf, excuseOf, pending].every((other) => other === undefined)

/**
 * 撤销 after 还没记: what its author means is not in the books yet, so its form is given up, and no older entry is
 * touched. Undefined: his newest here is an entry.
 */
export async function giveUpOpenForm(ctx: MemberContext): Promise<Reply | undefined> {
  const everyForm = ctx.formsGoPrivate === true && !isGroup(ctx)
  const chat = { ...ctx.chat, everyForm, typedHere: true }
  const draft = await findOpenDraftOf(ctx.member.id, chat, ctx.sentAt)
  if (!draft || !isOfRecord(draft)) return undefined
  const last = await findLastEntryOf(ctx.member.id, ctx.chat.id, ctx.sentAt)
  if (last && last.enteredAt >= draft.createdAt) return undefined
  const { card } = dropped(draft)
  await closeDraft(draft.id)
  // The number of a talk is not for the group.
  const older = last && !last.voided && !(isGroup(ctx) && isForPrivate(last)) ? last.number : undefined
  const hint = older === undefined ? '' : `。要撤销以前记的，请带编号：撤销 ${older}`
  return { ...textReply(`刚才那条还没记，已放弃${hint}`), updates: [{ ofDraftId: draft.id, card }] }
}
