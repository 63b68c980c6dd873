import type { Block, Card } from '../../../src/core/card.js'
import type { CardVariables } from '../../../src/platforms/dingtalk/client.js'
import type { LinkButton } from '../../../src/platforms/dingtalk/messages.js'
import { plainMarkdown } from '../../../src/simulator/dingtalk/markdown-text.js'

/** What a tap on a command button makes its person say; undefined for a button that opens a page. */
export function saidBy({ url }: LinkButton): string | undefined {
  const encoded = /^dtmd:\/\/dingtalkclient\/sendMessage\?content=([^&]*)$/.exec(url)?.[1]
  return encoded === undefined ? undefined : decodeURIComponent(encoded)
}

/** What the template's buttons call back with, by their text. */
export function actionsIn(variables: CardVariables): [text: string, action: unknown][] {
  const buttons = JSON.parse(variables.buttons ?? '[]') as { text: string; action?: string; url?: string }[]
  return buttons.map(({ text, action, url }) => [text, action === undefined ? url : JSON.parse(action)])
}

/** Everything that a person reads of the template's bodies. */
export const bodyText = ({ body, body2, body3, body4 }: CardVariables): string =>
  [body, body2, body3, body4].map((part) => plainMarkdown(part ?? '')).join('\n')

/** Without what writing and reading markdown may change. */
export const likeness = (text: string): string => text.normalize('NFKC').replace(/\s/g, '')

/** Every text of a card that a person must be able to read. */
export function textsOf(card: Card): string[] {
  return card.blocks.flatMap(textsOfBlock)
}

function textsOfBlock(block: Block): string[] {
  switch (block.type) {
    case 'text':
      return block.text.split('\n')
    case 'fields':
      return block.items.flatMap(({ label, value }) => [label, value])
    case 'list':
      return [...block.items]
    case 'table':
      return block.rows.flatMap((row) => [...row])
    case 'chart':
      return [block.title, ...block.bars.map(({ label }) => label)]
    case 'picture':
      return [block.alt]
    case 'picker':
      return [block.picker.twin]
    case 'divider':
    case 'form':
      return []
  }
}
