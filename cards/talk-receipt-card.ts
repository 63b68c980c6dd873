import type { Block, Button, Card } from '../src/core/card.js'
import type { EntryView, TalkContent } from '../src/core/views.js'
import { entryHead, entryLines, voidedLine, withBranch } from './shared/entry-lines.js'
import { monthDay } from './shared/entry-text.js'

/** Who reads a talk's receipt. It is always private. */
export interface TalkReceiptOptions {
  readonly timezone: string
  readonly today?: string
  /** For a reader in several branches: which one this is. */
  readonly branchName?: string
  /** The reader is one of the two: nobody else ever gets the content, or the button that opens it (moments.md §4). */
  readonly readerIsNamed: boolean
  /** What the reader just typed or asked for; ignored when he is not one of the two. */
  readonly content?: TalkContent
  readonly canUndo: boolean
}

/** The private receipt of a talk, pending and voided in one body. */
export function talkReceiptCard(entry: EntryView, options: TalkReceiptOptions): Card {
  const { readerIsNamed } = options
  const lines = entryLines(entry, { ...options, inGroup: false })
  const blocks: Block[] = [
    ...lines.slice(0, -1).map((text): Block => ({ type: 'text', text })),
    ...(entry.followupDue ? [{ type: 'text', text: `跟进期限：${monthDay(entry.followupDue)}` } as const] : []),
    ...(readerIsNamed && options.content ? contentBlocks(options.content) : []),
    { type: 'text', text: lines.at(-1) ?? '', style: 'muted' },
    { type: 'text', text: '谈话内容加密保存，仅谈话双方可见', style: 'muted' },
    ...(entry.voided ? [{ type: 'text', text: voidedLine(entry, options.timezone), style: 'strong' } as const] : []),
  ]
  const buttons: Button[] = entry.voided
    ? []
    : [
        ...(options.canUndo
          ? [
              {
                text: '撤销',
                action: { v: 1, name: 'undo-entry', entryId: entry.id },
                twin: withBranch(`撤销 ${entry.number}`, options.branchName),
              } as const,
            ]
          : []),
        ...(readerIsNamed
          ? [
              {
                text: '查看内容',
                action: { v: 1, name: 'read-talk', entryId: entry.id },
                twin: withBranch(`查看谈话内容 ${entry.number}`, options.branchName),
              } as const,
            ]
          : []),
      ]
  return {
    title: `${entry.voided ? '已撤销' : '已记'}｜${entryHead(entry)}`,
    tone: entry.voided ? 'neutral' : 'success',
    blocks,
    buttons,
  }
}

/** The content of a talk, labelled, empty fields left out. */
export function contentBlocks(content: TalkContent): Block[] {
  const items = [
    ['内容', content.topic],
    ['问题', content.problem],
    ['地点', content.place],
    ['备注', content.note],
    ['后续跟进', content.followup],
  ].flatMap(([label, value]) => (label && value ? [{ label, value }] : []))
  return items.length === 0 ? [] : [{ type: 'fields', items }]
}
