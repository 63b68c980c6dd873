import { civilDateAt } from '../core/civil-date.js'
import { currentBranchId } from '../models/branch-scope.js'
import { lockBooks } from '../models/counter.js'
import { PartyBranch } from '../models/party-branch.js'
import { getBranch } from './branches.js'
import { refreshObligations } from './obligations.js'

/** What one 学时 may be, in minutes: lesson, half-way and clock hour (domain.md R12). */
export const CREDIT_HOUR_MINUTES: readonly number[] = [45, 50, 60]

/**
 * Sets what one 学时 is, and judges anew what depends on it. False: it was set to something else than `from` meanwhile, and
 * nothing is changed. Call inside `inTransaction`, for a secretary; `now` is civil epoch ms.
 */
export async function setCreditHour(from: number, to: number, now: number): Promise<boolean> {
  await lockBooks()
  const { settings, timezone } = await getBranch(currentBranchId())
  if (settings.minutesPerCreditHour !== from) return false
  await PartyBranch.updateOne({ _id: currentBranchId() }, { $set: { 'settings.minutesPerCreditHour': to } })
  await refreshObligations(civilDateAt(now, timezone), now)
  return true
}
