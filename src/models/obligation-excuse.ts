import mongoose, { Schema } from 'mongoose'
import type { RuleName } from '../core/views.js'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { type BranchDocument, branchFields } from './fields.js'

/** One wording of an explanation: whose, and when. */
export interface ExcuseWordingRow {
  text: string
  /** Civil epoch ms. */
  at: number
  byMemberId: string
  byName: string
}

/** 未开展: why a duty of a period was not done. `_id` is branch, rule and period, as of an obligation. */
export interface ObligationExcuseRow extends BranchDocument, ExcuseWordingRow {
  rule: RuleName
  /** `2026-03`, `2026-Q1` or `2026`. */
  period: string
  /** What it said before, oldest first. */
  earlier: ExcuseWordingRow[]
}

const wording = {
  text: { type: String, required: true },
  at: { type: Number, required: true },
  byMemberId: { type: String, required: true },
  byName: { type: String, required: true },
} as const

const schema = new Schema<ObligationExcuseRow>(
  {
    ...branchFields,
    ...wording,
    rule: { type: String, required: true },
    period: { type: String, required: true },
    earlier: [new Schema<ExcuseWordingRow>(wording, { _id: false })],
  },
  { collection: 'obligationExcuses', versionKey: false, strict: 'throw' },
)
schema.index({ branchId: 1, period: 1, rule: 1 }, { unique: true })
schema.plugin(branchScopePlugin)

export const ObligationExcuse = mongoose.model<ObligationExcuseRow>('ObligationExcuse', schema)
