import type { AgendaItemRef } from '../../src/core/meaning.js'
import type { DraftView } from '../../src/ledger/drafts.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import type { MemberContext } from '../context.js'
import { agendaChange } from './agenda-change.js'
import { amountsChange } from './amounts-change.js'
import type { TypedChange } from './ask-which.js'
import { type Changing, changeAs, editRefusal } from './change-entry.js'

/** Makes the change that waited for its author to say which entry it means. */
export function applyPending(draft: DraftView, entry: LedgerEntryView, ctx: MemberContext): Promise<Changing> {
  const { set, add } = draft.pending ?? {}
  const meant = changeMeant(entry, { set, add }, ctx)
  if (typeof meant === 'string') return Promise.resolve({ outcome: 'invalid', text: meant, code: 'which' })
  return changeAs(entry, meant, ctx)
}

/** What a typed change means for this entry: of one item of an agenda, of one payer; or, as a text, what has to be said. */
export function changeMeant(
  entry: LedgerEntryView,
  change: TypedChange,
  ctx: MemberContext,
  item?: AgendaItemRef,
): TypedChange | string {
  const meant = agendaChange(entry, change, item)
  // Who may not change it learns nothing of who is in the list.
  if (typeof meant === 'string' || editRefusal(entry, ctx, meant) !== undefined) return meant
  return amountsChange(entry, yearChange(entry, meant), ctx.member)
}

/** 年份错了，是2025年的, of an event: the same day of that year. Of a promise and the like the year is its span. */
function yearChange({ kind, date }: LedgerEntryView, change: TypedChange): TypedChange {
  const { period, ...set } = change.set ?? {}
  const isYear = typeof period === 'string' && /^\d{4}$/.test(period)
  if (!isYear || set.date !== undefined || ['commitment', 'metric', 'analysis'].includes(kind)) return change
  return { ...change, set: { ...set, date: `${period}${date.slice(4)}` } }
}
