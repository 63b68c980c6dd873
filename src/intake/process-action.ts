import { handleAction, handleExpiredAction, handleForeignAction } from '../../handlers/index.js'
import { type BranchAction, decodeAction, isSetupAction } from '../core/action.js'
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
import { OutboxRow } from '../models/outbox-row.js'
import { applyReply } from './apply-reply.js'
import { identify } from './identify.js'
import type { Plan, ProcessDeps } from './plan.js'
import { planSetupAction } from './process-setup.js'

/**
 * What a tap does. The ids inside a button come from the client, so they only choose where to look: the operator must
 * be a member of that very branch, and in a group the branch must be the group's. `late`: the platform was answered.
 */
export async function processAction(
  tap: InboundAction,
  platform: Platform,
  rowId: string,
  deps: ProcessDeps,
  late: boolean,
): Promise<Plan> {
  const action = decodeAction(tap.value)
  if (!action) return onlyNotice(handleExpiredAction())
  const chatId = tap.chatId || (await groupOfCard(tap))
  if (isSetupAction(action)) return planSetupAction(action, tap, chatId, { platform, cause: rowId }, deps, late)
  const groupBranch = chatId === undefined ? undefined : await findBranchByChat(tap.platform, chatId)
  const own = groupBranch ? [] : await findBranchesOfUser(tap.platform, tap.operatorId)
  const branch = await branchOf(action, own, groupBranch)
  const member = branch && (await identify(branch, tap.operatorId, platform, groupBranch !== undefined, deps))
  if (!branch || !member) return onlyNotice(handleForeignAction())

  const place = {
    platform,
    // Only the branch's own group is answered as a chat: a card may have been forwarded to any other.
    target: groupBranch ? { chatId: groupBranch.chatId } : { userId: tap.operatorId },
    inGroup: groupBranch !== undefined,
    personId: tap.operatorId,
    asked: true,
    onPageOf: tap.onPage && 'draftId' in action ? action.draftId : undefined,
    branchId: branch.id,
    cause: rowId,
  }
  // A worker that finishes a tap has no toast left to answer with: what it had to say is said in private.
  const lateNotice = (reply: Reply): Reply =>
    late && reply.notice && !reply.chat && !reply.updates?.length
      ? {
          ...reply,
          direct: [
            { memberId: member.id, content: { type: 'text', text: reply.notice.text } },
            ...(reply.direct ?? []),
          ],
        }
      : reply
  return {
    carryOut: () =>
      inBranch(branch.id, async () => {
        const reply = await handleAction(action, tap.form ?? {}, {
          branch,
          member,
          inSeveral: own.length > 1,
          chat: {
            id:
              groupBranch?.chatId ??
              (tap.chatId || (platform.privateChatOf(tap.operatorId) ?? `private:${tap.operatorId}`)),
            type: groupBranch ? 'group' : 'p2p',
          },
          onPage: tap.onPage,
          sentAt: tap.actedAt,
          now: deps.clock.now(),
          today: civilDateAt(tap.actedAt, branch.timezone),
          messageId: tap.messageId,
          formsGoPrivate: !platform.formsInGroups,
          knowsReplies: platform.knowsReplies,
          roster: await listEverybody(),
        })
        return {
          outboxIds: await applyReply(lateNotice(reply), place, deps.outboxVault),
          notice: reply.notice,
          wipe: reply.wipe,
        }
      }),
    refuse: async (userMessage) => ({ outboxIds: [], notice: { tone: 'warning', text: userMessage } }),
  }
}

/** Where the card stands, for a platform that does not say: its id is then the key that we sent it with. */
async function groupOfCard(tap: InboundAction): Promise<string | undefined> {
  if (!tap.messageId) return undefined
  const row = await OutboxRow.findOne({ _id: tap.messageId, platform: tap.platform, appId: tap.appId }).lean()
  return row?.inGroup ? row.chatId : undefined
}

function onlyNotice(reply: Reply): Plan {
  const effect = { outboxIds: [], notice: reply.notice }
  return { carryOut: async () => effect, refuse: async () => effect }
}

async function branchOf(
  action: BranchAction,
  own: readonly BranchView[],
  groupBranch?: BranchView,
): Promise<BranchView | undefined> {
  const id = await branchIdOf(action)
  if (groupBranch) return groupBranch.id === id ? groupBranch : undefined
  return own.find((branch) => branch.id === id) ?? (id ? findBranch(id) : undefined)
}

function branchIdOf(action: BranchAction): Promise<string | undefined> {
  if ('branchId' in action) return Promise.resolve(action.branchId)
  return 'draftId' in action ? findBranchIdOfDraft(action.draftId) : findBranchIdOfEntry(action.entryId)
}
