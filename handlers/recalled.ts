import { recalledCard } from '../cards/recalled-card.js'
import type { CardUpdate, DirectMessage, Reply } from '../src/core/reply.js'
import { closeDraft, findDraftsOfMessage } from '../src/ledger/drafts.js'
import { findEntriesOfSentence } from '../src/ledger/find-entries.js'
import type { LedgerEntryView } from '../src/ledger/to-views.js'
import { dropped } from './shared/dropped-card.js'

/** What came of a message that was recalled, and what to say about it. */
export interface Recalled {
  readonly reply: Reply
  readonly entryIds: readonly string[]
  readonly draftIds: readonly string[]
}

/**
 * A message was recalled: its author is asked in private whether the entries that came of it are to go as well; never by
 * itself (moments.md §3). A form that still waits is given up: nothing was recorded, and what it holds is what was
 * taken back. Runs in the branch's scope and a transaction; nobody speaks.
 */
export async function handleRecalled(messageId: string, today: string): Promise<Recalled> {
  const entries = (await findEntriesOfSentence(messageId)).filter(({ voided }) => !voided)
  const updates: CardUpdate[] = []
  const draftIds: string[] = []
  for (const draft of await findDraftsOfMessage(messageId)) {
    updates.push({ ofDraftId: draft.id, card: dropped(draft).card })
    draftIds.push(draft.id)
    await closeDraft(draft.id)
  }
  return { reply: { direct: question(entries, today), updates }, entryIds: entries.map(({ id }) => id), draftIds }
}

function question(entries: readonly LedgerEntryView[], today: string): DirectMessage[] {
  const [first] = entries
  if (first === undefined) return []
  return [{ memberId: first.authorId, content: { type: 'card', card: recalledCard(entries, { today }) } }]
}
