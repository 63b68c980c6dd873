import { keepRoleHistory } from './role-history.js'

/** One change of stored data. Runs once; may be run again after a crash in its middle, so it must bear that. */
export interface Migration {
  readonly name: string
  run(): Promise<void>
}

/** In the order in which they run. Append only: a name once released is never edited or removed. */
export const MIGRATIONS: readonly Migration[] = [
  // Marks where the history begins, so that a folder without any row is known to be new.
  { name: '0001-first-version', run: async () => {} },
  { name: '0002-role-history', run: keepRoleHistory },
]
