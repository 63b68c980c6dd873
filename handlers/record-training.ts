import type { TrainingMeaning } from '../src/core/meaning.js'
import type { Reply } from '../src/core/reply.js'
import type { MemberContext } from './context.js'
import { receiptReply } from './shared/receipt.js'
import { record } from './shared/record.js'

/** Records a training. */
export async function recordTraining(meaning: TrainingMeaning, ctx: MemberContext): Promise<Reply> {
  return receiptReply([await record(meaning, ctx)], ctx)
}
