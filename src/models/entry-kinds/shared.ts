import { Schema } from 'mongoose'
import type { NamedCount } from '../../core/views.js'
import type { AbsenceRow, AmountRow, EntryRow, ProgressRow } from '../entry-row.js'

/** A field that its kind doesn't have is refused, never dropped in silence. */
export const entryOptions = { versionKey: false, strict: 'throw' } as const

/** What was said of an event in free words; a talk has none of it here, its words are sealed (design.md §4). */
export const openText = { topic: String, place: String, note: String } as const

export const kindWithin = { subkind: { type: String, required: true } } as const

export const absenceSchema = new Schema<AbsenceRow>(
  { name: { type: String, required: true }, memberId: String, reason: String },
  { _id: false },
)

const isWhole = { validator: Number.isInteger, message: '{PATH} is not a whole number of fen' }

export const wholeFen = { type: Number, min: 0, validate: isWhole }

export const amountSchema = new Schema<AmountRow>(
  { name: { type: String, required: true }, memberId: String, fen: { ...wholeFen, required: true }, month: String },
  { _id: false },
)

/** What is given or paid; each person's line apart from the sum. */
export const money = { amounts: { type: [amountSchema], default: undefined }, totalFen: wholeFen }

export const namedCounts = {
  type: [
    new Schema<NamedCount>(
      { name: { type: String, required: true }, count: { type: Number, required: true } },
      { _id: false },
    ),
  ],
  default: undefined,
}

export const progressSchema = new Schema<ProgressRow>(
  {
    on: { type: String, required: true },
    text: { type: String, required: true },
    by: { type: String, required: true },
  },
  { _id: false },
)

/** A discriminator's schema. */
// biome-ignore lint/suspicious/noExplicitAny: mongoose types a definition by every field of the row, and a kind has some
export const kindSchema = (fields: Record<string, any>): Schema<EntryRow> => new Schema<EntryRow>(fields, entryOptions)
