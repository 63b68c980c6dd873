import type { Block, Card } from '../../src/core/card.js'

/** Every text that a card shows, one per line: title, blocks, form labels, values and options, buttons. */
export function cardText(card: Card): string {
  return [card.title, ...card.blocks.flatMap(blockTexts), ...(card.buttons ?? []).map(({ text }) => `[${text}]`)].join(
    '\n',
  )
}

function blockTexts(block: Block): string[] {
  switch (block.type) {
    case 'text':
      return [block.text]
    case 'list':
      return [...block.items]
    case 'fields':
      return block.items.map(({ label, value }) => `${label}：${value}`)
    case 'table':
      return [block.columns.join(' '), ...block.rows.map((row) => row.join(' '))]
    case 'chart':
      return [block.title]
    case 'picture':
      return [block.alt]
    case 'divider':
      return []
    case 'picker':
      return [`[${block.picker.placeholder}]`]
    case 'form':
      return [
        ...block.form.fields.flatMap((field) => [
          field.label,
          ...('value' in field && field.value ? [field.value] : []),
          ...('values' in field ? (field.values ?? []) : []),
          ...(field.error ? [field.error] : []),
        ]),
        `[${block.form.submit.text}]`,
      ]
  }
}
