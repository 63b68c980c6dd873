import { helpCard } from '../cards/help-card.js'
import { helpTopicCard } from '../cards/help-topic-card.js'
import { helpTopicOf } from '../cards/shared/help-topics.js'
import type { HelpMeaning } from '../src/core/meaning.js'
import { cardReply, type Reply } from '../src/core/reply.js'
import type { HandlerContext } from './context.js'

/** What to type here, for this person; of one kind when it is named. A word that names none gets the whole. */
export async function help({ topic: word }: HelpMeaning, { chat, member }: HandlerContext): Promise<Reply> {
  const topic = word === undefined ? undefined : helpTopicOf(word)
  if (topic && member) return cardReply(helpTopicCard(topic, { chat: chat.type }))
  const audience = member === undefined ? 'guest' : member.roles.includes('secretary') ? 'secretary' : 'member'
  return cardReply(helpCard({ chat: chat.type, audience }))
}
