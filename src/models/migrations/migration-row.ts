import mongoose, { Schema } from 'mongoose'

/** A migration that was carried out, or (`_id` `lease`) who is carrying them out and until when, by machine time. */
interface MigrationDocument {
  _id: string
  appliedAt?: Date
  owner?: string
  until?: Date
}

export const MigrationRow = mongoose.model<MigrationDocument>(
  'MigrationRow',
  new Schema<MigrationDocument>(
    { _id: String, appliedAt: Date, owner: String, until: Date },
    { collection: 'migrations', versionKey: false, strict: 'throw' },
  ),
)
