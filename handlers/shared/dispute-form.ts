import { disputeFormCard } from '../../cards/dispute-form-card.js'
import type { FormErrors, FormValues } from '../../cards/entry-form.js'
import type { Card } from '../../src/core/card.js'
import type { DirectMessage } from '../../src/core/reply.js'
import { type DraftView, saveDraft } from '../../src/ledger/drafts.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import type { MemberContext } from '../context.js'
import { canDispute, readersText } from './disputes.js'
import { nameOf } from './edit-form.js'

/** Why this member doesn't raise a dispute about this entry; undefined when he may. */
export function disputeRefusal(entry: LedgerEntryView, ctx: MemberContext): string | undefined {
  if (!canDispute(ctx.member, entry)) return '谈话记录只有谈话双方可以提'
  if (entry.voided) return '这一条已撤销，不用再提'
  return entry.authorId === ctx.member.id ? `这一条是你记的，直接改就行：改 ${entry.number}` : undefined
}

/** The form of one line, in private; or why he gets none. */
export async function openDisputeForm(entry: LedgerEntryView, ctx: MemberContext): Promise<DirectMessage | string> {
  const refused = disputeRefusal(entry, ctx)
  if (refused !== undefined) return refused
  const draft = await saveDraft(
    {
      authorId: ctx.member.id,
      chatId: ctx.chat.id,
      private: true,
      partial: { type: 'training' },
      question: nameOf(entry),
      fields: [readersText(entry)],
      disputeOf: entry.id,
    },
    ctx.sentAt,
  )
  return { memberId: ctx.member.id, content: { type: 'card', card: disputeDraftCard(draft) }, draftId: draft.id }
}

/** The form card of a draft that says what is wrong; `values` are those of a refused submit. */
export function disputeDraftCard(draft: DraftView, values?: FormValues, errors: FormErrors = draft.errors): Card {
  const { question = '', fields } = draft
  const [number = ''] = question.split(' ')
  return disputeFormCard({
    draftId: draft.id,
    revision: draft.revision,
    name: question,
    values,
    errors,
    sentence: `有出入 ${number} …`,
    readers: fields[0] ?? '',
  })
}
