import type { DraftView } from '../../src/ledger/drafts.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import type { MemberContext } from '../context.js'
import { type Changing, changeAs } from './change-entry.js'

/** Makes the change that waited for its author to say which entry it means. */
export function applyPending(draft: DraftView, entry: LedgerEntryView, ctx: MemberContext): Promise<Changing> {
  const { set, add } = draft.pending ?? {}
  return changeAs(entry, { set, add }, ctx)
}
