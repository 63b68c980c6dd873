import { machineNow, toDate } from '../core/clock.js'
import { endedOn, standing, withoutPeriod, withPeriod } from '../core/silent-periods.js'
import type { BranchView, SilentPeriod } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { OutboxRow } from '../models/outbox-row.js'
import { PartyBranch } from '../models/party-branch.js'
import { getBranch } from './branches.js'
import { quietTimeFrom } from './quiet-time.js'

/**
 * 保障期 of the branch in scope, in a transaction, at `now` (civil epoch ms). Authorise before: nobody but who keeps the
 * calendar may learn that there is one. What is on its way already waits with the rest, or no longer.
 */

/** Those that stand or are to come, earliest first. */
export async function silentPeriodsFrom(today: string): Promise<SilentPeriod[]> {
  return standing((await getBranch(currentBranchId())).silentPeriods, today)
}

/**
 * Adds one, in the place of `instead` when that is given; returns it as it stands now, together with what it touches.
 * Undefined: too long, and nothing is changed.
 */
export async function addSilentPeriod(
  period: SilentPeriod,
  {
    today,
    now,
    instead,
  }: { readonly today: string; readonly now: number; readonly instead?: SilentPeriod | undefined },
): Promise<SilentPeriod | undefined> {
  const branch = await getBranch(currentBranchId())
  const others = instead ? withoutPeriod(branch.silentPeriods, instead, today) : branch.silentPeriods
  const changed = withPeriod(others, period, today)
  if ('tooLong' in changed) return undefined
  await save({ ...branch, silentPeriods: changed.periods }, now)
  return changed.added
}

/** Ends the one that `today` is in, if any: from now on one may speak. */
export async function endSilentPeriod(today: string, now: number): Promise<void> {
  const branch = await getBranch(currentBranchId())
  await save({ ...branch, silentPeriods: endedOn(branch.silentPeriods, today) }, now)
}

/** Takes one of them back. */
export async function cancelSilentPeriod(period: SilentPeriod, today: string, now: number): Promise<void> {
  const branch = await getBranch(currentBranchId())
  await save({ ...branch, silentPeriods: withoutPeriod(branch.silentPeriods, period, today) }, now)
}

async function save(branch: BranchView, now: number): Promise<void> {
  await PartyBranch.updateOne({ _id: branch.id }, { $set: { silentPeriods: [...branch.silentPeriods] } })
  const quiet = quietTimeFrom(now, branch)
  const from = machineNow()
  await OutboxRow.updateMany(
    { branchId: branch.id, purpose: 'notice', state: 'pending', reopensAt: { $exists: true } },
    {
      $set: {
        openUntil: toDate(from + quiet.startsInMs),
        reopensAt: toDate(from + quiet.endsInMs),
        notBefore: toDate(from),
      },
    },
  )
}
