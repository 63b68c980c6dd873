import type { Block, Button, Card } from '../src/core/card.js'
import type { EntryView } from '../src/core/views.js'
import { type EntryLinesOptions, entryHead, entryLines, voidedLine, withBranch } from './shared/entry-lines.js'

/**
 * The receipt of one or several entries of one message (moments.md §6). A voided entry keeps its body: its button is
 * replaced by a line that says who voided it and when. Talks have a card of their own.
 */
export function receiptCard(entries: readonly EntryView[], options: EntryLinesOptions): Card {
  const [only] = entries
  if (only === undefined) throw new RangeError('a receipt needs an entry')
  if (entries.length === 1) {
    return {
      title: `${only.voided ? '已撤销' : '已记'}｜${entryHead(only)}`,
      tone: only.voided ? 'neutral' : 'success',
      blocks: bodyOf(only, options),
      buttons: only.voided ? [] : [undoButton(only, '撤销', options)],
    }
  }
  const kept = entries.filter((entry) => !entry.voided)
  return {
    title: kept.length === 0 ? `已撤销${entries.length}条` : `已记${kept.length}条`,
    tone: kept.length === 0 ? 'neutral' : 'success',
    blocks: entries.flatMap((entry, index): Block[] => [
      ...(index === 0 ? [] : [{ type: 'divider' } as const]),
      { type: 'text', text: entryHead(entry), style: 'strong' },
      ...bodyOf(entry, options),
    ]),
    buttons: kept.map((entry) => undoButton(entry, `撤销 ${entry.number}`, options)),
  }
}

function bodyOf(entry: EntryView, options: EntryLinesOptions): Block[] {
  const lines = entryLines(entry, options)
  return [
    ...lines.slice(0, -1).map((text): Block => ({ type: 'text', text })),
    { type: 'text', text: lines.at(-1) ?? '', style: 'muted' },
    ...(entry.voided ? [{ type: 'text', text: voidedLine(entry, options.timezone), style: 'strong' } as const] : []),
  ]
}

function undoButton(entry: EntryView, text: string, { branchName }: EntryLinesOptions): Button {
  const twin = withBranch(`撤销 ${entry.number}`, branchName)
  return { text, action: { v: 1, name: 'undo-entry', entryId: entry.id }, twin }
}
