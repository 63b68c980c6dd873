import mongoose, { Schema } from 'mongoose'
import type { Sealed } from '../core/seal.js'

/**
 * One thing a platform told us, stored before it was acknowledged. `_id` is platform, app and key together, so the
 * collection's own index is the permanent guard against recording anything twice. The payload is sealed: it may be a talk.
 */
export interface InboxDocument {
  _id: string
  platform: string
  appId: string
  chatId: string
  kind: string
  /** Civil epoch ms of the message: the order in which a chat's rows are taken. */
  sentAt: number
  /** `failed`: gave up after repeated faults of our own; an operator can replay it. */
  state: 'stored' | 'done' | 'failed'
  payload?: Sealed
  storedAt: Date
  doneAt?: Date
  attempts?: number
  lastError?: string
  schemaVersion: number
}

const sealedSchema = new Schema<Sealed>({ keyId: String, bytes: Buffer }, { _id: false })

const inboxSchema = new Schema<InboxDocument>(
  {
    _id: String,
    platform: String,
    appId: String,
    chatId: String,
    kind: String,
    sentAt: Number,
    state: String,
    payload: sealedSchema,
    storedAt: Date,
    doneAt: Date,
    attempts: Number,
    lastError: String,
    schemaVersion: Number,
  },
  { collection: 'inbox', versionKey: false },
)
// Partial: done rows are for ever, and only waiting ones are ever looked for by chat.
inboxSchema.index({ platform: 1, appId: 1, chatId: 1, sentAt: 1 }, { partialFilterExpression: { state: 'stored' } })
inboxSchema.index({ storedAt: 1 }, { partialFilterExpression: { state: 'stored' } })
// A row enters this index when it is done, not when it is inserted: inserting is the hot path.
inboxSchema.index({ doneAt: 1 }, { partialFilterExpression: { payload: { $exists: true }, doneAt: { $exists: true } } })
inboxSchema.index({ state: 1, storedAt: -1 }, { partialFilterExpression: { state: 'failed' } })

export const InboxRow = mongoose.model<InboxDocument>('InboxRow', inboxSchema)

export type InsertVerdict = 'stored' | 'duplicate' | Error

/**
 * Inserts rows together, unordered, and says of each whether it was stored, was there before, or failed. Never throws.
 * Through the driver: mongoose's document layer would cost more than the insert. Only 11000 is a duplicate; any other
 * write error, a write concern error, or an answer that never came means "not surely stored".
 */
export async function insertInboxRows(rows: readonly InboxDocument[]): Promise<InsertVerdict[]> {
  try {
    await InboxRow.collection.insertMany(rows as never, {
      ordered: false,
      writeConcern: { w: 'majority', journal: true },
    })
    return rows.map(() => 'stored')
  } catch (error) {
    const failure = error instanceof Error ? error : new Error('inbox insert failed')
    const { writeErrors = [], result } = error as BulkFailure
    const errors = Array.isArray(writeErrors) ? writeErrors : [writeErrors]
    // A lost connection too comes as a bulk write error, without a single row's error in it: so what counts is that the
    // server itself has told of every row.
    const toldOfAll = errors.length > 0 && result?.insertedCount === rows.length - errors.length
    if (!toldOfAll || result?.getWriteConcernError?.()) return rows.map(() => failure)
    const verdicts: InsertVerdict[] = rows.map(() => 'stored')
    for (const { index, code } of errors) verdicts[index] = code === 11000 ? 'duplicate' : failure
    return verdicts
  }
}

/** Takes a row back that nobody has carried out: its sender was told that it did not arrive, and will send it anew. */
export async function withdrawInboxRow(id: string): Promise<void> {
  await InboxRow.deleteOne({ _id: id, state: 'stored' })
}

/** What the driver's `MongoBulkWriteError` carries, and perhaps any other error does not. */
interface BulkFailure {
  readonly writeErrors?: RowError | readonly RowError[]
  readonly result?: { readonly insertedCount?: number; getWriteConcernError?(): unknown }
}

interface RowError {
  readonly index: number
  readonly code: number
}
