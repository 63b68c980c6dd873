import mongoose, { Schema } from 'mongoose'
import type { KeptKind, MeetingKind, PeriodOfDay, TalkKind, TrainingForm } from '../core/entry.js'
import { branchScopePlugin } from './branch-scope-plugin.js'
import { type BranchDocument, branchFields, type PersonRow, personSchema } from './fields.js'

export interface AbsenceRow extends PersonRow {
  reason?: string
}

/** Who changed what, when. Nothing is deleted: an entry's first row is its making, a later one its voiding. */
export interface RevisionRow {
  at: number
  byMemberId: string
  byName?: string
  change: 'recorded' | 'voided'
  reason?: string
}

/** One ledger entry. The fields below `voided` belong to some kinds only; discriminators refuse the others. */
/** No digest told of the entry so far. */
export const UNTOLD = ''

export interface EntryRow extends BranchDocument {
  kind: KeptKind
  number: string
  date: string
  endDate?: string
  start?: string
  end?: string
  period?: PeriodOfDay
  minutes?: number
  creditHours?: number
  approx?: boolean
  title: string
  host?: PersonRow
  recorder?: PersonRow
  participants: PersonRow[]
  absent: AbsenceRow[]
  expected?: number
  actual?: number
  inferred: string[]
  warn: string[]
  author: PersonRow & { memberId: string }
  /** Civil epoch ms of the message or tap; `recordedAt` is when it was carried out. */
  enteredAt: number
  recordedAt: number
  /** Monday of the week whose digest told of it, or `UNTOLD`. */
  digestPeriod?: string
  chatId: string
  messageId?: string
  late: boolean
  revisions: RevisionRow[]
  voided: boolean

  topic?: string
  place?: string
  note?: string
  form?: TrainingForm
  lecturer?: PersonRow
  audience?: string
  category?: string
  campaign?: string
  document?: string
  level?: string
  subkind?: TalkKind | MeetingKind
  talker?: PersonRow
  partner?: PersonRow
  followupFrom?: string
  followupDue?: string
  votes?: { for?: number; against?: number; abstain?: number }
  resolution?: string
}

const absenceSchema = new Schema<AbsenceRow>(
  { name: { type: String, required: true }, memberId: String, reason: String },
  { _id: false },
)
const revisionSchema = new Schema<RevisionRow>(
  {
    at: { type: Number, required: true },
    byMemberId: { type: String, required: true },
    byName: String,
    change: { type: String, required: true },
    reason: String,
  },
  { _id: false },
)

const options = { versionKey: false, strict: 'throw' } as const

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
  { ...options, collection: 'ledgerEntries', discriminatorKey: 'kind' },
)
schema.index({ branchId: 1, number: 1 }, { unique: true })
schema.index({ branchId: 1, date: 1, number: 1 })
schema.index({ branchId: 1, kind: 1, date: 1, number: 1 })
schema.index({ branchId: 1, enteredAt: 1, 'author.memberId': 1 })
schema.index({ branchId: 1, 'author.memberId': 1, chatId: 1, enteredAt: -1, _id: -1 })
schema.index({ branchId: 1, digestPeriod: 1, date: 1 })
schema.plugin(branchScopePlugin)

export const LedgerEntry = mongoose.model<EntryRow>('LedgerEntry', schema)

/** What was said of an event in free words; a talk has none of it here, its words are sealed (design.md §4). */
const openText = { topic: String, place: String, note: String } as const

LedgerEntry.discriminator(
  'TrainingEntry',
  new Schema<EntryRow>(
    {
      ...openText,
      form: String,
      lecturer: personSchema,
      audience: String,
      category: String,
      campaign: String,
      document: String,
      level: String,
    },
    options,
  ),
  'training',
)
LedgerEntry.discriminator(
  'TalkEntry',
  new Schema<EntryRow>(
    {
      subkind: { type: String, required: true },
      talker: { type: personSchema, required: true },
      partner: { type: personSchema, required: true },
      followupFrom: String,
      followupDue: String,
    },
    options,
  ),
  'talk',
)
LedgerEntry.discriminator(
  'MeetingEntry',
  new Schema<EntryRow>(
    {
      ...openText,
      subkind: { type: String, required: true },
      votes: new Schema({ for: Number, against: Number, abstain: Number }, { _id: false }),
      resolution: String,
    },
    options,
  ),
  'meeting',
)
LedgerEntry.discriminator('ThemeDayEntry', new Schema<EntryRow>({ ...openText, form: String }, options), 'themeDay')
