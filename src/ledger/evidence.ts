import { UserError } from '../core/errors.js'
import type { EvidenceView, MemberView } from '../core/views.js'
import { currentBranchId } from '../models/branch-scope.js'
import { lockBooks } from '../models/counter.js'
import { Evidence, type EvidenceRow } from '../models/evidence.js'
import { type EntryRow, LedgerEntry } from '../models/ledger-entry.js'
import { type LedgerEntryView, toEntryView } from './to-views.js'

/** A stored file: its bytes lie in the file store under `storageKey`. */
export interface EvidenceFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  /** Hex. */
  readonly sha256: string
  readonly storageKey: string
}

/** A picture belongs to what its author told this long before (moments.md §3). */
const PICTURE_WINDOW_MS = 10 * 60_000
/** More than any event has pictures worth printing; keeps one person from filling the store through one entry. */
const MOST_FILES = 50

/**
 * Attaches a stored file to an entry; the same file again is there already. Its own date is no reason to refuse it.
 * Authorise before; inside `inTransaction`. UserError `no_entry`, `voided`, `too_many_files`.
 */
export async function attachEvidence(
  entryId: string,
  file: EvidenceFile,
  by: Pick<MemberView, 'id' | 'name'>,
  now: number,
): Promise<{ evidence: EvidenceView; alreadyThere: boolean }> {
  await lockBooks()
  const entry = await LedgerEntry.findOne({ _id: entryId }).lean<EntryRow>()
  if (!entry) throw new UserError('no_entry', '没有找到这条记录')
  if (entry.voided) throw new UserError('voided', '这条记录已撤销，不能再附材料')
  const known = await Evidence.findOne({ entryId, sha256: file.sha256 }).lean<EvidenceRow>()
  if (known && known.removedAt === undefined) return { evidence: toEvidenceView(known), alreadyThere: true }
  if ((await evidenceRows([entryId])).length >= MOST_FILES) {
    throw new UserError('too_many_files', `一条记录最多附${MOST_FILES}份材料`)
  }
  const { name, mediaType, bytes, sha256, storageKey } = file
  const addedBy = { name: by.name, memberId: by.id }
  if (known) {
    const again = { addedAt: now, addedBy }
    await Evidence.updateOne({ _id: known._id }, { $set: again, $unset: { removedAt: 1, removedBy: 1 } })
    return { evidence: toEvidenceView({ ...known, ...again }), alreadyThere: false }
  }
  const row = new Evidence({
    branchId: currentBranchId(),
    entryId,
    name,
    mediaType,
    bytes,
    sha256,
    storageKey,
    addedAt: now,
    addedBy,
  })
  await row.save()
  return { evidence: toEvidenceView(row.toObject()), alreadyThere: false }
}

/**
 * Takes a file off its entry; row and bytes stay, so that nothing is lost by a slip. Authorise before; inside
 * `inTransaction`. Again changes nothing.
 */
export async function detachEvidence(
  evidenceId: string,
  by: Pick<MemberView, 'id' | 'name'>,
  now: number,
): Promise<void> {
  await lockBooks()
  const removedBy = { name: by.name, memberId: by.id }
  await Evidence.updateOne({ _id: evidenceId, removedAt: { $exists: false } }, { $set: { removedAt: now, removedBy } })
}

/** What proves an entry, oldest first. Ask `canSeeEvidence` before showing it. */
export async function evidenceOf(entryId: string): Promise<EvidenceView[]> {
  return (await evidenceRows([entryId])).map(toEvidenceView)
}

/** The entries with what proves them; one read for all. */
export async function withEvidence<E extends LedgerEntryView>(entries: readonly E[]): Promise<E[]> {
  const rows = await evidenceRows(entries.map(({ id }) => id))
  return entries.map((entry) => {
    const evidence = rows.filter(({ entryId }) => entryId === entry.id).map(toEvidenceView)
    return evidence.length > 0 ? { ...entry, evidence } : entry
  })
}

/** One piece of evidence with its place in the file store. Ask `canSeeEvidence` of its entry before serving it. */
export async function findEvidence(
  evidenceId: string,
): Promise<{ evidence: EvidenceView; entryId: string; storageKey: string } | undefined> {
  const row = await Evidence.findOne({ _id: evidenceId }).lean<EvidenceRow>()
  return row && row.removedAt === undefined
    ? { evidence: toEvidenceView(row), entryId: row.entryId, storageKey: row.storageKey }
    : undefined
}

/**
 * The author's entries that a picture of his, sent at `sentAt`, may belong to, newest first: those of the ten minutes
 * before. Never one whose words are sealed: a picture of a talk's paper would be content in clear.
 */
export async function entriesForPicture(authorId: string, sentAt: number): Promise<LedgerEntryView[]> {
  const rows = await LedgerEntry.find({
    'author.memberId': authorId,
    enteredAt: { $gte: sentAt - PICTURE_WINDOW_MS, $lte: sentAt },
    voided: false,
  }).lean<EntryRow[]>()
  const newestFirst = rows.toSorted((a, b) => b.enteredAt - a.enteredAt || (a._id < b._id ? 1 : -1))
  return newestFirst.filter(({ kind }) => kind !== 'talk' && kind !== 'analysis' && kind !== 'plan').map(toEntryView)
}

async function evidenceRows(entryIds: readonly string[]): Promise<EvidenceRow[]> {
  const rows = await Evidence.find({ entryId: { $in: [...entryIds] } }).lean<EvidenceRow[]>()
  const there = rows.filter(({ removedAt }) => removedAt === undefined)
  return there.toSorted((a, b) => a.addedAt - b.addedAt || (a._id < b._id ? -1 : 1))
}

const toEvidenceView = (row: EvidenceRow): EvidenceView => ({
  id: row._id,
  name: row.name,
  mediaType: row.mediaType,
  bytes: row.bytes,
  hash: row.sha256,
  storageKey: row.storageKey,
  addedAt: row.addedAt,
  addedBy: row.addedBy.name,
})
