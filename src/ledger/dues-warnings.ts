import { type EntryRow, LedgerEntry } from '../models/ledger-entry.js'
import type { NewEntry } from './new-entry/index.js'

/** From here on, in fen, one payment goes on to the centre, with the member's particulars (domain.md R18). */
const LARGE_FEN = 1000_00

/**
 * What to check of dues before they are written: a member and month that stand in the books already (`paid_twice`: a
 * difference paid later is possible, so it is no refusal), and a large payment (`large_payment`). None of other kinds.
 */
export async function duesWarnings({ kind, amounts = [] }: NewEntry): Promise<string[]> {
  if (kind !== 'dues') return []
  const said = new Set(amounts.map(({ memberId, month }) => `${memberId} ${month}`))
  const months = [...new Set(amounts.map(({ month }) => month))]
  const before = await LedgerEntry.find({ kind: 'dues', voided: false, 'amounts.month': { $in: months } })
    .hint({ branchId: 1, kind: 1, 'amounts.month': 1 })
    .lean<EntryRow[]>()
  const again = before.some((row) => row.amounts?.some(({ memberId, month }) => said.has(`${memberId} ${month}`)))
  const large = amounts.some(({ fen }) => fen > LARGE_FEN)
  return [...(again ? ['paid_twice'] : []), ...(large ? ['large_payment'] : [])]
}
