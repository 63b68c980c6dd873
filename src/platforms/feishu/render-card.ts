import type { Block, Card, PersonPicker, Rendered, Tone } from '../../core/card.js'
import type { Json } from '../../core/platform.js'
import { assertWithinLimits, CARD_LIMITS, overLimit } from './card-limits.js'
import { column, div, type Element, type FeishuCard, MUTED, plainText, STRONG } from './elements.js'
import { renderButtonRow } from './render-button.js'
import { namesOfForm, renderForm } from './render-form.js'

/** https://open.feishu.cn/document/feishu-cards/card-json-v2-structure (header.template) */
const TEMPLATE_OF_TONE: Readonly<Record<Tone, string>> = {
  neutral: 'grey',
  info: 'blue',
  success: 'green',
  warning: 'orange',
  danger: 'red',
}

/**
 * Renders a neutral card as card JSON 2.0. Every text goes in as `plain_text` or plain table cells and never as markdown,
 * so nothing a person wrote can become a mention, a link or formatting. Throws `PlatformError` when Feishu would refuse
 * the card, because a refused card shows nothing at all.
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-structure
 */
export function renderCard(card: Card): Rendered<FeishuCard> {
  if (card.title === '') throw overLimit('it has no title')
  assertUniqueNames(card)
  const lost: string[] = []
  const elements = card.blocks.flatMap((block) => renderBlock(block, lost))
  if (card.buttons && card.buttons.length > 0) elements.push(renderButtonRow(card.buttons))
  const payload: FeishuCard = {
    schema: '2.0',
    // Without `update_multi` a card that was sent can't be changed; only `true` is allowed in 2.0.
    config: { update_multi: true, summary: { content: card.title } },
    header: { title: plainText(card.title), template: TEMPLATE_OF_TONE[card.tone] },
    body: { direction: 'vertical', elements },
  }
  assertWithinLimits(payload)
  return { payload, lost }
}

function renderBlock(block: Block, lost: string[]): Element[] {
  switch (block.type) {
    case 'text':
      return [div(block.text, block.style === 'strong' ? STRONG : block.style === 'muted' ? MUTED : {})]
    case 'fields':
      return block.items.map(renderPair)
    case 'list':
      // One element for the whole list: elements are scarce, lines are not.
      return block.items.length === 0 ? [] : [div(block.items.map((item) => `• ${indent(item)}`).join('\n'))]
    case 'table':
      return [renderTable(block)]
    case 'chart':
      return [renderChart(block)]
    case 'picture':
      return [block.key === undefined ? div(block.alt) : renderPicture(block.key, block.alt)]
    case 'divider':
      return [{ tag: 'hr' }]
    case 'form':
      return [renderForm(block.form, lost)]
    case 'picker':
      return [renderPicker(block.picker)]
  }
}

/** https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/image */
const renderPicture = (key: string, alt: string): Element => ({
  tag: 'img',
  img_key: key,
  alt: plainText(alt),
  scale_type: 'fit_horizontal',
  preview: true,
})

/**
 * Without options it offers everybody of the chat.
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-components/interactive-components/single-select-user-picker
 */
const renderPicker = ({ placeholder, action }: PersonPicker): Element => ({
  tag: 'select_person',
  placeholder: plainText(placeholder),
  behaviors: [{ type: 'callback', value: { ...action } as { [key: string]: Json } }],
})

function renderPair(item: { readonly label: string; readonly value: string }): Element {
  return {
    tag: 'column_set',
    flex_mode: 'none',
    columns: [column(1, [div(item.label, { text_color: 'grey' })]), column(3, [div(item.value)])],
  }
}

const indent = (text: string): string => text.replaceAll('\n', '\n  ')

/** https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/table */
function renderTable({ columns, rows }: Extract<Block, { type: 'table' }>): Element {
  if (columns.length > CARD_LIMITS.tableColumns) throw overLimit(`a table has ${columns.length} columns`)
  if (rows.some((row) => row.length > columns.length)) throw overLimit('a table has a row with more cells than columns')
  return {
    tag: 'table',
    // Longer tables get pages, so nothing is lost.
    page_size: Math.min(CARD_LIMITS.tablePageRows, Math.max(1, rows.length)),
    columns: columns.map((name, index) => ({ name: `c${index}`, display_name: name, data_type: 'text' })),
    rows: rows.map((row) => Object.fromEntries(columns.map((_, index) => [`c${index}`, row[index] ?? '']))),
  }
}

/** Heights that a phone draws so many rows in, each with its name readable; more bars need a square. */
const CHART_RATIOS: readonly (readonly [number, string])[] = [
  [6, '16:9'],
  [9, '4:3'],
]

/**
 * A VChart bar spec, its bars lying: beneath standing ones a phone has no room for names such as 服务质量处罚单.
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/chart
 * https://github.com/VisActor/VChart/blob/main/docs/assets/examples/zh/bar-chart/basic-bar.md
 */
function renderChart({ title, bars }: Extract<Block, { type: 'chart' }>): Element {
  const values: Json[] = []
  const seen = new Map<string, number>()
  for (const { label, value } of bars) {
    if (!Number.isFinite(value)) throw overLimit('a chart has a value that is not a number')
    // Bars of one label would be drawn on top of each other.
    const count = (seen.get(label) ?? 0) + 1
    seen.set(label, count)
    values.push({ label: count === 1 ? label : `${label}（${count}）`, value })
  }
  return {
    tag: 'chart',
    aspect_ratio: CHART_RATIOS.find(([most]) => bars.length <= most)?.[1] ?? '1:1',
    chart_spec: {
      type: 'bar',
      direction: 'horizontal',
      title: { text: title },
      data: { values },
      xField: 'value',
      yField: 'label',
      // Each bar carries its number, so a scale would say it twice.
      axes: [{ orient: 'bottom', visible: false }],
      label: { visible: true },
    },
  }
}

function assertUniqueNames(card: Card): void {
  const names = card.blocks.flatMap((block) => (block.type === 'form' ? namesOfForm(block.form) : []))
  if (names.includes('')) throw overLimit('a form or a field has no name')
  if (new Set(names).size < names.length) throw overLimit('two forms or fields have one name')
}
