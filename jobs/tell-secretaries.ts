import { civilDateAt } from '../src/core/civil-date.js'
import type { Content } from '../src/core/platform.js'
import type { BranchView } from '../src/core/views.js'
import { recipientsOf } from '../src/ledger/recipients.js'
import type { ReminderDocument } from '../src/models/reminder-row.js'
import { sendOnce, wasSent } from './send-once.js'
import type { SweepDeps } from './sweep.js'

/**
 * Sends the branch's secretary, or who stands in for him, in private, what `content` makes: once for ever for each card,
 * period and reader. Call it in the branch's scope. Returns the outbox rows.
 */
export async function tellSecretaries(
  branch: BranchView,
  { card, period, at }: Pick<ReminderDocument, 'card' | 'period' | 'at'>,
  content: () => Promise<Content>,
  deps: SweepDeps,
): Promise<readonly string[]> {
  const ids: string[] = []
  let made: Content | undefined
  for (const { id, platformUserId } of await recipientsOf(branch, civilDateAt(at, branch.timezone))) {
    const _id = `${branch.id}|${card}|${period}|${id}`
    if (!platformUserId || (await wasSent(_id))) continue
    made ??= await content()
    const message = { op: 'send' as const, target: { userId: platformUserId }, content: made, inGroup: false }
    ids.push(...(await sendOnce(branch, { _id, card, period, at }, message, deps)))
  }
  return ids
}
