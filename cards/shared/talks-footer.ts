import type { Block } from '../../src/core/card.js'
import type { EntryView } from '../../src/core/views.js'
import { withBranch } from './entry-lines.js'
import { type TalkReader, talkContentLine } from './talk-blocks.js'

/** What the buttons say with each number; in a long list it is typed. */
const EDIT = '改 编号'

interface FooterOptions {
  readonly talks?: ReadonlyMap<string, TalkReader>
  readonly untold?: string
  readonly branchName?: string
}

/** What a receipt of several entries says once of all its talks, instead of with each; nothing where it has none. */
export function talksFooter(entries: readonly EntryView[], { talks, untold, branchName }: FooterOptions): Block[] {
  const kept = entries.filter(({ kind, voided }) => kind === 'talk' && !voided)
  const [first] = kept
  if (first === undefined) return []
  const readers = kept.flatMap(({ id }) => talks?.get(id) ?? [])
  const fates = new Set(readers.map((reader) => talkContentLine(reader, EDIT)))
  const ofBoth = readers.some(({ readerIsNamed }) => readerIsNamed)
  return [
    { type: 'divider' },
    ...[...fates].map((text): Block => ({ type: 'text', text, style: 'muted' })),
    ...(ofBoth
      ? [
          {
            type: 'text',
            text: `看内容请发：${withBranch(`查看谈话内容 ${first.number}`, branchName)}`,
            style: 'muted',
          } as const,
        ]
      : []),
    ...(untold === undefined ? [] : [{ type: 'text', text: untold } as const]),
  ]
}
