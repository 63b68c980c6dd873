import mongoose, { Schema } from 'mongoose'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { type BranchDocument, branchFields } from './fields.js'

/** What a member answered to reminders of one plan. `_id` is plan and member. */
export interface ReminderChoiceRow extends BranchDocument {
  planId: string
  memberId: string
  /** 不用提醒. */
  off: boolean
  /** 明天再说: the day on which it comes again; for the plan's day at that time. */
  againOn?: string
  planDate?: string
  /** Civil epoch ms. */
  changedAt: number
}

const schema = new Schema<ReminderChoiceRow>(
  {
    ...branchFields,
    planId: { type: String, required: true },
    memberId: { type: String, required: true },
    off: { type: Boolean, required: true },
    againOn: String,
    planDate: String,
    changedAt: { type: Number, required: true },
  },
  { collection: 'reminderChoices', versionKey: false, strict: 'throw' },
)
schema.index({ branchId: 1, planId: 1 })
schema.plugin(branchScopePlugin)

export const ReminderChoice = mongoose.model<ReminderChoiceRow>('ReminderChoice', schema)
