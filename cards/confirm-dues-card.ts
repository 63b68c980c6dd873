import type { Block, Card } from '../src/core/card.js'
import { spanText } from '../src/core/span-text.js'
import type { EntryView } from '../src/core/views.js'
import { voidedLine } from './shared/entry-lines.js'
import { monthDay } from './shared/entry-text.js'
import { Marks } from './shared/marks.js'
import { type AmountLine, amountsText } from './shared/money-lines.js'
import { warnLines } from './shared/warn-lines.js'

/** Asks the dues officer in private whether the money that a member reported has come; confirmed in the same body. */
export function confirmDuesCard(
  entry: EntryView,
  { amounts, timezone }: { readonly amounts: readonly AmountLine[]; readonly timezone: string },
): Card {
  const isOpen = entry.unconfirmed === true && !entry.voided
  const what = [
    entry.span === undefined ? '党费' : `${spanText(entry.span)}党费`,
    amountsText(amounts),
    ...(entry.paidOn === undefined ? [] : [`${monthDay(entry.paidOn)}交`]),
  ].join(' · ')
  const marks = new Marks(entry.inferred)
  const blocks: Block[] = [
    { type: 'text', text: `${entry.author}说已交：${marks.on(what, 'month', 'paid_on', 'date')}` },
    ...warnLines(entry, false).map((text): Block => ({ type: 'text', text })),
    { type: 'text', text: `编号 ${entry.number}`, style: 'muted' },
    isOpen
      ? { type: 'text', text: '收到了请确认；对不上请和本人核对，由他撤销重报。', style: 'muted' }
      : { type: 'text', text: entry.voided ? voidedLine(entry, timezone) : '已确认', style: 'strong' },
  ]
  return {
    title: `${isOpen ? '待确认' : entry.voided ? '已撤销' : '已确认'}｜${entry.author}的党费`,
    tone: isOpen ? 'info' : entry.voided ? 'neutral' : 'success',
    blocks,
    buttons: isOpen
      ? [
          {
            text: '确认收到',
            style: 'primary',
            action: { v: 1, name: 'confirm-dues', entryId: entry.id },
            twin: `确认党费 ${entry.number}`,
          },
        ]
      : [],
  }
}
