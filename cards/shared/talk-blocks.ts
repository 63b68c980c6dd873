import type { Block, Button } from '../../src/core/card.js'
import type { EntryView, TalkContent } from '../../src/core/views.js'
import { withBranch } from './entry-lines.js'
import { monthDay } from './entry-text.js'

/** Who reads of a talk, and what he may do with its record. */
export interface TalkReader {
  /** The reader is one of the two: nobody else ever gets the content, or the button that opens it (moments.md §4). */
  readonly readerIsNamed: boolean
  /** What the reader just typed or asked for; ignored when he is not one of the two. */
  readonly content?: TalkContent
  /** What became of the content that was typed in a group; left out: none was. */
  readonly typedInGroup?: 'saved' | 'not-saved'
  readonly canUndo: boolean
}

/** How one talk of a receipt with several is named on its buttons: 撤销 2026-谈-003. */
export interface TalkButtonOptions {
  readonly branchName?: string
  readonly numbered?: boolean
}

/** What stands between a talk's lines and its number: until when something was promised, and its content for its people. */
export function talkBlocks(entry: EntryView, { readerIsNamed, content }: TalkReader): Block[] {
  return [...followupBlocks(entry), ...(readerIsNamed && content ? contentBlocks(content) : [])]
}

/** Until when something was promised, and whether it was done; what it is stays sealed. */
function followupBlocks({ followupDue, closedOn }: EntryView): Block[] {
  if (closedOn) return [{ type: 'text', text: `已跟进：${monthDay(closedOn)}` }]
  return followupDue ? [{ type: 'text', text: `跟进期限：${monthDay(followupDue)}` }] : []
}

/** Where the words of the talk are, and who reads them; `editButton`: the button that opens its form. */
export function talkContentLine({ typedInGroup, readerIsNamed, canUndo }: TalkReader, editButton: string): string {
  if (typedInGroup === 'saved') return '内容已加密保存，仅谈话双方可见'
  if (typedInGroup === undefined) return '谈话内容加密保存，仅谈话双方可见'
  // Who is none of the two has no field for it.
  return `群里写的内容没有保存${readerIsNamed && canUndo ? `；要记请点「${editButton}」，加密保存，仅谈话双方可见` : ''}`
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

/** What the button that opens a talk's form says. */
export const talkEditText = ({ number }: EntryView, numbered = false): string => (numbered ? `改 ${number}` : '改一下')

/** What this reader may do with the record of a talk that is not voided. */
export function talkButtons(
  entry: EntryView,
  { readerIsNamed, canUndo }: TalkReader,
  { branchName, numbered = false }: TalkButtonOptions,
): Button[] {
  const { id: entryId, number } = entry
  const text = (words: string): string => (numbered ? `${words} ${number}` : words)
  const twin = (command: string): string => withBranch(`${command} ${number}`, branchName)
  return [
    ...(canUndo
      ? [
          {
            text: talkEditText(entry, numbered),
            action: { v: 1, name: 'edit-entry', entryId },
            twin: twin('改'),
          } as const,
          { text: text('撤销'), action: { v: 1, name: 'undo-entry', entryId }, twin: twin('撤销') } as const,
        ]
      : []),
    ...(readerIsNamed && entry.followupDue && !entry.closedOn
      ? [{ text: text('已跟进'), action: { v: 1, name: 'close-item', entryId }, twin: twin('已跟进') } as const]
      : []),
    // On a receipt of several he has just typed them all: there a line says how they are opened.
    ...(readerIsNamed && !numbered
      ? [{ text: '查看内容', action: { v: 1, name: 'read-talk', entryId }, twin: twin('查看谈话内容') } as const]
      : []),
  ]
}
