import { el, fill } from '../dom.js'
import { nameOf } from '../store.js'
import { drawMarkdown } from './draw-text.js'

/** A table with its pages. https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/table */
export function drawTable({ columns = [], rows = [], page_size: size = 5 }, context) {
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const box = el('div', { class: 'table-box' })
  let page = 0
  function draw() {
    const turn = (step) => () => {
      page += step
      draw()
    }
    fill(
      box,
      el(
        'div',
        { class: 'table-scroll' },
        el(
          'table',
          { class: 'card-table' },
          el(
            'thead',
            {},
            el(
              'tr',
              {},
              columns.map((column) => el('th', side(column), column.display_name ?? '')),
            ),
          ),
          el(
            'tbody',
            {},
            rows.slice(page * size, (page + 1) * size).map((row) =>
              el(
                'tr',
                {},
                columns.map((column) => el('td', side(column), drawCell(row[column.name], column, context))),
              ),
            ),
          ),
        ),
      ),
      pages > 1 &&
        el(
          'div',
          { class: 'table-pages' },
          el('button', { type: 'button', disabled: page === 0, onclick: turn(-1), 'aria-label': '上一页' }, '‹'),
          `${page + 1} / ${pages}`,
          el('button', { type: 'button', disabled: page === pages - 1, onclick: turn(1), 'aria-label': '下一页' }, '›'),
        ),
    )
  }
  draw()
  return box
}

const side = ({ horizontal_align: at, data_type: type }) => ({
  style: { textAlign: ['left', 'center', 'right'].includes(at) ? at : type === 'number' ? 'right' : 'left' },
})

function drawCell(cell, { data_type: type = 'text', format = {}, date_format: dateFormat = 'YYYY/MM/DD' }, context) {
  if (cell === undefined || cell === null) return ''
  switch (type) {
    case 'lark_md':
    case 'markdown':
      return drawMarkdown(String(cell), context)
    case 'number':
      return drawNumber(cell, format)
    case 'options':
      return [cell]
        .flat()
        .map((option) => el('em', { class: `card-tag ${option.color ?? 'neutral'}` }, option.text ?? option))
    case 'persons':
      return [cell]
        .flat()
        .map((id) => nameOf(context.pane, id))
        .join('、')
    case 'date':
      return drawDate(cell, dateFormat)
    default:
      return String(cell)
  }
}

function drawNumber(value, { symbol = '', precision, separator }) {
  const digits = Number.isInteger(precision)
    ? { minimumFractionDigits: precision, maximumFractionDigits: precision }
    : {}
  return symbol + new Intl.NumberFormat('zh-CN', { ...digits, useGrouping: separator === true }).format(value)
}

function drawDate(value, format) {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(value)
  const part = Object.fromEntries(parts.map(({ type, value: text }) => [type, text]))
  const names = { YYYY: part.year, MM: part.month, DD: part.day, HH: part.hour, mm: part.minute }
  return format.replace(/YYYY|MM|DD|HH|mm/g, (name) => names[name])
}
