import { type Reply, textReply } from '../src/core/reply.js'
import { closeDraft, findOpenDraftOf } from '../src/ledger/drafts.js'
import { isGroup, type MemberContext } from './context.js'
import { dropped } from './shared/dropped-card.js'

/** 不记了, typed: gives up the author's newest open form of this chat, as the form's own button does. */
export async function dropDraft(_meaning: unknown, ctx: MemberContext): Promise<Reply> {
  const everyForm = ctx.formsGoPrivate === true && !isGroup(ctx)
  const draft = await findOpenDraftOf(ctx.member.id, { ...ctx.chat, everyForm }, ctx.sentAt)
  if (!draft) return textReply('没有等你填的表；要取消已记的，请发：撤销')
  const { card, text } = dropped(draft)
  await closeDraft(draft.id)
  return { ...textReply(text), updates: [{ ofDraftId: draft.id, card }] }
}
