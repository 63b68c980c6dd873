import { askBackSettledCard } from '../cards/ask-back-settled-card.js'
import type { FormValues } from '../cards/entry-form.js'
import type { ActionOf } from '../src/core/action.js'
import { noticeReply, type Reply } from '../src/core/reply.js'
import { bumpDraft, closeDraft } from '../src/ledger/drafts.js'
import { currentNames, type MemberContext } from './context.js'
import { audienceOf, draftCard } from './shared/draft-card.js'
import { ownDraft } from './shared/own-draft.js'
import { readEntryForm } from './shared/read-entry-form.js'
import { formReceiptReply } from './shared/receipt.js'
import { record } from './shared/record.js'
import { holdsSecret, SECRET_REFUSED } from './shared/secret.js'

/**
 * 记下 on a form: records what it holds, or shows the same card again with errors beside the fields. Only the author
 * of the draft may send it, and each revision counts once.
 */
export async function actionSubmitEntry(
  { draftId, revision }: ActionOf<'submit-entry'>,
  form: FormValues,
  ctx: MemberContext,
): Promise<Reply> {
  const found = await ownDraft(draftId, ctx)
  if ('refusal' in found) return found.refusal
  const { draft } = found
  if (draft.revision !== revision) return noticeReply('info', '这张表已更新，请在最新的一张上提交')
  if (holdsSecret(form)) {
    const { type } = draft.partial
    await closeDraft(draft.id)
    return {
      notice: { tone: 'error', text: SECRET_REFUSED },
      updates: [{ messageId: ctx.messageId, card: askBackSettledCard({ outcome: 'dropped', type }) }],
      wipe: true,
    }
  }
  const read = readEntryForm(form, {
    partial: draft.partial,
    audience: audienceOf(draft, ctx),
    author: ctx.member.name,
    people: currentNames(ctx),
    today: ctx.today,
  })
  if (!read.ok) {
    const bumped = await bumpDraft(draft.id, draft.partial, { ...read.errors })
    return {
      notice: { tone: 'warning', text: Object.values(read.errors)[0] ?? '还有几处要改，已标在表上' },
      updates: [{ messageId: ctx.messageId, card: draftCard(bumped, ctx, read.values) }],
    }
  }
  if (!(await closeDraft(draft.id))) return noticeReply('info', '这张表已处理过')
  return formReceiptReply(await record(read.meaning, ctx), ctx)
}
