import { lastDayOfMonth } from '../../core/civil-date.js'
import { duesOfBase } from '../../core/dues-rates.js'
import { type EntryRow, LedgerEntry } from '../../models/ledger-entry.js'
import { listEntryRows } from '../entries.js'
import { fenOf, sumOf } from '../money.js'
import { listMembers } from '../roster.js'
import { type LedgerEntryView, toEntryView } from '../to-views.js'

export interface DuesMissing {
  readonly month: string
  /** Members who owe dues of that month. */
  readonly expected: number
  /** Names without a record. */
  readonly missing: readonly string[]
  /** Names whose own report the dues officer has not confirmed. */
  readonly unconfirmed: readonly string[]
}

/**
 * Of whom no dues of a month are recorded; who is on leave, seconded or retired owes them as well. Without amounts. For
 * the dues officer and the secretary, in private.
 */
export async function duesMissing(month: string, today: string): Promise<DuesMissing> {
  const lastDay = lastDayOfMonth(month)
  const members = await listMembers(today < lastDay ? today : lastDay)
  const rows = await LedgerEntry.find({ kind: 'dues', voided: false, 'amounts.month': month })
    .hint({ branchId: 1, kind: 1, 'amounts.month': 1 })
    .lean<EntryRow[]>()
  const paidIn = (some: readonly EntryRow[]): Set<string | undefined> =>
    new Set(
      some.flatMap(({ amounts = [] }) => amounts.filter((line) => line.month === month).map((line) => line.memberId)),
    )
  const reported = paidIn(rows)
  const confirmed = paidIn(rows.filter(({ unconfirmed }) => unconfirmed !== true))
  return {
    month,
    expected: members.length,
    missing: members.filter(({ id }) => !reported.has(id)).map(({ name }) => name),
    unconfirmed: members.filter(({ id }) => reported.has(id) && !confirmed.has(id)).map(({ name }) => name),
  }
}

/** The entries in which a member pays dues, by date: by his id, as he may have had another name then. */
export async function duesEntriesOf(memberId: string): Promise<LedgerEntryView[]> {
  return (await listEntryRows({ kind: 'dues' }))
    .filter(({ amounts = [] }) => amounts.some((line) => line.memberId === memberId))
    .map(toEntryView)
}

/**
 * What the books hold of a month's dues in fen, and how much of it waits for the dues officer. For him and the secretary,
 * in private.
 */
export async function duesSum(month: string): Promise<{ readonly fen: number; readonly unconfirmedFen: number }> {
  const rows = await LedgerEntry.find({ kind: 'dues', voided: false, 'amounts.month': month })
    .hint({ branchId: 1, kind: 1, 'amounts.month': 1 })
    .lean<EntryRow[]>()
  const sumIn = (some: readonly EntryRow[]): number =>
    sumOf(some.flatMap(({ amounts = [] }) => amounts.filter((line) => line.month === month)))
  return { fen: sumIn(rows), unconfirmedFen: sumIn(rows.filter(({ unconfirmed }) => unconfirmed === true)) }
}

/** The dues of a monthly base after tax, all in yuan (`duesOfBase`). UserError `bad_amount`. */
export function duesCalc(
  base: number,
  { retired = false }: { readonly retired?: boolean } = {},
): { readonly base: number; readonly rate: number; readonly amount: number } {
  return { base, ...duesOfBase(fenOf(base) / 100, retired) }
}
