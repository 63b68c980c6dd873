import type { EntryRow } from '../../models/ledger-entry.js'
import type { TalkField } from '../../models/talk-content.js'

/** New values by SCHEMA names; `null` clears. `add` is appended to a list instead of replacing it. */
export interface EntryChanges {
  readonly set?: Readonly<Record<string, unknown>>
  readonly add?: Readonly<Record<string, unknown>>
}

/** An entry while it is edited: a copy to write on, and what has to be sealed. */
export interface EditDraft {
  readonly row: EntryRow
  /** New sealed words; `null` takes them out. */
  readonly content: Partial<Record<TalkField, string | null>>
  /** The fields that the person named. */
  readonly touched: ReadonlySet<string>
}

/** Writes a value, or takes the field out. */
export function put<K extends keyof EntryRow>(row: EntryRow, key: K, value: EntryRow[K] | undefined): void {
  if (value === undefined) delete row[key]
  else row[key] = value
}
