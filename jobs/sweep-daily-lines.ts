import { dailyLine } from '../cards/daily-line.js'
import { civilDateAt } from '../src/core/civil-date.js'
import type { BranchView } from '../src/core/views.js'
import { findBranchesOfUser, listBranches } from '../src/ledger/branches.js'
import { findEntries } from '../src/ledger/entries.js'
import { dailyLineUntil } from '../src/ledger/reminder-times.js'
import { inBranch } from '../src/models/branch-scope.js'
import { UnsaidReceipt, type UnsaidReceiptRow } from '../src/models/unsaid-receipt.js'
import { forEachBranch, sendOnce, wasSent } from './send-once.js'
import type { Sweep, SweepDeps } from './sweep.js'

/** Tells each chat in one line of the receipts that were not sent there, because the month's calls are scarce. */
export const sweepDailyLines: Sweep = async (at, deps) =>
  forEachBranch(await listBranches(), deps, (branch) => tellUnsaid(branch, at, deps))

async function tellUnsaid(branch: BranchView, at: number, deps: SweepDeps): Promise<readonly string[]> {
  const until = dailyLineUntil(at, branch.timezone, branch)
  if (until === undefined) return []
  return inBranch(branch.id, async () => {
    const rows = await UnsaidReceipt.find({ at: { $lt: until } })
      .sort({ at: 1, _id: 1 })
      .lean<UnsaidReceiptRow[]>()
    const ids: string[] = []
    for (const chatId of new Set(rows.map((row) => row.chatId))) {
      const unsaid = rows.filter((row) => row.chatId === chatId)
      ids.push(...(await tellChat(branch, unsaid, { until, at }, deps)))
    }
    return ids
  })
}

/** One line a chat and day, whatever else turns up for that day: it waits for the next line. */
async function tellChat(
  branch: BranchView,
  unsaid: readonly UnsaidReceiptRow[],
  { until, at }: { readonly until: number; readonly at: number },
  deps: SweepDeps,
): Promise<readonly string[]> {
  const [first] = unsaid
  if (!first || (first.inGroup && branch.chatClosed)) return []
  const day = (epochMs: number): string => civilDateAt(epochMs, branch.timezone)
  const period = day(until)
  const _id = `${branch.id}|daily|${period}|${first.chatId}`
  if (await wasSent(_id)) return []
  const note = async (): Promise<void> => {
    await UnsaidReceipt.deleteMany({ _id: { $in: unsaid.map((row) => row._id) } })
  }
  const entries = (await findEntries(unsaid.flatMap(({ entryIds }) => entryIds))).filter(({ voided }) => !voided)
  if (entries.length === 0) {
    await note()
    return []
  }
  const text = dailyLine(entries, { from: day(first.at), today: day(at), branchName: await nameFor(first, branch) })
  const message = {
    op: 'send' as const,
    // The branch may have been bound to another group since.
    target: first.inGroup ? { chatId: branch.chatId } : { chatId: first.chatId, userId: first.personId },
    content: { type: 'text' as const, text },
    inGroup: first.inGroup,
  }
  return sendOnce(branch, { _id, card: 'daily', period, at, note }, message, deps)
}

/** What a private line calls the branch: nothing, for a person who is only in this one (moments.md §2). */
async function nameFor({ inGroup, personId }: UnsaidReceiptRow, branch: BranchView): Promise<string | undefined> {
  if (inGroup) return undefined
  return (await findBranchesOfUser(branch.platform, personId)).length > 1 ? branch.name : undefined
}
