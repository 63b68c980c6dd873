import mongoose, { Schema } from 'mongoose'
import type { BranchSettings } from '../core/views.js'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { newId } from './fields.js'

/** One Party branch: the owner of everything else. Its own id is the scope. */
export interface PartyBranchRow {
  _id: string
  schemaVersion: number
  name: string
  timezone: string
  platform: 'feishu' | 'dingtalk'
  chatId: string
  chatClosed: boolean
  /** Civil epoch ms of the newest thing that told whether the bot is in the group. */
  chatSeenAt?: number
  settings: BranchSettings
  createdAt: number
}

const schema = new Schema<PartyBranchRow>(
  {
    _id: { type: String, default: newId },
    schemaVersion: { type: Number, default: 1 },
    name: { type: String, required: true },
    timezone: { type: String, required: true },
    platform: { type: String, enum: ['feishu', 'dingtalk'], required: true },
    chatId: { type: String, required: true },
    chatClosed: { type: Boolean, default: false },
    chatSeenAt: Number,
    settings: {
      type: new Schema<BranchSettings>({ talksPerQuarter: Number, lateAfterWorkdays: Number }, { _id: false }),
      required: true,
    },
    createdAt: { type: Number, required: true },
  },
  { collection: 'partyBranches', versionKey: false, strict: 'throw' },
)
schema.index({ platform: 1, chatId: 1 }, { unique: true })
schema.plugin(branchScopePlugin, { path: '_id' })

export const PartyBranch = mongoose.model<PartyBranchRow>('PartyBranch', schema)
