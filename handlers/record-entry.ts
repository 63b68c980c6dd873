import type { RecordMeaning } from '../src/core/meaning.js'
import type { Reply } from '../src/core/reply.js'
import type { MemberContext } from './context.js'
import { askBack } from './shared/ask-back.js'
import { receiptReply } from './shared/receipt.js'
import { isQuestion, prepareOrAsk, write } from './shared/record.js'

/**
 * Records one thing of any kind and answers with its receipt; what the ledger can't hold as it was said comes back as a
 * form. UserError when this member may not record it.
 */
export async function recordEntry(meaning: RecordMeaning, ctx: MemberContext): Promise<Reply> {
  const prepared = await prepareOrAsk(meaning, ctx)
  // Who was not found, or nobody to come, says who was missing: asked in private.
  if (isQuestion(prepared)) return askBack({ ...prepared, private: true }, ctx)
  return receiptReply([await write(meaning, prepared, ctx)], ctx)
}
