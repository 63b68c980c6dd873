import mongoose, { Schema } from 'mongoose'
import type { MemberStatus, Role } from '../core/entry.js'
import { newId } from './fields.js'

/**
 * What a group waits for: to be told of the bot once a day, to have its secretary confirmed, or to become the group of
 * a branch that exists.
 */
export type SetupKind = 'greeting' | 'secretary' | 'group'

/** A member of the roster that the secretary typed and has not confirmed yet. */
export interface SetupMemberRow {
  name: string
  status: MemberStatus
  roles: Role[]
  platformUserId?: string
}

/**
 * Something pending about a group. No branch's data: there is none yet, or (`group`) it only names who asked. Nothing in
 * it is of a talk, so nothing is sealed.
 */
export interface BranchSetupRow {
  _id: string
  schemaVersion: number
  kind: SetupKind
  platform: 'feishu' | 'dingtalk'
  chatId: string
  /** Account of the person it is about; empty for a greeting. */
  candidateId: string
  /** His name, where the platform tells it. */
  candidateName?: string
  confirmedBySelf: boolean
  /** Account of the other person in the group who agreed. */
  secondedBy?: string
  branchName?: string
  members: SetupMemberRow[]
  /** Counts the rosters typed, so that an old card confirms nothing. */
  revision: number
  /** Civil epoch ms; of a greeting, the last time the group was told. */
  createdAt: number
  /** Machine time: MongoDB's own TTL deletes by it. */
  expireAt: Date
}

const memberSchema = new Schema<SetupMemberRow>(
  {
    name: { type: String, required: true },
    status: { type: String, required: true },
    roles: [String],
    platformUserId: String,
  },
  { _id: false },
)

const schema = new Schema<BranchSetupRow>(
  {
    _id: { type: String, default: newId },
    schemaVersion: { type: Number, default: 1 },
    kind: { type: String, enum: ['greeting', 'secretary', 'group'], required: true },
    platform: { type: String, enum: ['feishu', 'dingtalk'], required: true },
    chatId: { type: String, required: true },
    candidateId: { type: String, default: '' },
    candidateName: String,
    confirmedBySelf: { type: Boolean, default: false },
    secondedBy: String,
    branchName: String,
    members: [memberSchema],
    revision: { type: Number, default: 0 },
    createdAt: { type: Number, required: true },
    expireAt: { type: Date, required: true },
  },
  { collection: 'branchSetups', versionKey: false, strict: 'throw' },
)
schema.index({ platform: 1, chatId: 1, kind: 1, candidateId: 1 }, { unique: true })
schema.index({ platform: 1, candidateId: 1 })
schema.index({ expireAt: 1 }, { expireAfterSeconds: 0 })

export const BranchSetup = mongoose.model<BranchSetupRow>('BranchSetup', schema)
