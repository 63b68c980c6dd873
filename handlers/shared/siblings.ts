import { addDays } from '../../src/core/civil-date.js'
import type { EntryView } from '../../src/core/views.js'
import { listEntries } from '../../src/ledger/entries.js'

const REACH_DAYS = 400 // one message speaks of days near each other; a year apart is already unheard of

/**
 * The entries, other than talks, that share a receipt with this one: those its author recorded at the same moment. A
 * receipt of several must not lose the others when one is voided.
 */
export async function entriesOfSameReceipt(entry: EntryView): Promise<EntryView[]> {
  const near = await listEntries({
    from: addDays(entry.date, -REACH_DAYS),
    to: addDays(entry.date, REACH_DAYS),
    includeVoided: true,
  })
  const same = near.filter(
    ({ kind, authorId, enteredAt }) => kind !== 'talk' && authorId === entry.authorId && enteredAt === entry.enteredAt,
  )
  const ordered = same.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return ordered.map((one) => (one.id === entry.id ? entry : one))
}
