import type { RecordMeaning } from '../../src/core/meaning.js'
import { toNewEntry } from '../../src/ledger/new-entry.js'
import { recordEntry } from '../../src/ledger/record-entry.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import type { MemberContext } from '../context.js'

/** A record together with the entry it became: the receipt of a talk shows its author what he just said. */
export interface Recorded {
  readonly meaning: RecordMeaning
  readonly entry: LedgerEntryView
}

/** Writes the record as of the message's own moment, whenever it arrived. */
export async function record(meaning: RecordMeaning, ctx: MemberContext): Promise<Recorded> {
  const input = await toNewEntry(meaning, {
    author: ctx.member,
    sentAt: ctx.sentAt,
    today: ctx.today,
    branch: ctx.branch,
    chatId: ctx.chat.id,
    messageId: ctx.messageId,
  })
  return { meaning, entry: await recordEntry(input, ctx.sentAt) }
}
