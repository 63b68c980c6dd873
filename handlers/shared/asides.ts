import type { EntryAside } from '../../cards/shared/entry-lines.js'
import type { AmountLine } from '../../cards/shared/money-lines.js'
import { UserError } from '../../src/core/errors.js'
import type { EntryView, MemberView } from '../../src/core/views.js'
import { amountsFor } from '../../src/ledger/amounts.js'
import { countsAs, isSelfStudy } from '../../src/ledger/counting.js'
import type { MemberContext } from '../context.js'

/** What came of recording an entry, beside the entry itself. */
export interface PlanTouched {
  readonly closedPlan?: { readonly number: string }
  readonly movedPlan?: { readonly number: string }
}

/** What receipts say beside the entries' views, by entry id, as far as `reader` may know; without one, no money. */
export async function asidesFor(
  entries: readonly (EntryView & PlanTouched)[],
  reader?: MemberView,
): Promise<ReadonlyMap<string, EntryAside>> {
  const asides = new Map<string, EntryAside>()
  for (const entry of entries) {
    asides.set(entry.id, {
      countsAs: booksOf(entry),
      amounts: reader === undefined ? undefined : await amountsOf(entry, reader),
      closedPlan: entry.closedPlan?.number,
      movedPlan: entry.movedPlan?.number,
    })
  }
  return asides
}

/** Who recorded the entry: what his receipt shows is what he may know. */
export const authorOf = ({ authorId }: EntryView, { roster }: MemberContext): MemberView | undefined =>
  roster.find(({ id }) => id === authorId)

/** The books an entry counts in beside that of its own kind: 一次记录，多处计入 (domain.md §4.6). */
function booksOf(entry: EntryView): string[] {
  const counted = countsAs(entry)
  const [, ...others] = counted
  const hasHours = counted.some(
    (one) => (one.studyMinutes !== undefined || one.creditHours !== undefined) && !isSelfStudy(entry),
  )
  return [...others.map(({ label }) => label), ...(hasHours ? ['学时'] : [])]
}

async function amountsOf(entry: EntryView, reader: MemberView): Promise<readonly AmountLine[] | undefined> {
  if ((entry.payers?.length ?? 0) === 0) return undefined
  try {
    return await amountsFor(entry.id, reader)
  } catch (error) {
    // He may know the entry, but nobody's sum.
    if (error instanceof UserError) return undefined
    throw error
  }
}
