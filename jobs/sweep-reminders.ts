import { closingCard } from '../cards/closing-card.js'
import type { Card } from '../src/core/card.js'
import { civilDateAt, civilTimeAt } from '../src/core/civil-date.js'
import type { BranchView } from '../src/core/views.js'
import { listBranches } from '../src/ledger/branches.js'
import { closingData } from '../src/ledger/closing.js'
import { closingDue } from '../src/ledger/reminder-times.js'
import { secretaries } from '../src/ledger/roster.js'
import { inBranch } from '../src/models/branch-scope.js'
import { forEachBranch, sendOnce, wasSent } from './send-once.js'
import type { Sweep, SweepDeps } from './sweep.js'

/** Sends each branch's secretary, in private, the closing card of the month that is due. */
export const sweepReminders: Sweep = async (at, deps) =>
  forEachBranch(await listBranches(), deps, (branch) => closeMonth(branch, at, deps))

async function closeMonth(branch: BranchView, at: number, deps: SweepDeps): Promise<readonly string[]> {
  const today = civilDateAt(at, branch.timezone)
  const existsSince = civilDateAt(branch.createdAt, branch.timezone)
  const month = closingDue({ date: today, time: civilTimeAt(at, branch.timezone) }, existsSince)
  if (!month) return []
  return inBranch(branch.id, async () => {
    const ids: string[] = []
    let card: Card | undefined
    for (const secretary of await secretaries()) {
      const id = `${branch.id}|closing|${month}|${secretary.id}`
      if (!secretary.platformUserId || (await wasSent(id))) continue
      card ??= closingCard(await closingData(month, today))
      const message = {
        op: 'send' as const,
        target: { userId: secretary.platformUserId },
        content: { type: 'card' as const, card },
        inGroup: false,
      }
      ids.push(...(await sendOnce(branch, { _id: id, card: 'closing', period: month, at }, message, deps)))
    }
    return ids
  })
}
