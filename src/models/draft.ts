import mongoose, { Schema } from 'mongoose'
import type { Sealed } from '../core/seal.js'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { type BranchDocument, branchFields, sealedSchema } from './fields.js'

/** A record that was asked back and waits for its form. What was understood may be a talk, so it is sealed. */
export interface DraftRow extends BranchDocument {
  authorId: string
  chatId: string
  /** The message that it came of. */
  messageId?: string
  private: boolean
  /** Refused submits so far. */
  revision: number
  /** Absent once closed. */
  sealed?: Sealed
  closed: boolean
  /** Of a closed one: whether it made these entries or changed them. */
  became?: 'recorded' | 'changed'
  entryIds?: string[]
  createdAt: number
  /** Machine time: MongoDB's own TTL deletes by it. */
  expireAt: Date
}

const schema = new Schema<DraftRow>(
  {
    ...branchFields,
    authorId: { type: String, required: true },
    chatId: { type: String, required: true },
    messageId: String,
    private: { type: Boolean, required: true },
    revision: { type: Number, default: 0 },
    sealed: sealedSchema,
    closed: { type: Boolean, default: false },
    became: String,
    // Without one a draft has none: an empty list would only take room.
    entryIds: { type: [String], default: undefined },
    createdAt: { type: Number, required: true },
    expireAt: { type: Date, required: true },
  },
  { collection: 'drafts', versionKey: false, strict: 'throw' },
)
schema.index({ branchId: 1, authorId: 1, createdAt: 1 })
schema.index({ messageId: 1 }, { partialFilterExpression: { messageId: { $exists: true } } })
schema.index({ expireAt: 1 }, { expireAfterSeconds: 0 })
schema.plugin(branchScopePlugin)

export const Draft = mongoose.model<DraftRow>('Draft', schema)
