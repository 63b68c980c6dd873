import type { TalkContent as OpenContent } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { newId } from '../models/fields.js'
import { type EntryRow, LedgerEntry } from '../models/ledger-entry.js'
import { TalkContent } from '../models/talk-content.js'
import type { NewEntry } from './new-entry.js'
import { nextNumber } from './numbering.js'
import { refreshObligations } from './obligations.js'
import { sealTalk } from './talk-vault.js'
import { type LedgerEntryView, toEntryView } from './to-views.js'

/**
 * Records an entry with the next number of its year and brings the obligations of its date up to date. Call it inside
 * `inTransaction`: number, entry, sealed content and obligations stand or fall together.
 */
export async function recordEntry({ content, ...input }: NewEntry, now: number): Promise<LedgerEntryView> {
  const row: EntryRow = {
    ...input,
    _id: newId(),
    schemaVersion: 1,
    branchId: currentBranchId(),
    number: await nextNumber(input),
    recordedAt: now,
    revisions: [{ at: now, byMemberId: input.author.memberId, change: 'recorded' }],
    voided: false,
  }
  if (input.branchId !== row.branchId) throw new Error('this entry was made for another branch')
  await new LedgerEntry(row).save()
  if (content) await saveContent(row, content)
  await refreshObligations(row.date, now)
  return toEntryView(row)
}

async function saveContent({ _id, branchId }: EntryRow, content: OpenContent): Promise<void> {
  const sealed = sealTalk(content, { branchId, entryId: _id })
  await new TalkContent({ _id, branchId, ...sealed }).save()
}
