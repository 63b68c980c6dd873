import mongoose from 'mongoose'

/**
 * The one way to write: everything `work` does through models commits together or not at all. Never catch a duplicate
 * key inside `work` (the driver then retries for two minutes, facts/engines.md); let it throw and catch it outside.
 * `work` may run more than once.
 */
export async function inTransaction<T>(work: () => Promise<T>): Promise<T> {
  let result: T | undefined
  await mongoose.connection.transaction(
    async () => {
      result = await work()
    },
    { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } },
  )
  return result as T
}

/** E11000: somebody else already wrote the row. A named state, not a failure. */
export function isDuplicateKey(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && (error as { code: unknown }).code === 11000
}
