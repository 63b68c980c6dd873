import type { MeetingMeaning } from '../src/core/meaning.js'
import type { Reply } from '../src/core/reply.js'
import type { MemberContext } from './context.js'
import { receiptReply } from './shared/receipt.js'
import { record } from './shared/record.js'

/** Records a meeting. */
export async function recordMeeting(meaning: MeetingMeaning, ctx: MemberContext): Promise<Reply> {
  return receiptReply([await record(meaning, ctx)], ctx)
}
