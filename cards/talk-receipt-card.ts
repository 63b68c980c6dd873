import type { Block, Card } from '../src/core/card.js'
import type { EntryView } from '../src/core/views.js'
import { entryHead, entryLines, voidedLine } from './shared/entry-lines.js'
import { type TalkReader, talkBlocks, talkButtons, talkContentLine, talkEditText } from './shared/talk-blocks.js'

/** Who reads a talk's receipt. It is always private. */
export interface TalkReceiptOptions extends TalkReader {
  readonly timezone: string
  readonly today?: string
  /** For a reader in several branches: which one this is. */
  readonly branchName?: string
  /** Number of the plan that it carried out. */
  readonly closedPlan?: string
  /** Who of its people can't be told of it, and what helps. */
  readonly untold?: string
}

/** The private receipt of a talk, pending and voided in one body. */
export function talkReceiptCard(entry: EntryView, options: TalkReceiptOptions): Card {
  const asides = new Map([[entry.id, { closedPlan: options.closedPlan }]])
  const lines = entryLines(entry, { ...options, asides, inGroup: false })
  const blocks: Block[] = [
    ...lines.slice(0, -1).map((text): Block => ({ type: 'text', text })),
    ...talkBlocks(entry, options),
    { type: 'text', text: lines.at(-1) ?? '', style: 'muted' },
    { type: 'text', text: talkContentLine(options, talkEditText(entry)), style: 'muted' },
    ...(options.untold === undefined ? [] : [{ type: 'text', text: options.untold } as const]),
    ...(entry.voided ? [{ type: 'text', text: voidedLine(entry, options.timezone), style: 'strong' } as const] : []),
  ]
  return {
    title: `${entry.voided ? '已撤销' : '已记'}｜${entryHead(entry)}`,
    tone: entry.voided ? 'neutral' : 'success',
    blocks,
    buttons: entry.voided ? [] : talkButtons(entry, options, { branchName: options.branchName }),
  }
}
