import mongoose, { Schema } from 'mongoose'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { addEntryKinds } from './entry-kinds/index.js'
import { absenceSchema, amountSchema, entryOptions } from './entry-kinds/shared.js'
import { type EntryRow, type FieldChangeRow, type RevisionRow, UNTOLD } from './entry-row.js'
import { branchFields, personSchema } from './fields.js'

export * from './entry-row.js'

const revisionSchema = new Schema<RevisionRow>(
  {
    at: { type: Number, required: true },
    byMemberId: { type: String, required: true },
    byName: String,
    change: { type: String, required: true },
    reason: String,
    fields: {
      type: [
        new Schema<FieldChangeRow>(
          { field: { type: String, required: true }, before: String, after: String },
          { _id: false },
        ),
      ],
      default: undefined,
    },
    amountsBefore: { type: [amountSchema], default: undefined },
  },
  { _id: false },
)

const schema = new Schema<EntryRow>(
  {
    ...branchFields,
    number: { type: String, required: true },
    date: { type: String, required: true },
    endDate: String,
    start: String,
    end: String,
    period: String,
    minutes: Number,
    creditHours: Number,
    approx: Boolean,
    title: { type: String, required: true },
    host: personSchema,
    recorder: personSchema,
    participants: [personSchema],
    absent: [absenceSchema],
    expected: Number,
    actual: Number,
    inferred: [String],
    warn: [String],
    author: { type: personSchema, required: true },
    enteredAt: { type: Number, required: true },
    recordedAt: { type: Number, required: true },
    digestPeriod: { type: String, default: UNTOLD },
    chatId: { type: String, required: true },
    messageId: String,
    late: { type: Boolean, required: true },
    revisions: [revisionSchema],
    voided: { type: Boolean, default: false },
  },
  { ...entryOptions, collection: 'ledgerEntries', discriminatorKey: 'kind' },
)
schema.index({ branchId: 1, number: 1 }, { unique: true })
schema.index({ branchId: 1, date: 1, number: 1 })
schema.index({ branchId: 1, kind: 1, date: 1, number: 1 })
schema.index({ branchId: 1, enteredAt: 1, 'author.memberId': 1 })
schema.index({ branchId: 1, 'author.memberId': 1, chatId: 1, enteredAt: -1, _id: -1 })
schema.index({ branchId: 1, digestPeriod: 1, date: 1 })
// A reply or a recall names the sentence, in a private chat without saying of which branch.
schema.index({ messageId: 1, branchId: 1, _id: 1 })
// Partial: few entries have these, and every entry would pay for a full index.
schema.index(
  { branchId: 1, kind: 1, planState: 1, date: 1, number: 1 },
  { partialFilterExpression: { planState: { $exists: true } } },
)
schema.index({ branchId: 1, kind: 1, doneById: 1 }, { partialFilterExpression: { doneById: { $exists: true } } })
schema.index(
  { branchId: 1, kind: 1, 'amounts.month': 1 },
  { partialFilterExpression: { 'amounts.month': { $exists: true } } },
)
schema.index({ messageId: 1 }, { partialFilterExpression: { messageId: { $exists: true } } })
schema.plugin(branchScopePlugin)

export const LedgerEntry = mongoose.model<EntryRow>('LedgerEntry', schema)

addEntryKinds(LedgerEntry)
