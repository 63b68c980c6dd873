import mongoose, { Schema } from 'mongoose'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { type BranchDocument, branchFields } from './fields.js'

/**
 * 三天后再看 on a card of the month: it is to come again from a day on. `_id` is branch, card, period and day, so that a
 * second tap makes no second one. Open until it came, or another card took its place.
 */
export interface CardSnoozeRow extends BranchDocument {
  card: 'plan' | 'gap' | 'closing'
  period: string
  /** `YYYY-MM-DD` */
  until: string
  byMemberId: string
  /** Civil epoch ms. */
  at: number
  open: boolean
}

const schema = new Schema<CardSnoozeRow>(
  {
    ...branchFields,
    card: { type: String, enum: ['plan', 'gap', 'closing'], required: true },
    period: { type: String, required: true },
    until: { type: String, required: true },
    byMemberId: { type: String, required: true },
    at: { type: Number, required: true },
    open: { type: Boolean, required: true },
  },
  { collection: 'cardSnoozes', versionKey: false, strict: 'throw' },
)
schema.index({ branchId: 1, open: 1, until: 1 })
schema.plugin(branchScopePlugin)

export const CardSnooze = mongoose.model<CardSnoozeRow>('CardSnooze', schema)
