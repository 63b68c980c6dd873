import type { Block } from '../../src/core/card.js'
import type { EntryView } from '../../src/core/views.js'
import { type EntryLinesOptions, hiddenFields, listHead } from './entry-lines.js'
import { dateText } from './entry-text.js'
import { Marks } from './marks.js'
import { warnLines } from './warn-lines.js'

/**
 * From so many entries on a receipt has a row for each and no buttons: with five blocks and two buttons each, the card
 * of a pasted list of 14 was over a platform's limits (src/platforms, card-limits.ts) and nobody got a receipt.
 */
export const ROWS_FROM = 6
/** 20 rows, the most that one message records, fit together into the smallest card (test/contracts/borders/rendering.test.ts). */
const HEAD_CHARS = 20

/** One line for each entry, and what is typed instead of the buttons. Says no more of one than its own receipt does. */
export function receiptRows(entries: readonly EntryView[], options: EntryLinesOptions): Block[] {
  const at = options.inGroup ? '@我 ' : ''
  const branch = options.branchName === undefined ? '' : ` ${options.branchName}`
  const author = entries[0]?.author ?? ''
  return [
    { type: 'list', items: entries.map((entry) => rowOf(entry, options)) },
    {
      type: 'text',
      text: `撤销某一条：${at}撤销 编号${branch}；改：${at}改 编号${branch}；看：${at}查 编号${branch}`,
    },
    {
      type: 'text',
      text: `记录人 ${author}${branch === '' ? '' : ` ｜ 记入${branch}`}`,
      style: 'muted',
    },
  ]
}

function rowOf(entry: EntryView, options: EntryLinesOptions): string {
  const { inGroup, today } = options
  const marks = new Marks(entry.inferred)
  marks.hide(...hiddenFields(entry, inGroup))
  if (inGroup) marks.hide('note', 'absent', 'items')
  const day = marks.on(dateText(entry.date, entry.endDate, today ?? entry.date), 'date', 'end_date')
  const row = `${entry.number} ${day} ${cut(listHead(entry))}`
  if (entry.voided) return `${row}（已撤销${entry.voidedBy === undefined ? '' : `：${entry.voidedBy}`}）`
  const asides = [
    ...marks.rest(),
    // That it was a rest day stands in the day itself.
    ...(warnLines({ ...entry, warn: entry.warn.filter((code) => code !== 'non_workday') }, inGroup).length > 0
      ? ['请核对']
      : []),
    ...(entry.changes === undefined || entry.changes.length === 0 ? [] : ['改过']),
  ]
  return asides.length === 0 ? row : `${row}（${asides.join('，')}）`
}

function cut(head: string): string {
  const characters = [...head]
  return characters.length > HEAD_CHARS ? `${characters.slice(0, HEAD_CHARS - 1).join('')}…` : head
}
