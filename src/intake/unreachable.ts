import type { Vault } from '../core/seal.js'
import type { BranchView } from '../core/views.js'
import { setupsOfPerson } from '../ledger/branch-setup.js'
import { findBranch } from '../ledger/branches.js'
import { quietTimeFrom } from '../ledger/quiet-time.js'
import { isDuplicateKey } from '../models/in-transaction.js'
import type { OutboxDocument } from '../models/outbox-row.js'
import { enqueue } from './outbox.js'

const NOT_DELIVERED = '有一张卡片未能送达，请书记私聊我一次'

type Group = Pick<BranchView, 'platform' | 'chatId'>

async function groupOf(branchId: string): Promise<BranchView | undefined> {
  const branch = await findBranch(branchId)
  return branch && !branch.chatClosed ? branch : undefined
}

/** Who was named as secretary has no branch yet: the group in which he was named waits for him. */
async function groupOfSetup({ platform }: OutboxDocument, userId: string): Promise<Group | undefined> {
  if (platform !== 'feishu' && platform !== 'dingtalk') return undefined
  // Judged by the set-up's own end, which the database keeps: there is no civil clock here.
  return (await setupsOfPerson(platform, userId, 0)).at(-1)
}

/**
 * Something for one person that can't reach him: he never opened the bot, or is outside its availability. The branch's
 * group sees one line that names nobody, once for ever per person (moments.md §2), at a time at which one may speak
 * unasked; the operator sees the dead letter. `now`: civil epoch ms.
 */
export async function tellOfUnreachable(row: OutboxDocument, vault: Vault, now: number): Promise<void> {
  const { branchId, userId, appId } = row
  // In a chat of his own he has written to the bot, so he can be reached there.
  if (row.op !== 'send' || !userId || row.chatId) return
  const branch = branchId ? await groupOf(branchId) : undefined
  const group = branchId ? branch : await groupOfSetup(row, userId)
  if (!group) return
  // A group that is being set up waits for this very line.
  const quiet = branch && quietTimeFrom(now, branch)
  const line = {
    op: 'send' as const,
    target: { chatId: group.chatId },
    content: { type: 'text' as const, text: NOT_DELIVERED },
    inGroup: true,
  }
  const cause = `unreachable|${branchId ?? group.chatId}|${userId}`
  try {
    await enqueue(
      [line],
      { platform: group.platform, appId, branchId, purpose: 'notice', cause, ...(quiet ? { quiet } : {}) },
      vault,
    )
  } catch (error) {
    if (!isDuplicateKey(error)) throw error // said before
  }
}
