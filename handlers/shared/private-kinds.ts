import type { RecordMeaning } from '../../src/core/meaning.js'
import type { EntryView } from '../../src/core/views.js'

/**
 * Whether the entry is for its people alone and a group reads no more than that something was recorded: talks, done or
 * planned, money of named persons, what a member promises, what the secretary thinks of the branch (moments.md §1, §4).
 */
export function isForPrivate(entry: EntryView): boolean {
  switch (entry.kind) {
    case 'talk':
    case 'dues':
    case 'commitment':
    case 'analysis':
      return true
    case 'plan':
      return entry.subkind === 'talk'
    case 'donation':
      return (entry.payers?.length ?? 0) > 0
    default:
      return false
  }
}

/** Whether what is missing of such a record is asked in private, even when it was typed in the group. */
export function isAskedInPrivate({
  type,
  kind,
}: {
  readonly type: RecordMeaning['type']
  readonly kind?: string
}): boolean {
  return ['talk', 'dues', 'donation', 'commitment', 'analysis'].includes(type) || (type === 'plan' && kind === 'talk')
}
