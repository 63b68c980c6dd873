import type { Card } from '../src/core/card.js'
import type { EntryView } from '../src/core/views.js'
import { withBranch } from './shared/entry-lines.js'
import { dateText, kindText } from './shared/entry-text.js'

/** Who is asked, and where the branch is. */
export interface RecalledOptions {
  readonly today: string
  /** For a reader in several branches: which one this is. */
  readonly branchName?: string
}

/**
 * A message was recalled that entries came of: asks their author in private what is to become of them, never by itself
 * (moments.md §3). Number, kind and day only: of the sentence nothing is repeated.
 */
export function recalledCard(entries: readonly EntryView[], { today, branchName }: RecalledOptions): Card {
  const [first] = entries
  if (first === undefined) throw new RangeError('nothing came of the message')
  return {
    title: '你撤回了一条消息',
    tone: 'info',
    blocks: [
      { type: 'text', text: `对应记录${entries.length === 1 ? ` ${first.number} ` : ''}要撤销吗？`, style: 'strong' },
      { type: 'list', items: entries.map((entry) => lineOf(entry, today)) },
      { type: 'text', text: '不点就保留。', style: 'muted' },
    ],
    buttons: [
      ...entries.map(({ id: entryId, number }) => ({
        text: entries.length === 1 ? '撤销' : `撤销 ${number}`,
        action: { v: 1, name: 'undo-entry', entryId } as const,
        twin: withBranch(`撤销 ${number}`, branchName),
      })),
      {
        text: '保留',
        action: { v: 1, name: 'keep-entry', entryId: first.id },
        twin: withBranch(`保留 ${first.number}`, branchName),
      },
    ],
  }
}

/** What the question becomes when the entries stay. */
export const recalledKeptCard = (entries: readonly EntryView[], today: string): Card => ({
  title: '已保留',
  tone: 'neutral',
  blocks: [{ type: 'list', items: entries.map((entry) => lineOf(entry, today)) }],
})

const lineOf = (entry: EntryView, today: string): string =>
  `${entry.number} ${dateText(entry.date, entry.endDate, today)} ${kindText(entry)}`
