import { handleAction, handleExpiredAction, handleForeignAction } from '../../handlers/index.js'
import { type Action, decodeAction } from '../core/action.js'
import { civilDateAt } from '../core/civil-date.js'
import type { InboundAction, Platform } from '../core/platform.js'
import type { Reply } from '../core/reply.js'
import type { BranchView } from '../core/views.js'
import {
  findBranch,
  findBranchByChat,
  findBranchesOfUser,
  findBranchIdOfDraft,
  findBranchIdOfEntry,
} from '../ledger/branches.js'
import { listEverybody } from '../ledger/roster.js'
import { inBranch } from '../models/branch-scope.js'
import { applyReply, placeOf } from './apply-reply.js'
import { identify } from './identify.js'
import type { Plan, ProcessDeps } from './process-inbound.js'

/**
 * What a tap does. The ids inside a button come from the client, so they only choose where to look: the operator must
 * be a member of that very branch, and in a group the branch must be the group's.
 */
export async function processAction(
  tap: InboundAction,
  platform: Platform,
  rowId: string,
  deps: ProcessDeps,
): Promise<Plan> {
  const action = decodeAction(tap.value)
  if (!action) return onlyNotice(handleExpiredAction())
  const groupBranch = await findBranchByChat(tap.platform, tap.chatId)
  const branch = await branchOf(action, tap, groupBranch)
  const member = branch && (await identify(branch, tap.operatorId, platform, deps.logger))
  if (!branch || !member) return onlyNotice(handleForeignAction())

  return {
    carryOut: () =>
      inBranch(branch.id, async () => {
        const reply = await handleAction(action, tap.form ?? {}, {
          branch,
          member,
          chat: { id: tap.chatId, type: groupBranch ? 'group' : 'p2p' },
          sentAt: tap.actedAt,
          today: civilDateAt(tap.actedAt, branch.timezone),
          messageId: tap.messageId,
          roster: await listEverybody(),
        })
        const place = placeOf(tap, rowId, groupBranch !== undefined, branch.id)
        return {
          outboxIds: await applyReply(reply, place, deps.outboxVault),
          notice: reply.notice,
          wipe: reply.wipe,
        }
      }),
    refuse: async (userMessage) => ({ outboxIds: [], notice: { tone: 'warning', text: userMessage } }),
  }
}

function onlyNotice(reply: Reply): Plan {
  const effect = { outboxIds: [], notice: reply.notice }
  return { carryOut: async () => effect, refuse: async () => effect }
}

async function branchOf(action: Action, tap: InboundAction, groupBranch?: BranchView): Promise<BranchView | undefined> {
  const id = await branchIdOf(action)
  if (groupBranch) return groupBranch.id === id ? groupBranch : undefined
  const own = await findBranchesOfUser(tap.platform, tap.operatorId)
  return own.find((branch) => branch.id === id) ?? (id ? findBranch(id) : undefined)
}

function branchIdOf(action: Action): Promise<string | undefined> {
  if ('branchId' in action) return Promise.resolve(action.branchId)
  return 'draftId' in action ? findBranchIdOfDraft(action.draftId) : findBranchIdOfEntry(action.entryId)
}
