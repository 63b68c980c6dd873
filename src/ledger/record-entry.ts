import { currentBranchId } from '../models/branch-scope.js'
import { newId } from '../models/fields.js'
import { type EntryRow, LedgerEntry } from '../models/ledger-entry.js'
import { duesWarnings } from './dues-warnings.js'
import { titleOf } from './names.js'
import type { NewEntry } from './new-entry/index.js'
import { nextNumber } from './numbering.js'
import { refreshObligationsOf } from './obligations.js'
import { closePlanMetBy, factsKept, movePlanTo, planReplacedBy, timesKept } from './plan-links.js'
import { saveContent } from './sealed-content.js'
import { dropAbsent, type LedgerEntryView, toEntryView } from './to-views.js'

/** What was recorded, with the plan that it carried out or moved, for the receipt to say so. */
export interface RecordedEntry extends LedgerEntryView {
  /** The open plan that this event carried out. */
  readonly closedPlan?: LedgerEntryView
  /** The open plan whose place this one takes. */
  readonly movedPlan?: LedgerEntryView
}

/**
 * Records an entry with the next number of its year, brings the obligations of its date up to date and closes the one
 * open plan that it carries out. Call it inside `inTransaction`: number, entry, sealed content, plan and obligations
 * stand or fall together.
 */
export async function recordEntry({ content, ...input }: NewEntry, now: number): Promise<RecordedEntry> {
  const number = await nextNumber(input)
  const replaced = await planReplacedBy(input)
  const warn = [...input.warn, ...(await duesWarnings(input))]
  const row: EntryRow = {
    ...(replaced ? withFactsOf(replaced, input) : input),
    warn,
    _id: newId(),
    schemaVersion: 1,
    branchId: currentBranchId(),
    number,
    recordedAt: now,
    revisions: [{ at: now, byMemberId: input.author.memberId, change: 'recorded' }],
    voided: false,
  }
  if (input.branchId !== row.branchId) throw new Error('this entry was made for another branch')
  await new LedgerEntry(row).save()
  if (content) await saveContent(row, content)
  const movedPlan = replaced && (await movePlanTo(replaced, row))
  const closedPlan = await closePlanMetBy(row)
  await refreshObligationsOf([row], now)
  return dropAbsent({ ...toEntryView(row), movedPlan, closedPlan })
}

/** A plan with what it doesn't say itself of the one whose place it takes. */
function withFactsOf<P extends Omit<NewEntry, 'content'>>(replaced: EntryRow, next: P): P {
  const { participants, ...said } = next
  const { times, inferred } = timesKept(replaced, next)
  const all = {
    ...next,
    ...factsKept(replaced, next),
    ...times,
    ...said,
    ...(participants.length > 0 && { participants }),
    inferred: [...next.inferred, ...inferred],
  }
  return { ...all, title: titleOf(all) }
}
