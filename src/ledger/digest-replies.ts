import { type EntryRow, LedgerEntry } from '../models/ledger-entry.js'
import { ReminderRow } from '../models/reminder-row.js'
import { isTold } from './digest-counts.js'
import { type LedgerEntryView, toEntryView } from './to-views.js'

/**
 * The entries that a digest told of, by the outbox row that sent it; undefined when the row sent no digest. Voided ones
 * and those a digest keeps quiet about are not among them. Ask `canSee` before showing any.
 */
export async function entriesOfDigest(branchId: string, outboxId: string): Promise<LedgerEntryView[] | undefined> {
  const sent = await ReminderRow.findOne({ branchId, card: 'digest', outboxIds: outboxId }, { period: 1 }).lean()
  return sent ? toldIn(sent.period) : undefined
}

/** Those of the branch's newest digest; none sent yet: none. */
export async function entriesOfNewestDigest(branchId: string): Promise<LedgerEntryView[]> {
  // Rows without days tell of a quarter or year only.
  const newest = await ReminderRow.findOne({ branchId, card: 'digest', to: { $exists: true } }, { period: 1 })
    .sort({ to: -1 })
    .lean()
  return newest ? toldIn(newest.period) : []
}

async function toldIn(period: string): Promise<LedgerEntryView[]> {
  const rows = await LedgerEntry.find({ digestPeriod: period })
    .sort({ date: 1, number: 1 })
    .hint({ branchId: 1, digestPeriod: 1, date: 1 })
    .lean<EntryRow[]>()
  return rows.filter(isTold).map(toEntryView)
}
