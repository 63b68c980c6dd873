import { type WhichEntry, whichEntryCard } from '../../cards/which-entry-card.js'
import type { Reply } from '../../src/core/reply.js'
import { saveDraft } from '../../src/ledger/drafts.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import { isGroup, type MemberContext } from '../context.js'
import { isForPrivate } from './private-kinds.js'
import { branchNameFor } from './receipt.js'

/** A change as it was typed, by SCHEMA names. */
export interface TypedChange {
  readonly set?: Readonly<Record<string, unknown>>
  readonly add?: Readonly<Record<string, unknown>>
}

/** Asks which of several entries is meant; in private when one of them is not for a group. */
export async function askWhich(
  entries: readonly LedgerEntryView[],
  wish: WhichEntry['wish'],
  ctx: MemberContext,
): Promise<Reply> {
  const aside = isGroup(ctx) && entries.some(isForPrivate)
  const branchName = aside || !isGroup(ctx) ? branchNameFor(ctx) : undefined
  const inGroup = isGroup(ctx) && !aside
  const card = whichEntryCard({ entries, wish, today: ctx.today, inGroup, branchName })
  const content = { type: 'card', card } as const
  const draftId = questionOf(wish)
  if (!aside) return { chat: content, draftId }
  return {
    chat: { type: 'text', text: '有几条都对得上，还没有动，已私聊你' },
    direct: [{ memberId: ctx.member.id, content, draftId }],
  }
}

/** By what its card is found again, once the question is answered: what waits for the answer. */
function questionOf(wish: WhichEntry['wish']): string | undefined {
  if (wish.verb === '附到') return wish.fileId
  return wish.verb === '改' ? wish.draftId : undefined
}

/** The same for a change that was typed: it is kept until its author has chosen. */
export async function askWhichToChange(
  entries: readonly LedgerEntryView[],
  change: TypedChange,
  ctx: MemberContext,
): Promise<Reply> {
  const draft = await saveDraft(
    {
      authorId: ctx.member.id,
      chatId: ctx.chat.id,
      private: !isGroup(ctx) || entries.some(isForPrivate),
      partial: { type: 'training' },
      pending: { ...change, entryIds: entries.map(({ id }) => id) },
      messageId: ctx.messageId,
    },
    ctx.sentAt,
  )
  return askWhich(entries, { verb: '改', draftId: draft.id }, ctx)
}
