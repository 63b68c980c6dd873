import mongoose, { Schema } from 'mongoose'
import type { BranchSettings, DeputyTerm, DigestTarget, HandoverView, SilentPeriod } from '../core/views.js'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { newId } from './fields.js'

/** A change of the branch itself that was made in the chat: it went to another group, its digests go elsewhere, its calendar is another. */
export interface BranchRevisionRow {
  /** Civil epoch ms. */
  at: number
  byMemberId: string
  byName: string
  change: 'group' | 'digest' | 'calendar'
  before: string
  after: string
}

/** A year's holidays as a notice has them. */
export interface HolidayListRow {
  /** Each import has its own; one for all branches the same in each. */
  id: string
  year: number
  rest: string[]
  work: string[]
  /** What the branch confirmed itself stands over what the operator gave to all. */
  from: 'branch' | 'operator'
  /** Civil epoch ms. */
  at: number
}

/** A term as a deputy; the secretary himself named him. What was said of it stays, also after it was ended. */
export interface DeputyRow extends DeputyTerm {
  /** Civil epoch ms at which he was named. */
  at: number
  /** Civil epoch ms at which the term was ended before its time; then it holds until the day before. */
  endedAt?: number
  endedOn?: string
}

/** Kept for good: who handed over to whom, and when it was said. */
export interface HandoverRow extends Omit<HandoverView, 'confirmedBy'> {
  confirmedBy: string[]
  /** Civil epoch ms of the proposal, and of its end. */
  at: number
  endedAt?: number
}

/** What the branch shares with a higher committee; kept also after it left. */
export interface CommitteeConsentRow {
  committeeId: string
  name: string
  /** `seen`: the secretary was shown what it would share, and has not agreed. */
  state: 'seen' | 'joined' | 'left'
  /** Civil epoch ms. */
  at: number
  byMemberId: string
  byName: string
  endedAt?: number
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
  /** Years of holidays that the package does not know, or not so. Absent in branches made before there were any. */
  holidayLists?: HolidayListRow[]
  /** A pasted notice that waits for its confirmation; a newer one takes its place. */
  proposedHolidays?: HolidayListRow
  /** Absent in branches made before there were any. */
  silentPeriods?: SilentPeriod[]
  /** Oldest first. Absent in branches made before there were any. */
  deputies?: DeputyRow[]
  /** As `deputies`. */
  handovers?: HandoverRow[]
  /** As `deputies`. */
  committees?: CommitteeConsentRow[]
  /** Absent: nobody said anything else than the group. */
  digestTo?: DigestTarget
  createdAt: number
  revisions: BranchRevisionRow[]
}

const holidayListSchema = new Schema<HolidayListRow>(
  {
    id: { type: String, required: true },
    year: { type: Number, required: true },
    rest: [String],
    work: [String],
    from: { type: String, enum: ['branch', 'operator'], required: true },
    at: { type: Number, required: true },
  },
  { _id: false, id: false },
)

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
        {
          talksPerQuarter: Number,
          lateAfterWorkdays: Number,
          minutesPerCreditHour: Number,
          talkPairsUpTo: Number,
          talkOccasions: { type: [String], default: undefined },
        },
        { _id: false },
      ),
      required: true,
    },
    holidayLists: { type: [holidayListSchema], default: undefined },
    proposedHolidays: { type: holidayListSchema, default: undefined },
    silentPeriods: [
      new Schema<SilentPeriod>(
        { from: { type: String, required: true }, to: { type: String, required: true } },
        { _id: false },
      ),
    ],
    deputies: {
      type: [
        new Schema<DeputyRow>(
          {
            memberId: { type: String, required: true },
            secretaryId: { type: String, required: true },
            from: { type: String, required: true },
            to: { type: String, required: true },
            at: { type: Number, required: true },
            endedAt: Number,
            endedOn: String,
          },
          { _id: false },
        ),
      ],
      default: undefined,
    },
    handovers: {
      type: [
        new Schema<HandoverRow>(
          {
            id: { type: String, required: true },
            fromId: String,
            toId: { type: String, required: true },
            on: { type: String, required: true },
            state: { type: String, enum: ['proposed', 'done', 'cancelled', 'off'], required: true },
            confirmedBy: [String],
            toldAt: Number,
            at: { type: Number, required: true },
            endedAt: Number,
          },
          { _id: false, id: false },
        ),
      ],
      default: undefined,
    },
    committees: {
      type: [
        new Schema<CommitteeConsentRow>(
          {
            committeeId: { type: String, required: true },
            name: { type: String, required: true },
            state: { type: String, enum: ['seen', 'joined', 'left'], required: true },
            at: { type: Number, required: true },
            byMemberId: { type: String, required: true },
            byName: { type: String, required: true },
            endedAt: Number,
          },
          { _id: false },
        ),
      ],
      default: undefined,
    },
    digestTo: String,
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
schema.index({ 'committees.committeeId': 1 }, { partialFilterExpression: { committees: { $exists: true } } })
schema.plugin(branchScopePlugin, { path: '_id' })

export const PartyBranch = mongoose.model<PartyBranchRow>('PartyBranch', schema)
