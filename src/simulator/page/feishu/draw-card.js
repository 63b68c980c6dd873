import { attachmentUrl, drawPicture } from '../attachments.js'
import { el } from '../dom.js'
import { drawButton } from './draw-button.js'
import { drawChart } from './draw-chart.js'
import { drawField, fieldTags } from './draw-field.js'
import { drawTable } from './draw-table.js'
import { drawMarkdown, drawText } from './draw-text.js'

/**
 * Draws a card of JSON 2.0 as the client does; undefined when the message is none.
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-structure
 */
export function drawCard(pane, message) {
  const { card } = message
  if (!card) return undefined
  const context = { pane, message, form: undefined }
  const body = card.body ?? {}
  return el(
    'div',
    { class: 'card', data: { card: message.messageId } },
    card.header && drawHeader(card.header, context),
    el('div', { class: 'card-body', style: spacing(body) }, drawElements(body.elements, 'body.elements', context)),
  )
}

function drawHeader({ title, subtitle, template = 'default', text_tag_list: tags = [] }, context) {
  return el(
    'header',
    { class: `card-head ${template}` },
    el('h3', {}, drawText(title, context)),
    subtitle?.content && el('p', {}, drawText(subtitle, context)),
    tags.map(({ text, color }) => el('em', { class: `card-tag ${color ?? 'neutral'}` }, drawText(text, context))),
  )
}

/** `path` names an element the way the simulator does, so that a tap finds it again. */
function drawElements(elements = [], path, context) {
  return elements.map((element, index) =>
    drawElement(element, `${path}[${index}]`, { ...context, before: elements[index - 1] }),
  )
}

const drawers = {
  markdown: (element, _path, context) =>
    el(
      'div',
      { class: `words ${element.text_size ?? ''}`, style: align(element) },
      drawMarkdown(element.content, context),
    ),
  div: (element, _path, context) => drawDiv(element, context),
  hr: () => el('hr'),
  img: ({ img_key: key, alt }, _path, { pane, message }) =>
    drawPicture(attachmentUrl(pane, message.messageId, key), alt?.content || '图片'),
  column_set: drawColumns,
  collapsible_panel: drawPanel,
  interactive_container: (element, path, context) =>
    el('div', {}, drawElements(element.elements, `${path}.elements`, context)),
  form: drawForm,
  table: (element, _path, context) => drawTable(element, context),
  chart: (element) => drawChart(element.chart_spec ?? {}),
  button: drawButton,
}

function drawElement(element, path, context) {
  const draw = drawers[element.tag] ?? (fieldTags.has(element.tag) ? drawField : drawUnknown)
  return draw(element, path, context)
}

const drawUnknown = ({ tag }) => el('div', { class: 'unknown' }, `（这里不画 ${tag}）`)

function drawDiv({ text, icon }, context) {
  if (!text) return undefined
  const lines = text.lines ? { '-webkit-line-clamp': String(text.lines) } : {}
  const classes = [
    'words',
    text.text_size ?? '',
    text.text_color ? `ink-${text.text_color}` : '',
    text.lines ? 'clamped' : '',
  ]
  return el(
    'div',
    { class: classes.filter(Boolean).join(' '), style: { ...align(text), ...lines } },
    icon && el('i', { class: 'icon' }),
    drawText(text, context),
  )
}

/** In these modes every column is as wide as the next, whatever it says of itself. */
const evenModes = new Set(['bisect', 'trisect'])

function drawColumns(element, path, context) {
  const columns = element.columns ?? []
  const mode = element.flex_mode ?? 'none'
  return el(
    'div',
    { class: `columns ${mode}`, style: { ...spacing(element), justifyContent: sides[element.horizontal_align] ?? '' } },
    columns.map((column, index) =>
      el(
        'div',
        {
          class: `column ${column.width ?? 'auto'}`,
          style: { ...(evenModes.has(mode) ? {} : columnWidth(column)), ...spacing(column), ...vertical(column) },
        },
        drawElements(column.elements, `${path}.columns[${index}].elements`, context),
      ),
    ),
  )
}

const sides = { left: 'flex-start', center: 'center', right: 'flex-end' }
const heights = { top: 'flex-start', center: 'center', bottom: 'flex-end' }
const vertical = ({ vertical_align: at }) => (heights[at] ? { justifyContent: heights[at] } : {})

function columnWidth({ width, weight }) {
  if (width === 'weighted') return { flex: `${weight ?? 1} 1 0` }
  return /^\d+px$/.test(width ?? '') ? { flex: `0 0 ${width}` } : {}
}

function drawPanel(element, path, context) {
  const title = element.header?.title
  return el(
    'details',
    { class: 'panel', open: element.expanded === true },
    el('summary', {}, title && drawText(title, context)),
    el('div', { class: 'panel-body' }, drawElements(element.elements, `${path}.elements`, context)),
  )
}

function drawForm(element, path, context) {
  // Fields report here, the submit button reads from here.
  const form = { name: element.name, fields: new Map() }
  return el(
    'form',
    {
      class: 'form',
      data: { form: element.name ?? '' },
      style: spacing(element),
      novalidate: true,
      onsubmit: (event) => event.preventDefault(),
    },
    drawElements(element.elements, `${path}.elements`, { ...context, form }),
  )
}

const gaps = { small: '4px', medium: '8px', large: '12px', extra_large: '16px' }
const isSpace = (value) => typeof value === 'string' && /^-?\d+px( -?\d+px){0,3}$/.test(value)

function spacing({ margin, padding, vertical_spacing: rows, horizontal_spacing: columns }) {
  const style = {}
  if (isSpace(margin)) style.margin = margin
  if (isSpace(padding)) style.padding = padding
  if (gaps[rows] ?? isSpace(rows)) style.rowGap = gaps[rows] ?? rows
  if (gaps[columns] ?? isSpace(columns)) style.columnGap = gaps[columns] ?? columns
  return style
}

const align = ({ text_align: at }) => (['left', 'center', 'right'].includes(at) ? { textAlign: at } : {})
