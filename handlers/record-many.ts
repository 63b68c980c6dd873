import type { RecordMeaning } from '../src/core/meaning.js'
import type { Reply } from '../src/core/reply.js'
import type { MemberContext } from './context.js'
import { receiptReply } from './shared/receipt.js'
import { type Recorded, record } from './shared/record.js'

/** Records everything one message said: all of it or, as the transaction fails with any of them, nothing. */
export async function recordMany(
  { records }: { records: readonly RecordMeaning[] },
  ctx: MemberContext,
): Promise<Reply> {
  const recorded: Recorded[] = []
  // One after the other: a session can't run two operations at once, and numbers follow the order said.
  for (const meaning of records) recorded.push(await record(meaning, ctx))
  return receiptReply(recorded, ctx)
}
