import mongoose, { Schema } from 'mongoose'
import { currentBranchId } from './branch-scope.js'
import { branchScopePlugin } from './branch-scope-plugin.js'

/**
 * The numbers a branch has given out; one row per branch, made with the branch. Every write to the books touches this
 * row first, so two transactions of one branch always collide here and the driver runs one of them again: neither
 * counts entries that the other is about to add. One row made beforehand, because an upsert inside a transaction can
 * end in a duplicate key.
 */
interface CounterRow {
  _id: string
  schemaVersion: number
  writes: number
  /** Last number given, by `2026-学`. */
  last: Map<string, number>
}

const schema = new Schema<CounterRow>(
  {
    _id: { type: String, required: true },
    schemaVersion: { type: Number, default: 1 },
    writes: { type: Number, default: 0 },
    last: { type: Map, of: Number, default: {} },
  },
  { collection: 'counters', versionKey: false, strict: 'throw' },
)
schema.plugin(branchScopePlugin, { path: '_id' })

export const Counter = mongoose.model<CounterRow>('Counter', schema)

/** Makes the branch's row; called once, when the branch is made. */
export async function createCounter(): Promise<void> {
  await new Counter({ _id: currentBranchId() }).save()
}

/** Makes this transaction the only one that writes the branch's books; a concurrent one is run again. */
export async function lockBooks(): Promise<void> {
  const { matchedCount } = await Counter.updateOne({ _id: currentBranchId() }, { $inc: { writes: 1 } })
  if (matchedCount !== 1) throw new Error(`branch ${currentBranchId()} has no counter row`)
}

/** The next number of a series such as `2026-学`, from 1, and the lock of `lockBooks`. Never given twice. */
export async function takeNumber(series: string): Promise<number> {
  const row = await Counter.findOneAndUpdate(
    { _id: currentBranchId() },
    { $inc: { writes: 1, [`last.${series}`]: 1 } },
    { returnDocument: 'after' },
  )
  const number = row?.last.get(series)
  if (number === undefined) throw new Error(`branch ${currentBranchId()} has no counter row`)
  return number
}
