import { editSettledCard } from '../cards/edit-settled-card.js'
import { changeTexts } from '../cards/shared/change-lines.js'
import type { ActionOf } from '../src/core/action.js'
import { noticeReply, type Reply } from '../src/core/reply.js'
import { closeDraft } from '../src/ledger/drafts.js'
import { findEntry } from '../src/ledger/entries.js'
import { canSee } from '../src/ledger/permissions.js'
import type { MemberContext } from './context.js'
import { answerChange } from './shared/change-entry.js'
import { nameOf } from './shared/edit-form.js'
import { ownDraft } from './shared/own-draft.js'
import { applyPending } from './shared/pending-edit.js'

/** 改 2026-学-014 under 是哪一条: makes the change that was typed, for this one. Only who typed it may choose. */
export async function actionApplyEdit(
  { draftId, entryId }: ActionOf<'apply-edit'>,
  ctx: MemberContext,
): Promise<Reply> {
  const found = await ownDraft(draftId, ctx)
  if ('refusal' in found) return found.refusal
  const { draft } = found
  const entry = draft.pending?.entryIds.includes(entryId) ? await findEntry(entryId) : undefined
  if (!entry || !canSee(ctx.member, entry)) return noticeReply('warning', '没有找到这条记录')
  const changing = await applyPending(draft, entry, ctx)
  if (changing.outcome === 'refused' || changing.outcome === 'invalid') return noticeReply('warning', changing.text)
  if (!(await closeDraft(draft.id))) return noticeReply('info', '这张表已处理过')
  // In a group the card may say no more than the chat's own answer would.
  const { chat, direct, updates = [] } = answerChange(changing, ctx)
  const text = chat?.type === 'text' ? chat.text : `已改 ${entry.number}`
  const card = editSettledCard({
    outcome: changing.outcome,
    name: nameOf(entry),
    changes: [...(changing.outcome === 'changed' && ctx.chat.type === 'p2p' ? changeTexts(changing.fields) : [text])],
  })
  return {
    notice: { tone: 'success', text: changing.outcome === 'same' ? '没有改动' : `已改 ${entry.number}` },
    updates: [{ messageId: ctx.messageId, card }, ...updates],
    direct,
  }
}
