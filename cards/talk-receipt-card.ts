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
  /** What became of the content that was typed in a group; left out: none was. */
  readonly typedInGroup?: 'saved' | 'not-saved'
  /** Number of the plan that it carried out. */
  readonly closedPlan?: string
  readonly canUndo: boolean
}

/** The private receipt of a talk, pending and voided in one body. */
export function talkReceiptCard(entry: EntryView, options: TalkReceiptOptions): Card {
  const { readerIsNamed } = options
  const asides = new Map([[entry.id, { closedPlan: options.closedPlan }]])
  const lines = entryLines(entry, { ...options, asides, inGroup: false })
  const blocks: Block[] = [
    ...lines.slice(0, -1).map((text): Block => ({ type: 'text', text })),
    ...followupBlocks(entry),
    ...(readerIsNamed && options.content ? contentBlocks(options.content) : []),
    { type: 'text', text: lines.at(-1) ?? '', style: 'muted' },
    { type: 'text', text: contentLine(options), style: 'muted' },
    ...(entry.voided ? [{ type: 'text', text: voidedLine(entry, options.timezone), style: 'strong' } as const] : []),
  ]
  const buttons: Button[] = entry.voided
    ? []
    : [
        ...(options.canUndo
          ? [
              {
                text: '改一下',
                action: { v: 1, name: 'edit-entry', entryId: entry.id },
                twin: withBranch(`改 ${entry.number}`, options.branchName),
              } as const,
              {
                text: '撤销',
                action: { v: 1, name: 'undo-entry', entryId: entry.id },
                twin: withBranch(`撤销 ${entry.number}`, options.branchName),
              } as const,
            ]
          : []),
        ...(readerIsNamed && entry.followupDue && !entry.closedOn
          ? [
              {
                text: '已跟进',
                action: { v: 1, name: 'close-item', entryId: entry.id },
                twin: withBranch(`已跟进 ${entry.number}`, options.branchName),
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

function contentLine({ typedInGroup, readerIsNamed, canUndo }: TalkReceiptOptions): string {
  if (typedInGroup === 'saved') return '内容已加密保存，仅谈话双方可见'
  if (typedInGroup === undefined) return '谈话内容加密保存，仅谈话双方可见'
  // Who is none of the two has no field for it.
  return `群里写的内容没有保存${readerIsNamed && canUndo ? '；要记请点「改一下」，加密保存，仅谈话双方可见' : ''}`
}

/** Until when something was promised, and whether it was done; what it is stays sealed. */
function followupBlocks({ followupDue, closedOn }: EntryView): Block[] {
  if (closedOn) return [{ type: 'text', text: `已跟进：${monthDay(closedOn)}` }]
  return followupDue ? [{ type: 'text', text: `跟进期限：${monthDay(followupDue)}` }] : []
}

/** The content of a talk, labelled, empty fields left out. */
export function contentBlocks(content: TalkContent): Block[] {
  const items = [
    ['谈话时机', content.occasion],
    ['内容', content.topic],
    ['问题', content.problem],
    ['地点', content.place],
    ['备注', content.note],
    ['后续跟进', content.followup],
  ].flatMap(([label, value]) => (label && value ? [{ label, value }] : []))
  return items.length === 0 ? [] : [{ type: 'fields', items }]
}
