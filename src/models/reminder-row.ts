import mongoose, { Schema } from 'mongoose'

/**
 * `quota`: one line on the month's calls to the secretary; `daily`: one line for a day's receipts; `own`: what somebody
 * wanted to be reminded of; `held`: 办了吗 after a planned day; `absence`: three and five months away or without dues, a
 * line of the card of a month that `period` names;
 * `handover`: the open items for a new secretary.
 */
export type ReminderCard =
  | 'plan'
  | 'gap'
  | 'closing'
  | 'quarter'
  | 'year'
  | 'digest'
  | 'quota'
  | 'daily'
  | 'own'
  | 'held'
  | 'absence'
  | 'handover'

/**
 * That a card or digest of one period was put into the outbox for one recipient. `_id` is branch, card, period and
 * recipient together: inserting it elects the one sweep that acts, for ever, whatever the clock does afterwards.
 */
export interface ReminderDocument {
  _id: string
  branchId: string
  card: ReminderCard
  period: string
  /** Digests: the days covered, so that the next one begins after them. `absence`: the months, `YYYY-MM`. */
  from?: string
  to?: string
  /** Civil epoch ms at which the sweep judged it due. */
  at: number
  outboxIds: string[]
  schemaVersion: number
}

const reminderSchema = new Schema<ReminderDocument>(
  {
    _id: String,
    branchId: String,
    card: String,
    period: String,
    from: String,
    to: String,
    at: Number,
    outboxIds: [String],
    schemaVersion: Number,
  },
  { collection: 'reminders', versionKey: false },
)
reminderSchema.index({ branchId: 1, card: 1, to: -1 })
reminderSchema.index({ branchId: 1, card: 1, period: 1 })

export const ReminderRow = mongoose.model<ReminderDocument>('ReminderRow', reminderSchema)
