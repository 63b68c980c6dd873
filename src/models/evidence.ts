import mongoose, { Schema } from 'mongoose'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { type BranchDocument, branchFields, type PersonRow, personSchema } from './fields.js'

/** A picture or file that proves an entry. Its bytes lie in the file store under `storageKey`. */
export interface EvidenceRow extends BranchDocument {
  entryId: string
  name: string
  mediaType: string
  bytes: number
  /** Hex. */
  sha256: string
  storageKey: string
  /** Civil epoch ms. */
  addedAt: number
  addedBy: PersonRow
  /** Taken off again: the file and who did it stay, for whoever asks later. Civil epoch ms. */
  removedAt?: number
  removedBy?: PersonRow
}

const schema = new Schema<EvidenceRow>(
  {
    ...branchFields,
    entryId: { type: String, required: true },
    name: { type: String, required: true },
    mediaType: { type: String, required: true },
    bytes: { type: Number, required: true },
    sha256: { type: String, required: true },
    storageKey: { type: String, required: true },
    addedAt: { type: Number, required: true },
    addedBy: { type: personSchema, required: true },
    removedAt: Number,
    removedBy: personSchema,
  },
  { collection: 'evidence', versionKey: false, strict: 'throw' },
)
// The same picture sent twice is one piece of evidence.
schema.index({ branchId: 1, entryId: 1, sha256: 1 }, { unique: true })
schema.plugin(branchScopePlugin)

export const Evidence = mongoose.model<EvidenceRow>('Evidence', schema)
