import mongoose, { Schema } from 'mongoose'
import type { RuleName } from '../core/views.js'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { type BranchDocument, branchFields } from './fields.js'

/** What a branch owes for one period of one rule; `_id` is branch, rule and period, so there is one row of each. */
export interface ObligationRow extends BranchDocument {
  rule: RuleName
  /** `2026-03` or `2026-Q1`. */
  period: string
  need: number
  have: number
  met: boolean
  entryIds: string[]
  refreshedAt: number
}

const schema = new Schema<ObligationRow>(
  {
    ...branchFields,
    rule: { type: String, required: true },
    period: { type: String, required: true },
    need: { type: Number, required: true },
    have: { type: Number, required: true },
    met: { type: Boolean, required: true },
    entryIds: [String],
    refreshedAt: { type: Number, required: true },
  },
  { collection: 'obligations', versionKey: false, strict: 'throw' },
)
schema.index({ branchId: 1, rule: 1, period: 1 }, { unique: true })
schema.plugin(branchScopePlugin)

export const Obligation = mongoose.model<ObligationRow>('Obligation', schema)
