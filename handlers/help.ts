import { helpCard } from '../cards/help-card.js'
import { cardReply, type Reply } from '../src/core/reply.js'
import type { HandlerContext } from './context.js'

/** What to type here, for this person. */
export async function help(_meaning: unknown, { chat, member }: HandlerContext): Promise<Reply> {
  const audience = member === undefined ? 'guest' : member.roles.includes('secretary') ? 'secretary' : 'member'
  return cardReply(helpCard({ chat: chat.type, audience }))
}
