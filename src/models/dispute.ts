import mongoose, { Schema } from 'mongoose'
import type { Sealed } from '../core/seal.js'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { type BranchDocument, branchFields, sealedSchema } from './fields.js'

/** How a dispute ended: the entry was changed, taken back, or stayed as it was. */
export type DisputeOutcome = 'changed' | 'voided' | 'kept'

/** 有出入: a member's word that another's entry is wrong. It may be about a talk, so it is sealed. */
export interface DisputeRow extends BranchDocument {
  entryId: string
  memberId: string
  /** Absent once settled: then only the fact is left. */
  sealed?: Sealed
  /** Civil epoch ms. */
  createdAt: number
  open: boolean
  outcome?: DisputeOutcome
  settledBy?: string
  settledAt?: number
}

const schema = new Schema<DisputeRow>(
  {
    ...branchFields,
    entryId: { type: String, required: true },
    memberId: { type: String, required: true },
    sealed: sealedSchema,
    createdAt: { type: Number, required: true },
    open: { type: Boolean, required: true },
    outcome: String,
    settledBy: String,
    settledAt: Number,
  },
  { collection: 'disputes', versionKey: false, strict: 'throw' },
)
schema.index({ branchId: 1, entryId: 1, open: 1, createdAt: 1, _id: 1 })
// Partial: what is settled holds nothing sealed.
schema.index({ 'sealed.keyId': 1 }, { partialFilterExpression: { open: true } })
schema.plugin(branchScopePlugin)

export const Dispute = mongoose.model<DisputeRow>('Dispute', schema)
