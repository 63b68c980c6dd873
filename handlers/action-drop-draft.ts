import type { ActionOf } from '../src/core/action.js'
import type { Reply } from '../src/core/reply.js'
import { closeDraft } from '../src/ledger/drafts.js'
import type { MemberContext } from './context.js'
import { dropped } from './shared/dropped-card.js'
import { ownDraft } from './shared/own-draft.js'

/** 不记了 on a form. */
export async function actionDropDraft({ draftId }: ActionOf<'drop-draft'>, ctx: MemberContext): Promise<Reply> {
  const found = await ownDraft(draftId, ctx)
  if ('refusal' in found) return found.refusal
  const { card, text } = dropped(found.draft)
  await closeDraft(draftId)
  return {
    notice: { tone: 'info', text },
    updates: [{ messageId: ctx.messageId, card }],
  }
}
