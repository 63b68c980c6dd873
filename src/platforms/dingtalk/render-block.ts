import type { Block } from '../../core/card.js'
import { overLimit } from './card-limits.js'
import { escapeInline, escapeLines, type Line, RULE, strong } from './elements.js'

/** Longest bar of a chart, in characters. */
const BAR_CHARS = 10

/** A block as markdown lines. Markdown of DingTalk's has no tables and nothing to draw with, so both are lines of text. */
export function renderBlock(block: Exclude<Block, { type: 'form' | 'picker' }>): Line[] {
  switch (block.type) {
    case 'text':
      return escapeLines(block.text).map((line) => (block.style === 'strong' ? strong(line) : line))
    case 'fields':
      return block.items.map(({ label, value }) => `${escapeInline(label)}：${escapeInline(value)}`)
    case 'list':
      return block.items.map((item) => `• ${escapeInline(item)}`)
    case 'table':
      return renderTable(block)
    case 'chart':
      return renderChart(block)
    case 'picture':
      return [block.key === undefined ? escapeInline(block.alt) : `![${escapeInline(block.alt)}](${block.key})`]
    case 'divider':
      return [RULE]
  }
}

function renderTable({ columns, rows }: Extract<Block, { type: 'table' }>): Line[] {
  if (rows.some((row) => row.length > columns.length)) throw overLimit('a table has a row with more cells than columns')
  return rows.map((row) =>
    row.map((cell, index) => `${escapeInline(columns[index] ?? '')}：${escapeInline(cell)}`).join('　'),
  )
}

function renderChart({ title, bars }: Extract<Block, { type: 'chart' }>): Line[] {
  if (bars.some(({ value }) => !Number.isFinite(value))) throw overLimit('a chart has a value that is not a number')
  const most = Math.max(0, ...bars.map(({ value }) => value))
  return [
    strong(escapeInline(title)),
    ...bars.map(({ label, value }) => {
      // Whatever is not nothing can be seen.
      const chars = value > 0 ? Math.max(1, Math.round((value / most) * BAR_CHARS)) : 0
      return [escapeInline(label), '█'.repeat(chars), String(value)].filter((part) => part !== '').join(' ')
    }),
  ]
}
