import { machineNow } from '../core/clock.js'
import type { Vault } from '../core/seal.js'
import { findEntries } from '../ledger/entries.js'
import { inBranch } from '../models/branch-scope.js'
import { isDuplicateKey } from '../models/in-transaction.js'
import type { OutboxDocument } from '../models/outbox-row.js'
import { enqueue } from './outbox.js'

/** Who asked so long ago doesn't wait any more; the operator has the dead letter. */
const WAITED_FOR_MS = 3_600_000

const ANSWER = '答复没能发出来，请稍后再问'
const FORM = '要填的表没能发出来，什么也没有记，也没有改；请稍后再发一次'

/**
 * What a person waits for was refused for good, as it is too long or the platform won't carry its words: he is told so in
 * plain words, once, with nothing of what was refused in it. A row of its own, which nobody waits for: if that one is
 * refused as well, it ends there. Called before the row is settled: after a crash in between both are done again.
 * Returns the row, if there is one.
 */
export async function sayInPlainWords(row: OutboxDocument, vault: Vault): Promise<string[]> {
  const { awaited, op, platform, appId, branchId, chatId, userId, inGroup } = row
  const target = chatId === undefined ? userId !== undefined && { userId } : { chatId, userId }
  if (!awaited || op !== 'send' || !target) return []
  if (platform !== 'feishu' && platform !== 'dingtalk') return []
  if (machineNow() - row.createdAt.getTime() > WAITED_FOR_MS) return []
  const text = await wordsFor(row)
  if (text === undefined) return []
  const line = { op: 'send' as const, target, content: { type: 'text' as const, text }, inGroup }
  const cause = `refused|${row._id}`
  try {
    return await enqueue([line], { platform, appId, branchId, purpose: 'answer', cause }, vault)
  } catch (error) {
    if (isDuplicateKey(error)) return [] // said before
    throw error
  }
}

/** Undefined: there is nothing left to be told of. */
async function wordsFor({ entryIds, draftId, branchId, inGroup }: OutboxDocument): Promise<string | undefined> {
  if (draftId !== undefined) return FORM
  if (entryIds.length === 0 || branchId === undefined) return ANSWER
  const entries = await inBranch(branchId, () => findEntries(entryIds))
  const numbers = entries.filter(({ voided }) => !voided).map(({ number }) => number)
  const [first, ...others] = numbers
  if (first === undefined) return undefined
  const at = inGroup ? '@我发' : '发'
  const which = others.length === 0 ? `请${at}：${first}` : `哪一条请${at}它的编号，如：${first}`
  return `已记 ${numbers.join('、')}，卡片没能发出来，要看${which}`
}
