import { digestCard } from '../cards/digest-card.js'
import { civilDateAt, civilTimeAt } from '../src/core/civil-date.js'
import type { Target } from '../src/core/platform.js'
import type { BranchView, DigestData } from '../src/core/views.js'
import { mayRemind } from '../src/intake/budget.js'
import type { OutgoingMessage } from '../src/intake/outbox.js'
import { findBranchesOfUser, listBranches } from '../src/ledger/branches.js'
import { digestId, noteDigest, pendingDigest } from '../src/ledger/digest-due.js'
import { recipientsOf } from '../src/ledger/recipients.js'
import { digestDue, isLastDigestOfMonth } from '../src/ledger/reminder-times.js'
import { inBranch } from '../src/models/branch-scope.js'
import { forEachBranch, sendOnce, wasSent } from './send-once.js'
import type { Sweep, SweepDeps } from './sweep.js'

/** Sends each branch's group the digest of the week, when it is due and there is anything to say. */
export const sweepDigests: Sweep = async (at, deps) =>
  forEachBranch(await listBranches(), deps, (branch) => sendDigest(branch, at, deps))

async function sendDigest(branch: BranchView, at: number, deps: SweepDeps): Promise<readonly string[]> {
  const today = civilDateAt(at, branch.timezone)
  const monday = digestDue({ date: today, time: civilTimeAt(at, branch.timezone) }, branch)
  if (!monday) return []
  // Where calls are to be saved, one digest tells the whole month.
  if (!mayRemind(deps.budget.levelOf(branch.platform), 'digest') && !isLastDigestOfMonth(monday, branch)) return []
  const id = digestId(branch, monday)
  if (await wasSent(id)) return []
  return inBranch(branch.id, async () => {
    const pending = await pendingDigest(branch, monday, today)
    if (!pending) return []
    const messages = await messagesOf(pending.data, branch, today, deps)
    if (messages.length === 0) return []
    const { from } = pending.data
    const reminder = {
      _id: id,
      card: 'digest' as const,
      period: monday,
      at,
      ...(pending.hasWeek && { from, to: today }),
    }
    const note = (): Promise<void> => noteDigest(branch, pending, monday, at)
    return sendOnce(branch, { ...reminder, note }, messages, deps)
  })
}

/** One for the group; for its secretary (who stands in for him) where he wished so, or where the bot is not in the group. */
async function messagesOf(
  data: DigestData,
  branch: BranchView,
  today: string,
  deps: SweepDeps,
): Promise<OutgoingMessage[]> {
  const inGroup = branch.digestTo !== 'secretary' && !branch.chatClosed
  const canReply = deps.platforms.get(branch.platform)?.knowsReplies ?? false
  const message = (target: Target, branchName?: string): OutgoingMessage => {
    const card = digestCard(data, { inGroup, canReply, today, branchName })
    return { op: 'send', target, content: { type: 'card', card }, inGroup }
  }
  if (inGroup) return [message({ chatId: branch.chatId })]
  const messages: OutgoingMessage[] = []
  for (const { platformUserId: userId } of await recipientsOf(branch, today)) {
    if (userId === undefined) continue
    const inSeveral = (await findBranchesOfUser(branch.platform, userId)).length > 1
    messages.push(message({ userId }, inSeveral ? branch.name : undefined))
  }
  return messages
}
