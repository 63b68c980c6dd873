import type { RecordMeaning } from '../../src/core/meaning.js'
import { type NewEntry, toNewEntry } from '../../src/ledger/new-entry.js'
import { recordEntry } from '../../src/ledger/record-entry.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import type { MemberContext } from '../context.js'

/** A record together with the entry it became: the receipt of a talk shows its author what he just said. */
export interface Recorded {
  readonly meaning: RecordMeaning
  readonly entry: LedgerEntryView
}

/** Writes the record as of the message's own moment, whenever it arrived. UserError as `prepare`. */
export async function record(meaning: RecordMeaning, ctx: MemberContext): Promise<Recorded> {
  return write(meaning, await prepare(meaning, ctx), ctx)
}

/** Spells the record out and judges it; writes nothing. UserError when the roster of its day can't hold it. */
export function prepare(meaning: RecordMeaning, ctx: MemberContext): Promise<NewEntry> {
  return toNewEntry(meaning, {
    author: ctx.member,
    sentAt: ctx.sentAt,
    today: ctx.today,
    branch: ctx.branch,
    chatId: ctx.chat.id,
    messageId: ctx.messageId,
  })
}

/** Writes what was prepared. */
export async function write(meaning: RecordMeaning, prepared: NewEntry, ctx: MemberContext): Promise<Recorded> {
  return { meaning, entry: await recordEntry(prepared, ctx.now) }
}
