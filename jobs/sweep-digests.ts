import { digestCard } from '../cards/digest-card.js'
import { addDays, civilDateAt, civilTimeAt } from '../src/core/civil-date.js'
import type { BranchView, DigestData } from '../src/core/views.js'
import { mayRemind } from '../src/intake/budget.js'
import { listBranches } from '../src/ledger/branches.js'
import { digestData, markTold } from '../src/ledger/digest.js'
import { digestDue, digestStart, isLastDigestOfMonth } from '../src/ledger/reminder-times.js'
import { inBranch } from '../src/models/branch-scope.js'
import { ReminderRow } from '../src/models/reminder-row.js'
import { forEachBranch, sendOnce, wasSent } from './send-once.js'
import type { Sweep, SweepDeps } from './sweep.js'

/** Sends each branch's group the digest of the week, when it is due and there is anything to say. */
export const sweepDigests: Sweep = async (at, deps) =>
  forEachBranch(await listBranches(), deps, (branch) => sendDigest(branch, at, deps))

async function sendDigest(branch: BranchView, at: number, deps: SweepDeps): Promise<readonly string[]> {
  if (branch.chatClosed) return []
  const today = civilDateAt(at, branch.timezone)
  const monday = digestDue({ date: today, time: civilTimeAt(at, branch.timezone) })
  if (!monday) return []
  // Where calls are to be saved, one digest tells the whole month.
  if (!mayRemind(deps.budget.levelOf(branch.platform), 'digest') && !isLastDigestOfMonth(monday)) return []
  const id = `${branch.id}|digest|${monday}`
  if (await wasSent(id)) return []
  return inBranch(branch.id, async () => {
    const data = await dataOf(branch, monday, today)
    if (!data) return []
    const note = (): Promise<void> => markTold(data.entryIds, monday)
    const reminder = { _id: id, card: 'digest' as const, period: monday, from: data.from, to: today, at, note }
    const message = {
      op: 'send' as const,
      target: { chatId: branch.chatId },
      content: { type: 'card' as const, card: digestCard(data) },
      inGroup: true,
    }
    return sendOnce(branch, reminder, message, deps)
  })
}

/** What the days since the last digest hold. A weekend with nothing in it is not named as part of the week. */
async function dataOf(branch: BranchView, monday: string, today: string): Promise<DigestData | undefined> {
  const last = await ReminderRow.findOne({ branchId: branch.id, card: 'digest', to: { $lt: today } })
    .sort({ to: -1 })
    .lean()
  const start = digestStart(monday, last?.to, civilDateAt(branch.createdAt, branch.timezone))
  const early = start < monday ? await digestData(start, addDays(monday, -1)) : undefined
  const hasEarly = early !== undefined && (early.counts.length > 0 || early.talkCount > 0)
  return digestData(hasEarly ? start : monday, today)
}
