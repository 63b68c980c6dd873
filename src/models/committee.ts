import mongoose, { Schema } from 'mongoose'
import { newId } from './fields.js'

/**
 * A higher committee (党总支): people on a platform who may see what branches chose to share. Of no branch: which ones
 * share is written in each of them (PartyBranchRow.committees).
 */
export interface CommitteeRow {
  _id: string
  schemaVersion: number
  name: string
  platform: 'feishu' | 'dingtalk'
  /** Given to the branches' secretaries by whoever runs the committee. */
  code: string
  /** Accounts of its members. */
  members: string[]
  /** Civil epoch ms. */
  createdAt: number
}

const schema = new Schema<CommitteeRow>(
  {
    _id: { type: String, default: newId },
    schemaVersion: { type: Number, default: 1 },
    name: { type: String, required: true },
    platform: { type: String, enum: ['feishu', 'dingtalk'], required: true },
    code: { type: String, required: true },
    members: [String],
    createdAt: { type: Number, required: true },
  },
  { collection: 'committees', versionKey: false, strict: 'throw' },
)
schema.index({ platform: 1, name: 1 }, { unique: true })
schema.index({ code: 1 }, { unique: true })
schema.index({ platform: 1, members: 1 })

export const Committee = mongoose.model<CommitteeRow>('Committee', schema)
