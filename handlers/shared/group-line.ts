import { sumLine } from '../../cards/shared/money-lines.js'
import { KIND_LABELS } from '../../src/core/entry.js'
import type { EntryView } from '../../src/core/views.js'
import { isReminderTalk } from '../../src/ledger/permissions.js'

/**
 * All that a group reads of entries that are for their people alone: that they were recorded, never whose or what; of
 * money of several people how many and the sum.
 */
export function groupLine(entries: readonly EntryView[]): string {
  const [first, ...others] = entries
  // A reminder talk's kind is for the two and the secretary only.
  if (first === undefined || entries.some((entry) => isReminderTalk(entry))) return '已记，其余已私聊你'
  if (others.length === 0 || (first.kind === 'talk' && others.every(({ kind }) => kind === 'talk')))
    return `已记${whatOf(first)}，其余已私聊你`
  return `已记${entries.length}条，其余已私聊你`
}

function whatOf(entry: EntryView): string {
  switch (entry.kind) {
    case 'talk':
      return '一次谈心谈话'
    case 'dues':
    case 'donation': {
      const sum = sumLine(entry)
      return KIND_LABELS[entry.kind] + (sum === undefined ? '' : `（${sum}）`)
    }
    case 'commitment':
      return '一项承诺'
    case 'plan':
      return '一条计划'
    default:
      return ''
  }
}
