import { el } from '../dom.js'

/**
 * A chart as plain bars: enough to see what the client would draw with its own chart library.
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/chart
 */
export function drawChart(spec) {
  const values = rowsOf(spec.data)
  const lies = spec.direction === 'horizontal'
  const label = [lies ? spec.yField : spec.xField, spec.categoryField].flat().find(Boolean) ?? 'label'
  const number = (lies ? spec.xField : spec.yField) ?? spec.valueField ?? 'value'
  const most = Math.max(1, ...values.map((row) => Number(row[number]) || 0))
  return el(
    'figure',
    { class: 'chart' },
    spec.title?.text && el('figcaption', {}, spec.title.text),
    values.length === 0 && el('p', { class: 'empty' }, '没有数据'),
    values.map((row) =>
      el(
        'div',
        { class: 'bar' },
        el('span', {}, String(row[label] ?? '')),
        el('i', { style: { width: `${(100 * (Number(row[number]) || 0)) / most}%` } }),
        el('b', {}, String(row[number] ?? '')),
      ),
    ),
  )
}

function rowsOf(data) {
  const first = Array.isArray(data) ? data[0] : data
  return Array.isArray(first?.values) ? first.values : Array.isArray(data) ? data : []
}
