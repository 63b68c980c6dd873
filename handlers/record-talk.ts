import type { TalkMeaning } from '../src/core/meaning.js'
import type { Reply } from '../src/core/reply.js'
import type { MemberContext } from './context.js'
import { receiptReply } from './shared/receipt.js'
import { record } from './shared/record.js'

/** Records a talk; its receipt is private, the partner gets one line. */
export async function recordTalk(meaning: TalkMeaning, ctx: MemberContext): Promise<Reply> {
  return receiptReply([await record(meaning, ctx)], ctx)
}
