import type { BranchView } from '../src/core/views.js'
import { tellUntold } from '../src/intake/tell-untold.js'
import { listBranches } from '../src/ledger/branches.js'
import { momentAt } from '../src/ledger/own-notices.js'
import { isOpenMoment, nextQuiet } from '../src/ledger/reminder-times.js'
import { reachableUntold } from '../src/ledger/untold.js'
import { inBranch } from '../src/models/branch-scope.js'
import { inTransaction } from '../src/models/in-transaction.js'
import { forEachBranch } from './send-once.js'
import type { Sweep, SweepDeps } from './sweep.js'

/**
 * Tells those of the talks recorded with them whose accounts the operator entered since; who spoke in the group himself
 * was told right then (src/intake/identify.ts).
 */
export const sweepUntold: Sweep = async (at, deps) =>
  forEachBranch(await listBranches(), deps, (branch) => tellPeople(branch, at, deps))

async function tellPeople(branch: BranchView, at: number, deps: SweepDeps): Promise<readonly string[]> {
  const platform = deps.platforms.get(branch.platform)
  if (!platform || !isOpenMoment(momentAt(at, branch.timezone), branch)) return []
  const quiet = nextQuiet(at, branch.timezone, branch)
  return inBranch(branch.id, async () => {
    const ids: string[] = []
    for (const member of await reachableUntold()) {
      const told = { platform, vault: deps.outboxVault, quiet }
      ids.push(...(await inTransaction(() => tellUntold(branch, member, told))))
    }
    deps.wakeSender(ids)
    return ids
  })
}
