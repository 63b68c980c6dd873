import mongoose, { Schema } from 'mongoose'
import type { BranchSettings, SilentPeriod } from '../core/views.js'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { newId } from './fields.js'

/** A change of the branch itself that was made in the chat: it went to another group. */
export interface BranchRevisionRow {
  /** Civil epoch ms. */
  at: number
  byMemberId: string
  byName: string
  change: 'group'
  before: string
  after: string
}

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
  /** Those of later versions are absent in branches made before them. */
  settings: Partial<BranchSettings>
  /** Absent in branches made before there were any. */
  silentPeriods?: SilentPeriod[]
  createdAt: number
  revisions: BranchRevisionRow[]
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
      type: new Schema<BranchSettings>(
        { talksPerQuarter: Number, lateAfterWorkdays: Number, minutesPerCreditHour: Number, talkPairsUpTo: Number },
        { _id: false },
      ),
      required: true,
    },
    silentPeriods: [
      new Schema<SilentPeriod>(
        { from: { type: String, required: true }, to: { type: String, required: true } },
        { _id: false },
      ),
    ],
    createdAt: { type: Number, required: true },
    revisions: [
      new Schema<BranchRevisionRow>(
        {
          at: { type: Number, required: true },
          byMemberId: { type: String, required: true },
          byName: { type: String, required: true },
          change: { type: String, required: true },
          before: { type: String, required: true },
          after: { type: String, required: true },
        },
        { _id: false },
      ),
    ],
  },
  { collection: 'partyBranches', versionKey: false, strict: 'throw' },
)
schema.index({ platform: 1, chatId: 1 }, { unique: true })
schema.plugin(branchScopePlugin, { path: '_id' })

export const PartyBranch = mongoose.model<PartyBranchRow>('PartyBranch', schema)
