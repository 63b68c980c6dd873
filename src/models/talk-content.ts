import mongoose, { Schema } from 'mongoose'
import type { Sealed } from '../core/seal.js'
import type { TalkContent as OpenContent } from '../core/views.js'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { type BranchDocument, branchFields, sealedSchema } from './fields.js'

export type TalkField = keyof OpenContent

/**
 * The sealed half of a talk; `_id` is the entry's. Each field is sealed with this talk's own data key, and the data key
 * is wrapped by a field key: destroying the wrapped key erases the content, re-wrapping it changes the field key
 * without touching content.
 */
export interface TalkContentRow extends BranchDocument {
  wrappedKey?: Sealed
  fields?: Partial<Record<TalkField, Buffer>>
  erasedAt?: number
  erasedBy?: string
}

const schema = new Schema<TalkContentRow>(
  {
    ...branchFields,
    wrappedKey: sealedSchema,
    fields: {
      type: new Schema(
        { occasion: Buffer, topic: Buffer, problem: Buffer, place: Buffer, note: Buffer, followup: Buffer },
        { _id: false },
      ),
    },
    erasedAt: Number,
    erasedBy: String,
  },
  { collection: 'talkContents', versionKey: false, strict: 'throw' },
)
schema.index({ 'wrappedKey.keyId': 1 })
schema.plugin(branchScopePlugin)

export const TalkContent = mongoose.model<TalkContentRow>('TalkContent', schema)
