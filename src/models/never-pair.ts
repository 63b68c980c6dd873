import mongoose, { Schema } from 'mongoose'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { type BranchDocument, branchFields } from './fields.js'

/**
 * Two members whom the secretary doesn't want suggested for a talk. `_id` is branch and pair, so there is one row of
 * each. No reason is kept, for none is asked; taken back, the row stays with `on` false.
 */
export interface NeverPairRow extends BranchDocument {
  /** Ids of the two, in the order of the ids. */
  memberIds: string[]
  on: boolean
  byMemberId: string
  /** Civil epoch ms. */
  changedAt: number
}

const schema = new Schema<NeverPairRow>(
  {
    ...branchFields,
    memberIds: { type: [String], required: true },
    on: { type: Boolean, required: true },
    byMemberId: { type: String, required: true },
    changedAt: { type: Number, required: true },
  },
  { collection: 'neverPairs', versionKey: false, strict: 'throw' },
)
schema.index({ branchId: 1, on: 1 })
schema.plugin(branchScopePlugin)

export const NeverPair = mongoose.model<NeverPairRow>('NeverPair', schema)
