import { machineNow, toDate } from '../core/clock.js'
import { currentBranchId } from '../models/branch-scope.js'
import { newId } from '../models/fields.js'
import { PendingFile, type PendingFileRow } from '../models/pending-file.js'
import type { EvidenceFile } from './evidence.js'

/** Who is asked which entry a picture belongs to answers within the day, or sends it again. */
const LIFETIME_MS = 86_400_000

/** Keeps a stored file until its sender has said which entry it belongs to. Returns its id; inside `inTransaction`. */
export async function keepPendingFile(file: EvidenceFile, authorId: string, sentAt: number): Promise<string> {
  const row = new PendingFile({
    ...file,
    _id: newId(),
    schemaVersion: 1,
    branchId: currentBranchId(),
    authorId,
    sentAt,
    expireAt: toDate(machineNow() + LIFETIME_MS),
  })
  await row.save()
  return row._id
}

/**
 * Takes a waiting file of this author, with its id: the one with this id, or his newest. Undefined: it was taken before, has expired,
 * or is somebody else's. Inside `inTransaction`, so that it waits on if what it was taken for fails.
 */
export async function takePendingFile(
  authorId: string,
  id?: string,
): Promise<{ readonly id: string; readonly file: EvidenceFile } | undefined> {
  const row = await PendingFile.findOneAndDelete(
    { authorId, ...(id === undefined ? {} : { _id: id }), expireAt: { $gt: toDate(machineNow()) } },
    { sort: { sentAt: -1 } },
  ).lean<PendingFileRow>()
  if (!row) return undefined
  const { name, mediaType, bytes, sha256, storageKey } = row
  return { id: row._id, file: { name, mediaType, bytes, sha256, storageKey } }
}
