import { askBackSettledCard } from '../../cards/ask-back-settled-card.js'
import { disputeSentCard } from '../../cards/dispute-form-card.js'
import { editSettledCard } from '../../cards/edit-settled-card.js'
import { excuseSentCard } from '../../cards/excuse-form-card.js'
import type { Card } from '../../src/core/card.js'
import type { DraftView } from '../../src/ledger/drafts.js'

/** What a form becomes that was given up, and what is said about it; asked before the draft is closed and its content gone. */
export function dropped({ partial, question = '更正', editOf, disputeOf, excuseOf, pending }: DraftView): {
  readonly card: Card
  readonly text: string
} {
  if (disputeOf !== undefined) return { card: disputeSentCard(question, 'dropped'), text: '好的，没有提' }
  if (excuseOf !== undefined) return { card: excuseSentCard(question, undefined), text: '好的，没有写' }
  if (editOf !== undefined || pending !== undefined)
    return { card: editSettledCard({ outcome: 'dropped', name: question }), text: '好的，没有改' }
  return { card: askBackSettledCard({ outcome: 'dropped', type: partial.type }), text: '好的，没有记' }
}
