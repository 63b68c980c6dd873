import type { KeptKind } from '../core/entry.js'
import { type EntryRow, LedgerEntry } from '../models/ledger-entry.js'
import { type LedgerEntryView, toEntryView } from './to-views.js'

/** The entry with this id, voided or not. */
export async function findEntry(id: string): Promise<LedgerEntryView | undefined> {
  const row = await LedgerEntry.findOne({ _id: id }).lean<EntryRow>()
  return row ? toEntryView(row) : undefined
}

/** The entries with these ids, voided or not, in the order of the ids. */
export async function findEntries(ids: readonly string[]): Promise<LedgerEntryView[]> {
  if (ids.length === 0) return []
  const rows = await LedgerEntry.find({ _id: { $in: [...ids] } }).lean<EntryRow[]>()
  const byId = new Map(rows.map((row) => [row._id, toEntryView(row)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** The entry with this number (2026-学-014), voided or not. Ask `canSee` before showing it. */
export async function findEntryByNumber(number: string): Promise<LedgerEntryView | undefined> {
  const row = await LedgerEntry.findOne({ number }).lean<EntryRow>()
  return row ? toEntryView(row) : undefined
}

/**
 * 刚才那条: the author's newest entry in this chat, voided or not, that was sent strictly before the moment: a late or
 * repeated message never reaches past what its author had in view, and an impatient second 撤销 finds the entry that
 * the first one voided instead of taking the one before it (design.md §2).
 */
export async function findLastEntryOf(
  authorId: string,
  chatId: string,
  beforeMs: number,
): Promise<LedgerEntryView | undefined> {
  const row = await LedgerEntry.findOne({
    'author.memberId': authorId,
    chatId,
    enteredAt: { $lt: beforeMs },
  })
    .sort({ enteredAt: -1, _id: -1 })
    .lean<EntryRow>()
  return row ? toEntryView(row) : undefined
}

/** The entries that one message of `authorId`, sent at `enteredAt`, made: they share a receipt. In the order recorded. */
export async function findEntriesOfMessage(authorId: string, enteredAt: number): Promise<LedgerEntryView[]> {
  const rows = await LedgerEntry.find({ enteredAt, 'author.memberId': authorId }).lean<EntryRow[]>()
  return rows.toSorted((a, b) => (a._id < b._id ? -1 : 1)).map(toEntryView)
}

export interface EntryFilter {
  readonly kind?: KeptKind
  /** First and last day, both included. */
  readonly from?: string
  readonly to?: string
  readonly includeVoided?: boolean
}

/** Entries by date, then number. 提醒谈话 are among them: ask `canSee` before showing any. */
export async function listEntries(filter: EntryFilter = {}): Promise<LedgerEntryView[]> {
  return (await listEntryRows(filter)).map(toEntryView)
}

/** As `listEntries`, whole rows: for the ledger's own use. */
export async function listEntryRows({ kind, from, to, includeVoided }: EntryFilter): Promise<EntryRow[]> {
  const date = { ...(from !== undefined && { $gte: from }), ...(to !== undefined && { $lte: to }) }
  const entries = LedgerEntry.find({
    ...(kind !== undefined && { kind }),
    ...(Object.keys(date).length > 0 && { date }),
    ...(includeVoided !== true && { voided: false }),
  }).sort({ date: 1, number: 1 })
  // For the order alone the planner would rather walk through every entry of the branch.
  if (kind !== undefined) entries.hint({ branchId: 1, kind: 1, date: 1, number: 1 })
  return await entries.lean<EntryRow[]>()
}
