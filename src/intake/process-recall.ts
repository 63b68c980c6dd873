import { handleRecalled } from '../../handlers/index.js'
import { civilDateAt } from '../core/civil-date.js'
import type { InboundRecall, Platform } from '../core/platform.js'
import { findBranch, findBranchIdOfMessage } from '../ledger/branches.js'
import { inBranch } from '../models/branch-scope.js'
import { InboxRow } from '../models/inbox-row.js'
import { OutboxRow } from '../models/outbox-row.js'
import { applyReply } from './apply-reply.js'
import { inboxIdOf } from './inbox.js'
import { sendKeyOf } from './outbox.js'
import type { Effect, Plan, ProcessDeps } from './plan.js'

const NOTHING: Effect = { outboxIds: [] }
/** A message is answered by a few rows: a receipt, private ones, lines to others. */
const MOST_ANSWERS = 40

/**
 * A message was recalled: nothing of its words is kept, neither in the inbox nor in what was answered, and its author is
 * asked in private about the entries that came of it (moments.md §3).
 */
export async function processRecall(
  recall: InboundRecall,
  platform: Platform,
  rowId: string,
  deps: ProcessDeps,
): Promise<Plan> {
  const sentence = inboxIdOf(recall, recall.messageId)
  const branchId = await findBranchIdOfMessage(recall.messageId)
  const branch = branchId === undefined ? undefined : await findBranch(branchId)
  const carryOut = async (): Promise<Effect> => {
    // What still waits is taken before this, in the order of time; what was put aside stays there without its words.
    await InboxRow.updateOne({ _id: sentence, state: { $ne: 'stored' } }, { $unset: { payload: 1 } })
    // An account, and so a message, is only unique together with its platform.
    if (branch?.platform !== recall.platform) {
      await forgetAnswers(sentence, [], [])
      return NOTHING
    }
    return inBranch(branch.id, async () => {
      const { reply, entryIds, draftIds } = await handleRecalled(
        recall.messageId,
        civilDateAt(recall.happenedAt, branch.timezone),
      )
      await forgetAnswers(sentence, entryIds, draftIds)
      const place = {
        platform,
        target: { chatId: recall.chatId },
        inGroup: recall.chatId === branch.chatId,
        personId: '',
        branchId: branch.id,
        cause: rowId,
      }
      return { outboxIds: await applyReply(reply, place, deps.outboxVault) }
    })
  }
  return { carryOut, refuse: async () => NOTHING }
}

/** Receipts, questions and refusals repeat what was said. What is on its way is still sent; what was sent is forgotten. */
async function forgetAnswers(
  sentence: string,
  entryIds: readonly string[],
  draftIds: readonly string[],
): Promise<void> {
  const answers = Array.from({ length: MOST_ANSWERS }, (_, index) => sendKeyOf(sentence, index))
  await OutboxRow.updateMany(
    {
      state: { $in: ['sent', 'superseded'] },
      $or: [{ _id: { $in: answers } }, { entryIds: { $in: [...entryIds] } }, { draftId: { $in: [...draftIds] } }],
    },
    { $unset: { payload: 1 } },
  )
}
