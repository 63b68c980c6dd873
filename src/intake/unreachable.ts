import type { Vault } from '../core/seal.js'
import { findBranch } from '../ledger/branches.js'
import { isDuplicateKey } from '../models/in-transaction.js'
import type { OutboxDocument } from '../models/outbox-row.js'
import { enqueue } from './outbox.js'

const NOT_DELIVERED = '有一张卡片未能送达，请书记私聊我一次'

/**
 * Something for one person that can't reach him: he never opened the bot, or is outside its availability. The branch's
 * group sees one line that names nobody, once for ever per person (moments.md §2); the operator sees the dead letter.
 */
export async function tellOfUnreachable(row: OutboxDocument, vault: Vault): Promise<void> {
  const { branchId, userId, appId } = row
  // In a chat of his own he has written to the bot, so he can be reached there.
  if (row.op !== 'send' || !branchId || !userId || row.chatId) return
  const branch = await findBranch(branchId)
  if (!branch || branch.chatClosed) return
  const line = {
    op: 'send' as const,
    target: { chatId: branch.chatId },
    content: { type: 'text' as const, text: NOT_DELIVERED },
    inGroup: true,
  }
  const cause = `unreachable|${branchId}|${userId}`
  try {
    await enqueue([line], { platform: branch.platform, appId, branchId, purpose: 'notice', cause }, vault)
  } catch (error) {
    if (!isDuplicateKey(error)) throw error // said before
  }
}
