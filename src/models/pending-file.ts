import mongoose, { Schema } from 'mongoose'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { type BranchDocument, branchFields } from './fields.js'

/** A file that was taken, while its sender is asked which entry it belongs to. */
export interface PendingFileRow extends BranchDocument {
  authorId: string
  name: string
  mediaType: string
  bytes: number
  sha256: string
  storageKey: string
  /** Civil epoch ms of the message. */
  sentAt: number
  /** Machine time. */
  expireAt: Date
}

const schema = new Schema<PendingFileRow>(
  {
    ...branchFields,
    authorId: { type: String, required: true },
    name: { type: String, required: true },
    mediaType: { type: String, required: true },
    bytes: { type: Number, required: true },
    sha256: { type: String, required: true },
    storageKey: { type: String, required: true },
    sentAt: { type: Number, required: true },
    expireAt: { type: Date, required: true },
  },
  { collection: 'pendingFiles', versionKey: false, strict: 'throw' },
)
schema.index({ expireAt: 1 }, { expireAfterSeconds: 0 })
schema.index({ branchId: 1, authorId: 1, sentAt: -1 })
schema.plugin(branchScopePlugin)

export const PendingFile = mongoose.model<PendingFileRow>('PendingFile', schema)
