import type { SeveralMeaning } from '../src/core/meaning.js'
import type { Reply } from '../src/core/reply.js'
import type { MemberContext } from './context.js'
import { questionsAbout } from './refuse.js'
import { askTogether } from './shared/ask-back.js'
import { receiptReply } from './shared/receipt.js'
import { isQuestion, prepareOrAsk, type Recorded, write } from './shared/record.js'

/**
 * Records what is certain of a message and asks about the rest together, so that one bad word costs neither. UserError,
 * and nothing recorded, when this member may not record one of them.
 */
export async function recordMany({ records, doubtful = [] }: SeveralMeaning, ctx: MemberContext): Promise<Reply> {
  const doubts = questionsAbout(doubtful, ctx)
  const sure: Parameters<typeof write>[] = []
  // One after the other: a session can't run two operations at once, and numbers follow the order said.
  for (const meaning of records) {
    const prepared = await prepareOrAsk(meaning, ctx)
    if (isQuestion(prepared)) doubts.push(prepared)
    else sure.push([meaning, prepared, ctx])
  }
  const recorded: Recorded[] = []
  for (const one of sure) recorded.push(await write(...one))
  if (recorded.length === 0) return askTogether(doubts, ctx)
  const receipt = await receiptReply(recorded, ctx)
  if (doubts.length === 0) return receipt
  // The chat has the receipt: the form goes to its author beside it.
  const asked = await askTogether(doubts, ctx, { aside: true })
  return { ...receipt, direct: [...(receipt.direct ?? []), ...(asked.direct ?? [])], routine: false }
}
