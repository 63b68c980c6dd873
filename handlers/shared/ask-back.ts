import type { PartialRecord, QuestionMeaning } from '../../src/core/meaning.js'
import type { DirectMessage, Reply } from '../../src/core/reply.js'
import { saveDraft } from '../../src/ledger/drafts.js'
import { isGroup, type MemberContext } from '../context.js'
import { draftCard } from './draft-card.js'
import { isAskedInPrivate } from './private-kinds.js'
import { recallRequest } from './recall.js'
import { sentenceOf } from './sentence.js'

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

/** Fields whose question can't be put in a group: they say who was missing, or what somebody paid. */
const PRIVATE_FIELDS = ['attendees', 'absent', 'items']

/**
 * Asks back with a form that holds everything understood; nothing is recorded until it is sent. Talks, money and what
 * names who was missing are asked about in private, even when they were typed in the group (moments.md §1).
 */
export async function askBack(asking: Asking, ctx: MemberContext): Promise<Reply> {
  const aside =
    isAskedInPrivate(asking.partial) ||
    asking.private === true ||
    asking.fields.some((field) => PRIVATE_FIELDS.includes(field))
  if (isGroup(ctx) && aside) {
    const direct = [await formFor(asking, ctx, true), ...recallRequest(asking.partial, ctx)]
    return { chat: { type: 'text', text: FORM_IN_PRIVATE }, direct }
  }
  const { content, draftId } = await formFor(asking, ctx, !isGroup(ctx))
  return { chat: content, draftId }
}

/**
 * Asks about several doubtful things of one message on one card: a form for the first, and the others as sentences to be
 * completed. `aside`: the chat already has something else to read.
 */
export async function askTogether(
  doubts: readonly QuestionMeaning[],
  ctx: MemberContext,
  { aside = false }: { aside?: boolean } = {},
): Promise<Reply> {
  const [first, ...others] = doubts
  if (first === undefined) return {}
  const question =
    others.length === 0
      ? first.question
      : [
          `这条消息里有${doubts.length}件事要补，先填这一件：${first.question}`,
          '其余请补全后各发一句：',
          ...others.map((other) => `· ${sentenceOf(other.partial)}（${other.question}）`),
        ].join('\n')
  const secret = doubts.some(({ partial }) => isAskedInPrivate(partial))
  const asking: Asking = { partial: first.partial, question, fields: first.fields, private: secret }
  if (aside) return { direct: [await formFor(asking, ctx, true)] }
  return askBack(asking, ctx)
}

async function formFor(
  { partial, question, fields }: Asking,
  ctx: MemberContext,
  isPrivate: boolean,
): Promise<DirectMessage & { readonly draftId: string }> {
  const draft = await saveDraft(
    {
      authorId: ctx.member.id,
      chatId: ctx.chat.id,
      partial,
      question,
      fields: [...fields],
      private: isPrivate,
      messageId: ctx.messageId,
    },
    ctx.sentAt,
  )
  return { memberId: ctx.member.id, content: { type: 'card', card: draftCard(draft, ctx) }, draftId: draft.id }
}
