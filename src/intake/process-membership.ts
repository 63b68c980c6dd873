import { greetingCard } from '../../cards/greeting-card.js'
import type { InboundMembership, Platform } from '../core/platform.js'
import { cardReply, type Reply } from '../core/reply.js'
import type { BranchView } from '../core/views.js'
import { findBranchByChat, setChatClosed } from '../ledger/branches.js'
import { secretaries } from '../ledger/roster.js'
import { inBranch } from '../models/branch-scope.js'
import { applyReply } from './apply-reply.js'
import type { Effect, Plan, ProcessDeps } from './plan.js'
import { greetGroup } from './process-setup.js'

const NOTHING: Effect = { outboxIds: [] }

/**
 * The bot came into a group: it greets. It was taken out: sending there stops, the secretary is told in private, the
 * data stays; added again, the same branch goes on (moments.md §2). A person who opens the private chat gets nothing:
 * the event comes at every opening, not only the first.
 */
export async function processMembership(
  change: InboundMembership,
  platform: Platform,
  rowId: string,
  deps: ProcessDeps,
): Promise<Plan> {
  const refuse = async (): Promise<Effect> => NOTHING
  const branch = change.kind === 'chatOpened' ? undefined : await findBranchByChat(change.platform, change.chatId)
  const place = {
    platform,
    target: { chatId: change.chatId },
    inGroup: true,
    personId: change.operatorId,
    branchId: branch?.id,
    cause: rowId,
  }
  const say = async (reply: Reply): Promise<Effect> => ({
    outboxIds: await applyReply(reply, place, deps.outboxVault),
  })
  if (change.kind === 'botAdded' && branch) return { carryOut: () => greet(change, say, branch), refuse }
  if (change.kind === 'botAdded')
    return { carryOut: async () => ({ outboxIds: await greetGroup(change, place, deps) }), refuse }
  if (change.kind === 'botRemoved' && branch) return { carryOut: () => farewell(change, say, branch), refuse }
  return { carryOut: async () => NOTHING, refuse }
}

type Say = (reply: Reply) => Promise<Effect>

async function greet(change: InboundMembership, say: Say, branch: BranchView): Promise<Effect> {
  await setChatClosed(branch.id, false, change.happenedAt)
  return say(cardReply(greetingCard({ registered: true })))
}

function farewell(change: InboundMembership, say: Say, branch: BranchView): Promise<Effect> {
  return inBranch(branch.id, async () => {
    // An event that was overtaken by a later one says nothing any more.
    if (!(await setChatClosed(branch.id, true, change.happenedAt))) return NOTHING
    const text = `我已被移出「${branch.name}」的群，群里不再发消息；台账数据都还在，重新拉我进群即可继续；群已解散的，拉我进新群，在新群发「绑定本群」。`
    const direct = (await secretaries()).map((one) => ({ memberId: one.id, content: { type: 'text' as const, text } }))
    return say({ direct })
  })
}
