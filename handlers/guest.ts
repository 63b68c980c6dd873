import { helpCard } from '../cards/help-card.js'
import { cardReply, type Reply } from '../src/core/reply.js'

/** People who are not members get help, never data, and can't write (moments.md §2). */
export const handleGuest = (chat: 'group' | 'p2p'): Reply => cardReply(helpCard({ chat, audience: 'guest' }))
