import type { EntrySource } from '../../src/ledger/new-entry/source.js'
import type { MemberContext } from '../context.js'

/** Who says it, where and when: what the ledger notes of every record made from a message or tap. */
export const sourceOf = (ctx: MemberContext): EntrySource => ({
  author: ctx.member,
  sentAt: ctx.sentAt,
  today: ctx.today,
  branch: ctx.branch,
  chatId: ctx.chat.id,
  messageId: ctx.sentenceId ?? ctx.messageId,
})
