import type { RecordMeaning, RecordType } from '../../core/meaning.js'
import type { Facts } from '../facts.js'

/** What a record type made of the facts; doubts and errors stay on the facts. */
export interface RecordReading<T extends RecordMeaning = RecordMeaning> {
  partials: (Partial<T> & { type: RecordType })[]
  facts: Facts
}

/** Adds names to a record's list of inferred fields. */
export function markInferred(record: { inferred?: string[] }, ...fields: string[]): void {
  if (fields.length > 0) record.inferred = [...new Set([...(record.inferred ?? []), ...fields])]
}
