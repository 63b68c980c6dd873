import mongoose, { Schema } from 'mongoose'
import type { Sealed } from '../core/seal.js'

/** An answer is owed to a person who wrote or tapped; a notice is what the bot says by itself (cards, digests). */
export type OutboxPurpose = 'answer' | 'notice'
/** `superseded`: a newer picture of the same card made it pointless. */
export type OutboxState = 'pending' | 'sending' | 'sent' | 'superseded' | 'uncertain' | 'dead'

/** One call to a platform that is owed. `_id` is the send key: the same for every attempt, at most 50 characters. */
export interface OutboxDocument {
  _id: string
  platform: string
  appId: string
  branchId?: string
  purpose: OutboxPurpose
  op: 'send' | 'update'
  /**
   * A chat, a person, a person's private chat (both), or (updates) a message. An update that answers a tap has both: where
   * to say it anew if the card is too old to be changed.
   */
  chatId?: string
  userId?: string
  targetMessageId?: string
  /** Updates of a card that was itself still on its way: the row that sends it. */
  targetOutboxId?: string
  /** Notices: machine time from which nobody may be disturbed, and from which one may again. */
  openUntil?: Date
  reopensAt?: Date
  /** Notices: machine time from which they come too late to be of use: never sent then. */
  uselessFrom?: Date
  /** The card was said in a group, where less may be shown. */
  inGroup: boolean
  payload?: Sealed
  entryIds: string[]
  draftId?: string
  /** Whoever asked waits for it: refused for good, he is told so in plain words. */
  awaited?: boolean
  state: OutboxState
  createdAt: Date
  notBefore: Date
  leaseUntil?: Date
  attempts: number
  firstAttemptAt?: Date
  /** An attempt ended without an answer: it may have taken effect. */
  unknownOutcome?: boolean
  lastErrorKind?: string
  lastError?: string
  messageId?: string
  /** It was sent by means that can't be changed afterwards. */
  fixed?: boolean
  doneAt?: Date
  /** 2: the payload holds the way back into the chat beside the content. */
  schemaVersion: number
}

const sealedSchema = new Schema<Sealed>({ keyId: String, bytes: Buffer }, { _id: false })

const outboxSchema = new Schema<OutboxDocument>(
  {
    _id: String,
    platform: String,
    appId: String,
    branchId: String,
    purpose: String,
    op: String,
    chatId: String,
    userId: String,
    targetMessageId: String,
    targetOutboxId: String,
    openUntil: Date,
    reopensAt: Date,
    uselessFrom: Date,
    inGroup: Boolean,
    payload: sealedSchema,
    entryIds: [String],
    draftId: String,
    awaited: Boolean,
    state: String,
    createdAt: Date,
    notBefore: Date,
    leaseUntil: Date,
    attempts: Number,
    firstAttemptAt: Date,
    unknownOutcome: Boolean,
    lastErrorKind: String,
    lastError: String,
    messageId: String,
    fixed: Boolean,
    doneAt: Date,
    schemaVersion: Number,
  },
  { collection: 'outbox', versionKey: false },
)
outboxSchema.index({ state: 1, notBefore: 1 })
outboxSchema.index({ state: 1, leaseUntil: 1 })
outboxSchema.index({ entryIds: 1, state: 1 })
outboxSchema.index(
  { targetMessageId: 1, createdAt: 1 },
  { partialFilterExpression: { targetMessageId: { $exists: true } } },
)
// Replies name a message.
outboxSchema.index({ messageId: 1 }, { partialFilterExpression: { messageId: { $exists: true } } })
// What did not reach a person; most rows of most people did.
outboxSchema.index({ userId: 1, createdAt: 1 }, { partialFilterExpression: { state: 'dead' } })
outboxSchema.index({ createdAt: 1 })
outboxSchema.index({ draftId: 1 }, { partialFilterExpression: { draftId: { $exists: true } } })
outboxSchema.index({ doneAt: 1 }, { partialFilterExpression: { payload: { $exists: true } } })

export const OutboxRow = mongoose.model<OutboxDocument>('OutboxRow', outboxSchema)
