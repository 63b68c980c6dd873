import mongoose, { Schema } from 'mongoose'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { type BranchDocument, branchFields } from './fields.js'

/** A receipt that was not sent, because the month's calls are scarce: the chat's daily line tells of its entries. */
export interface UnsaidReceiptRow extends BranchDocument {
  /** Where the sentence was typed. */
  chatId: string
  inGroup: boolean
  /** Account of the person who typed it. */
  personId: string
  entryIds: string[]
  /** Civil epoch ms at which it was recorded. */
  at: number
}

const schema = new Schema<UnsaidReceiptRow>(
  {
    ...branchFields,
    chatId: { type: String, required: true },
    inGroup: { type: Boolean, required: true },
    personId: { type: String, required: true },
    entryIds: { type: [String], required: true },
    at: { type: Number, required: true },
  },
  { collection: 'unsaidReceipts', versionKey: false, strict: 'throw' },
)
schema.index({ branchId: 1, at: 1 })
schema.plugin(branchScopePlugin)

export const UnsaidReceipt = mongoose.model<UnsaidReceiptRow>('UnsaidReceipt', schema)
