import type { InboundMessage } from '../core/platform.js'
import type { MemberView } from '../core/views.js'

/** A message as the language wants it: placeholders resolved to roster names, and whether it speaks to the bot. */
export interface Addressed {
  readonly text: string
  readonly addressed: boolean
  /** The bot was named, but only by @所有人: a message to everybody is not a message to the bot. */
  readonly onlyEverybody: boolean
}

/**
 * Resolves the mention placeholders of `message`. The bot's own mention is taken out; a member's becomes @ and the
 * roster name, whatever the platform calls him; @所有人 inside a sentence means the whole roster (moments.md §3).
 */
export function addressOf(message: InboundMessage, botUserId: string, roster: readonly MemberView[]): Addressed {
  let text = message.text
  let namesBot = false
  // Longest key first: @_user_1 is a prefix of @_user_10.
  for (const mention of [...message.mentions].sort((a, b) => b.key.length - a.key.length)) {
    const isBot = mention.userId === botUserId
    namesBot ||= isBot
    const member = roster.find((one) => one.platformUserId === mention.userId)
    text = text.replaceAll(mention.key, isBot ? ' ' : ` @${member?.name ?? mention.name} `)
  }
  const everybody = message.mentionsAll || text.includes('@_all')
  text = text.replaceAll('@_all', ' 全员 ').trim()
  const command = /^[/／]/.test(text)
  return { text, addressed: namesBot || command, onlyEverybody: everybody && !namesBot && !command }
}
