import { quotaLine } from '../cards/quota-line.js'
import { civilDateAt, civilTimeAt } from '../src/core/civil-date.js'
import type { BranchView } from '../src/core/views.js'
import { listBranches } from '../src/ledger/branches.js'
import { isOpenMoment } from '../src/ledger/reminder-times.js'
import { inBranch } from '../src/models/branch-scope.js'
import { sendHandover } from './send-handover.js'
import { forEachBranch } from './send-once.js'
import { sendSecretaryCard } from './send-secretary-card.js'
import type { Sweep, SweepDeps } from './sweep.js'
import { tellSecretaries } from './tell-secretaries.js'

/** Sends each branch's secretary, in private, the card that is due, and a line on scarce calls. */
export const sweepReminders: Sweep = async (at, deps) => {
  const branches = await listBranches()
  return [
    ...(await forEachBranch(branches, deps, (branch) => sendHandover(branch, at, deps))),
    ...(await forEachBranch(branches, deps, (branch) => sendSecretaryCard(branch, at, deps))),
    ...(await forEachBranch(branches, deps, (branch) => tellOfQuota(branch, at, deps))),
  ]
}

/** Once per month and pool, as soon as calls are to be saved: nobody should wonder where the digest is. */
async function tellOfQuota(branch: BranchView, at: number, deps: SweepDeps): Promise<readonly string[]> {
  const moment = { date: civilDateAt(at, branch.timezone), time: civilTimeAt(at, branch.timezone) }
  if (!isOpenMoment(moment, branch)) return []
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
