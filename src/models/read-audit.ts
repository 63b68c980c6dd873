import mongoose, { Schema } from 'mongoose'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { type BranchDocument, branchFields } from './fields.js'

/** One look, or try to look, at sealed content, or its erasure. Rows are only ever added. */
export interface ReadAuditRow extends BranchDocument {
  entryId: string
  memberId: string
  act: 'read' | 'refused' | 'erased'
  /** Civil epoch ms. */
  at: number
  /** By the machine's clock, which no demo or test can move. */
  machineAt: Date
}

const schema = new Schema<ReadAuditRow>(
  {
    ...branchFields,
    entryId: { type: String, required: true },
    memberId: { type: String, required: true },
    act: { type: String, enum: ['read', 'refused', 'erased'], required: true },
    at: { type: Number, required: true },
    machineAt: { type: Date, required: true },
  },
  { collection: 'readAudits', versionKey: false, strict: 'throw' },
)
schema.index({ branchId: 1, entryId: 1, at: 1 })
schema.plugin(branchScopePlugin)

export const ReadAudit = mongoose.model<ReadAuditRow>('ReadAudit', schema)
