import { askBackSettledCard } from '../cards/ask-back-settled-card.js'
import type { ActionOf } from '../src/core/action.js'
import type { Reply } from '../src/core/reply.js'
import { closeDraft } from '../src/ledger/drafts.js'
import type { MemberContext } from './context.js'
import { ownDraft } from './shared/own-draft.js'

/** 不记了 on a form. */
export async function actionDropDraft({ draftId }: ActionOf<'drop-draft'>, ctx: MemberContext): Promise<Reply> {
  const found = await ownDraft(draftId, ctx)
  if ('refusal' in found) return found.refusal
  const { type } = found.draft.partial // read before closing: a closed draft keeps no content
  await closeDraft(draftId)
  return {
    notice: { tone: 'info', text: '好的，没有记' },
    updates: [{ messageId: ctx.messageId, card: askBackSettledCard({ outcome: 'dropped', type }) }],
  }
}
