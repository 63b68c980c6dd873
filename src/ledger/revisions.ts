import type { UpdateQuery } from 'mongoose'
import { type AmountRow, type EntryRow, type FieldChangeRow, LedgerEntry } from '../models/ledger-entry.js'
import { findMember } from './roster.js'
import { dropAbsent, type LedgerEntryView, toEntryView } from './to-views.js'

export interface ChangeBy {
  readonly byMemberId: string
  /** Civil epoch ms of the message or tap. */
  readonly now: number
  /** In the person's own words, where one is asked for. */
  readonly reason?: string
}

interface Edited extends ChangeBy {
  readonly fields: readonly FieldChangeRow[]
  readonly amountsBefore?: readonly AmountRow[]
}

/** Writes a change of an entry together with its revision; after `lockBooks`, so that nothing came between. */
export async function addRevision(
  row: Pick<EntryRow, '_id' | 'kind'>,
  update: UpdateQuery<EntryRow>,
  { byMemberId, now, reason, fields, amountsBefore }: Edited,
): Promise<LedgerEntryView> {
  const byName = (await findMember(byMemberId))?.name
  const revision = dropAbsent({ at: now, byMemberId, byName, change: 'edited' as const, reason, fields, amountsBefore })
  // The kind tells mongoose which fields there are.
  const changed = await LedgerEntry.findOneAndUpdate(
    { _id: row._id, kind: row.kind },
    { ...update, $push: { revisions: revision } },
    { returnDocument: 'after' },
  ).lean<EntryRow>()
  if (!changed) throw new Error(`entry ${row._id} is gone`)
  return toEntryView(changed)
}
