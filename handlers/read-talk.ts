import { talkContentCard } from '../cards/talk-content-card.js'
import { UserError } from '../src/core/errors.js'
import type { ReadTalkMeaning } from '../src/core/meaning.js'
import { type Reply, textReply } from '../src/core/reply.js'
import type { EntryView, TalkContent } from '../src/core/views.js'
import { findEntryByNumber } from '../src/ledger/entries.js'
import { canSee } from '../src/ledger/permissions.js'
import { readAnalysis, readTalkContent } from '../src/ledger/read-talk.js'
import type { MemberContext } from './context.js'
import { inPrivate } from './shared/in-private.js'

/**
 * Shows a talk's content to one of its people, an analysis to its author and the secretary of its time, always in
 * private; every try is audited by the ledger.
 */
export async function readTalk({ number }: ReadTalkMeaning, ctx: MemberContext): Promise<Reply> {
  const unknown = textReply(`没有找到编号 ${number}，请对照回执里的编号再发一次`)
  const entry = await findEntryByNumber(number)
  if (!entry || !isSealed(entry)) return unknown
  // Tried before it is judged who may know of it, so that such a try is audited as well.
  const reply = await openTalk(entry, ctx)
  return canSee(ctx.member, entry) ? reply : unknown
}

/** Whether its words lie sealed beside the entry. */
export const isSealed = ({ kind }: EntryView): boolean => kind === 'talk' || kind === 'analysis'

/** The content as a private card, or the reason why not. */
export async function openTalk(entry: EntryView, ctx: MemberContext): Promise<Reply> {
  const content = await tryToRead(entry, ctx)
  if (typeof content === 'string') return textReply(content)
  const card = { type: 'card', card: talkContentCard(entry, content, ctx.today) } as const
  return inPrivate(card, ctx)
}

async function tryToRead(entry: EntryView, ctx: MemberContext): Promise<TalkContent | string> {
  try {
    const read = entry.kind === 'analysis' ? readAnalysis : readTalkContent
    return await read(entry.id, ctx.member, ctx.sentAt)
  } catch (error) {
    // Answered here instead of thrown: a refusal must not roll back the audit of the try.
    if (error instanceof UserError) return error.userMessage
    throw error
  }
}
