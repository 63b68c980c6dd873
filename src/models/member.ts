import mongoose, { Schema } from 'mongoose'
import type { MemberState, MemberStatus, Role } from '../core/entry.js'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { type BranchDocument, branchFields } from './fields.js'

/** From `on` until the next row: how the member stood. `left` is the day from which he is no member. */
export interface StandingRow {
  on: string
  standing: MemberState | 'left'
  status: MemberStatus
}

/** From `on` until the next row: the roles he had. */
export interface RoleRow {
  on: string
  roles: Role[]
}

/** One change that was made in the chat: by whom, when, and from which day it holds. */
export interface RosterRevisionRow {
  /** Civil epoch ms. */
  at: number
  byMemberId: string
  byName: string
  change: 'join' | 'leave' | 'role' | 'state' | 'alias' | 'alias_off' | 'rename' | 'status'
  before?: string
  after: string
  on: string
}

/** A member of a branch; kept after he left, for the entries he is in. */
export interface MemberRow extends BranchDocument {
  name: string
  aliases: string[]
  platformUserId?: string
  roles: Role[]
  post?: string
  birthDate?: string
  education?: string
  since?: string
  leftOn?: string
  /** When he last chose this branch for his private messages, civil epoch ms; counts for that day. */
  privateChosenAt?: number
  /** Said 以后别提醒我. */
  remindersOff?: boolean
  /** Oldest first, never empty. */
  history: StandingRow[]
  /** Oldest first; its last row repeats `roles`. */
  roleHistory: RoleRow[]
  revisions: RosterRevisionRow[]
}

const standingSchema = new Schema<StandingRow>(
  {
    on: { type: String, required: true },
    standing: { type: String, required: true },
    status: { type: String, required: true },
  },
  { _id: false },
)

const roleSchema = new Schema<RoleRow>({ on: { type: String, required: true }, roles: [String] }, { _id: false })

const revisionSchema = new Schema<RosterRevisionRow>(
  {
    at: { type: Number, required: true },
    byMemberId: { type: String, required: true },
    byName: { type: String, required: true },
    change: { type: String, required: true },
    before: String,
    after: { type: String, required: true },
    on: { type: String, required: true },
  },
  { _id: false },
)

const schema = new Schema<MemberRow>(
  {
    ...branchFields,
    name: { type: String, required: true },
    aliases: [String],
    platformUserId: String,
    roles: [String],
    post: String,
    birthDate: String,
    education: String,
    since: String,
    leftOn: String,
    privateChosenAt: Number,
    remindersOff: Boolean,
    history: [standingSchema],
    roleHistory: [roleSchema],
    revisions: [revisionSchema],
  },
  { collection: 'members', versionKey: false, strict: 'throw' },
)
schema.index({ branchId: 1, name: 1 })
// One account is one member of a branch; members without an account are many.
schema.index(
  { branchId: 1, platformUserId: 1 },
  { unique: true, partialFilterExpression: { platformUserId: { $exists: true } } },
)
schema.index({ platformUserId: 1 }, { partialFilterExpression: { platformUserId: { $exists: true } } })
schema.plugin(branchScopePlugin)

export const Member = mongoose.model<MemberRow>('Member', schema)
