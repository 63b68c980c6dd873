import { closingCard } from '../cards/closing-card.js'
import { quotaLine } from '../cards/quota-line.js'
import { civilDateAt, civilTimeAt } from '../src/core/civil-date.js'
import type { BranchView } from '../src/core/views.js'
import { listBranches } from '../src/ledger/branches.js'
import { closingData } from '../src/ledger/closing.js'
import { closingDue, isOpenMoment } from '../src/ledger/reminder-times.js'
import { inBranch } from '../src/models/branch-scope.js'
import { forEachBranch } from './send-once.js'
import type { Sweep, SweepDeps } from './sweep.js'
import { tellSecretaries } from './tell-secretaries.js'

/** Sends each branch's secretary, in private, the closing card of the month that is due, and a line on scarce calls. */
export const sweepReminders: Sweep = async (at, deps) => {
  const branches = await listBranches()
  return [
    ...(await forEachBranch(branches, deps, (branch) => closeMonth(branch, at, deps))),
    ...(await forEachBranch(branches, deps, (branch) => tellOfQuota(branch, at, deps))),
  ]
}

async function closeMonth(branch: BranchView, at: number, deps: SweepDeps): Promise<readonly string[]> {
  const today = civilDateAt(at, branch.timezone)
  const existsSince = civilDateAt(branch.createdAt, branch.timezone)
  const month = closingDue({ date: today, time: civilTimeAt(at, branch.timezone) }, existsSince)
  if (!month) return []
  return inBranch(branch.id, () =>
    tellSecretaries(
      branch,
      { card: 'closing', period: month, at },
      async () => ({ type: 'card', card: closingCard(await closingData(month, today)) }),
      deps,
    ),
  )
}

/** Once per month and pool, as soon as calls are to be saved: nobody should wonder where the digest is. */
async function tellOfQuota(branch: BranchView, at: number, deps: SweepDeps): Promise<readonly string[]> {
  const moment = { date: civilDateAt(at, branch.timezone), time: civilTimeAt(at, branch.timezone) }
  if (!isOpenMoment(moment)) return []
  const ids: string[] = []
  for (const { platform, month, pool, used, limit, level } of deps.budget.quotas()) {
    if (platform !== branch.platform || level === 'plenty' || limit === undefined) continue
    const text = quotaLine({ pool, used, limit })
    const told = await inBranch(branch.id, () =>
      tellSecretaries(
        branch,
        { card: 'quota', period: `${month}|${pool}`, at },
        async () => ({ type: 'text', text }),
        deps,
      ),
    )
    ids.push(...told)
  }
  return ids
}
