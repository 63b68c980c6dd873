import type { PartialRecord } from '../../src/core/meaning.js'
import type { Reply } from '../../src/core/reply.js'
import { saveDraft } from '../../src/ledger/drafts.js'
import { isGroup, type MemberContext } from '../context.js'
import { draftCard } from './draft-card.js'
import { recallRequest } from './receipt.js'

/** A question about a record that isn't complete or certain. */
export interface Asking {
  readonly partial: PartialRecord
  readonly question: string
  /** SCHEMA names of the fields in question. */
  readonly fields: readonly string[]
  /** The question itself is not for the group: it may name who was missing. */
  readonly private?: boolean
}

/** Said in the group when a form goes to its author in private. */
export const FORM_IN_PRIVATE = '这条还没记，要补的已私聊你'

/** Fields whose question can't be put in a group: they say who was missing. */
const PRIVATE_FIELDS = ['attendees', 'absent']

/**
 * Asks back with a form that holds everything understood; nothing is recorded until it is sent. Talks are asked about
 * in private, even when they were typed in the group (moments.md §1).
 */
export async function askBack(asking: Asking, ctx: MemberContext): Promise<Reply> {
  const { partial, question, fields } = asking
  const aside =
    partial.type === 'talk' || asking.private === true || fields.some((field) => PRIVATE_FIELDS.includes(field))
  const draft = await saveDraft(
    {
      authorId: ctx.member.id,
      chatId: ctx.chat.id,
      partial,
      question,
      fields: [...fields],
      private: aside || !isGroup(ctx),
    },
    ctx.sentAt,
  )
  const content = { type: 'card', card: draftCard(draft, ctx) } as const
  if (!isGroup(ctx) || !aside) return { chat: content, draftId: draft.id }
  return {
    chat: { type: 'text', text: FORM_IN_PRIVATE },
    direct: [{ memberId: ctx.member.id, content, draftId: draft.id }, ...recallRequest(partial.privacy, ctx)],
  }
}
