import { openAgenda } from '../src/core/agenda.js'
import type { Block, Button, Card } from '../src/core/card.js'
import type { EntryView } from '../src/core/views.js'
import { type EntryLinesOptions, entryLines, headWithoutDay, voidedLine, withBranch } from './shared/entry-lines.js'
import { ROWS_FROM, receiptRows } from './shared/receipt-rows.js'
import { type TalkReader, talkBlocks, talkButtons } from './shared/talk-blocks.js'
import { talksFooter } from './shared/talks-footer.js'
import { talkReceiptCard } from './talk-receipt-card.js'

/** As `EntryLinesOptions`; a receipt with talks is always private. */
export interface ReceiptOptions extends EntryLinesOptions {
  /** By entry id: what its reader may know and do. A talk that is not in it is shown without its content. */
  readonly talks?: ReadonlyMap<string, TalkReader>
  /** Who of a talk's people can't be told of it, and what helps. */
  readonly untold?: string
}

const NOBODY: TalkReader = { readerIsNamed: false, canUndo: true }

/**
 * The receipt of one or several entries of one message (moments.md §6). A voided entry keeps its body: its button is
 * replaced by a line that says who voided it and when. Many entries have a row each and no buttons. One talk has a card
 * of its own.
 */
export function receiptCard(entries: readonly EntryView[], options: ReceiptOptions): Card {
  const [only] = entries
  if (only === undefined) throw new RangeError('a receipt needs an entry')
  if (entries.length === 1 && only.kind === 'talk') return ofOneTalk(only, options)
  if (entries.length === 1) {
    return {
      title: `${only.voided ? '已撤销' : '已记'}｜${headWithoutDay(only)}`,
      tone: only.voided ? 'neutral' : 'success',
      blocks: [...bodyOf(only, options), ...(only.voided ? [] : replyHint(options))],
      buttons: only.voided
        ? []
        : [
            ...closeButtons(only, options),
            editButton(only, '改一下', options),
            undoButton(only, '撤销', options),
            ...(options.inGroup ? [disputeButton(only)] : []),
          ],
    }
  }
  const kept = entries.filter((entry) => !entry.voided)
  const head = {
    title: kept.length === 0 ? `已撤销${entries.length}条` : `已记${kept.length}条`,
    tone: kept.length === 0 ? ('neutral' as const) : ('success' as const),
  }
  const footer = talksFooter(entries, options)
  if (entries.length >= ROWS_FROM) return { ...head, blocks: [...receiptRows(entries, options), ...footer] }
  return {
    ...head,
    blocks: [
      ...entries.flatMap((entry, index): Block[] => [
        ...(index === 0 ? [] : [{ type: 'divider' } as const]),
        { type: 'text', text: headWithoutDay(entry), style: 'strong' },
        ...bodyOf(entry, options),
      ]),
      ...footer,
    ],
    buttons: kept.flatMap((entry) =>
      entry.kind === 'talk'
        ? talkButtons(entry, readerOf(entry, options), { branchName: options.branchName, numbered: true })
        : [editButton(entry, `改 ${entry.number}`, options), undoButton(entry, `撤销 ${entry.number}`, options)],
    ),
  }
}

const readerOf = ({ id }: EntryView, { talks }: ReceiptOptions): TalkReader => talks?.get(id) ?? NOBODY

const ofOneTalk = (talk: EntryView, options: ReceiptOptions): Card =>
  talkReceiptCard(talk, {
    timezone: options.timezone,
    today: options.today,
    branchName: options.branchName,
    closedPlan: options.asides?.get(talk.id)?.closedPlan,
    untold: options.untold,
    ...readerOf(talk, options),
  })

function bodyOf(entry: EntryView, options: ReceiptOptions): Block[] {
  const lines = entryLines(entry, options)
  return [
    ...lines.slice(0, -1).map((text): Block => ({ type: 'text', text })),
    ...(entry.kind === 'talk' ? talkBlocks(entry, readerOf(entry, options)) : []),
    { type: 'text', text: lines.at(-1) ?? '', style: 'muted' },
    ...(entry.voided ? [{ type: 'text', text: voidedLine(entry, options.timezone), style: 'strong' } as const] : []),
  ]
}

/** Slips that ask for something to be put right; an award or a summary is never closed. */
const CLOSED_SLIPS: readonly string[] = ['服务质量处罚单', '提醒整改单', '即日检查反馈单']

/** 销号, while something is still to be done. */
function closeButtons(entry: EntryView, { branchName }: EntryLinesOptions): Button[] {
  const isOpen = entry.closedOn === undefined
  const isTask = entry.kind === 'meeting' && openAgenda(entry.agenda).length === 1
  const isSlip = entry.kind === 'qualitySlip' && CLOSED_SLIPS.includes(entry.subkind ?? '')
  if (!isOpen || !(isSlip || isTask || entry.kind === 'problem')) return []
  const text = isSlip ? '已整改' : '销号'
  const twin = withBranch(`${text} ${entry.number}`, branchName)
  return [{ text, action: { v: 1, name: 'close-item', entryId: entry.id }, twin }]
}

function undoButton(entry: EntryView, text: string, { branchName }: EntryLinesOptions): Button {
  const twin = withBranch(`撤销 ${entry.number}`, branchName)
  return { text, action: { v: 1, name: 'undo-entry', entryId: entry.id }, twin }
}

function editButton(entry: EntryView, text: string, { branchName }: EntryLinesOptions): Button {
  const twin = withBranch(`改 ${entry.number}`, branchName)
  return { text, action: { v: 1, name: 'edit-entry', entryId: entry.id }, twin }
}

/** For everybody but the author; what he says goes to author and ledger officer in private (moments.md §3). */
const disputeButton = ({ id, number }: EntryView): Button => ({
  text: '有出入',
  action: { v: 1, name: 'dispute-entry', entryId: id },
  twin: `有出入 ${number}`,
})

/** Only where a reply to the receipt tells which one it replies to. */
function replyHint({ canReply = false, inGroup }: EntryLinesOptions): Block[] {
  if (!canReply) return []
  return [{ type: 'text', text: `也可回复本条${inGroup ? '并@我' : ''}：更正 …`, style: 'muted' }]
}
