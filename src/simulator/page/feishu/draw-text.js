import { el } from '../dom.js'
import { nameOf } from '../store.js'

/** A text object: plain text stays plain, the two markdown kinds are drawn. */
export function drawText(text, context) {
  if (!text) return ''
  return text.tag === 'plain_text' ? (text.content ?? '') : drawMarkdown(text.content, context)
}

/**
 * The client's subset of markdown, line by line. Everything becomes elements and texts; no markup is ever parsed by the
 * browser. https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/rich-text
 */
export function drawMarkdown(content = '', context = undefined) {
  const lines = content.split('\n')
  const drawn = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]
    if (isTableHead(line, lines[at + 1])) {
      const rows = []
      while (lines[at]?.includes('|')) rows.push(cells(lines[at++]))
      at -= 1
      drawn.push(drawPipes(rows, context))
      continue
    }
    drawn.push(drawLine(line, context))
  }
  return drawn
}

function drawLine(line, context) {
  const heading = /^(#{1,6})\s+(.*)$/.exec(line)
  if (heading) return el('div', { class: `md-h md-h${heading[1].length}` }, inline(heading[2], context))
  if (/^\s*(---+|\*\*\*+)\s*$/.test(line)) return el('hr')
  const item = /^(\s*)([-*]|\d+\.)\s+(.*)$/.exec(line)
  if (item) {
    const bullet = /\d/.test(item[2]) ? item[2] : '•'
    return el(
      'div',
      { class: 'md-item', style: { paddingLeft: `${item[1].length * 6}px` } },
      el('i', {}, bullet),
      el('span', {}, inline(item[3], context)),
    )
  }
  const quote = /^>\s?(.*)$/.exec(line)
  if (quote) return el('blockquote', {}, inline(quote[1], context))
  return el('div', { class: line.trim() === '' ? 'md-line empty-line' : 'md-line' }, inline(line, context))
}

const isTableHead = (line, next) =>
  line.includes('|') && /^\s*\|?(\s*:?-{2,}:?\s*\|)+\s*(:?-{2,}:?)?\s*$/.test(next ?? '')
const cells = (line) =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())

function drawPipes([head = [], , ...rows], context) {
  return el(
    'table',
    { class: 'card-table' },
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        head.map((cell) => el('th', {}, inline(cell, context))),
      ),
    ),
    el(
      'tbody',
      {},
      rows.map((row) =>
        el(
          'tr',
          {},
          row.map((cell) => el('td', {}, inline(cell, context))),
        ),
      ),
    ),
  )
}

/** Each rule takes the whole match and what was in it; the first that begins earliest wins. */
const rules = [
  [/\\([*_~`[\]<>\\])/, ([, letter]) => letter],
  [/`([^`]+)`/, ([, code]) => el('code', {}, code)],
  [/\*\*(.+?)\*\*/, ([, inner], context) => el('b', {}, inline(inner, context))],
  [/~~(.+?)~~/, ([, inner], context) => el('s', {}, inline(inner, context))],
  [/\*([^*\s][^*]*)\*/, ([, inner], context) => el('i', {}, inline(inner, context))],
  [/!\[([^\]]*)\]\(([^)]*)\)/, ([, alt]) => el('span', { class: 'picture small' }, alt || '图片')],
  [/\[([^\]]+)\]\(([^)\s]+)\)/, ([, text, url]) => link(text, url)],
  [
    /<font color=['"]?([\w-]+)['"]?>(.*?)<\/font>/,
    ([, color, inner], context) => el('span', { class: `ink-${color}` }, inline(inner, context)),
  ],
  [
    /<text_tag color=['"]?([\w-]+)['"]?>(.*?)<\/text_tag>/,
    ([, color, inner]) => el('em', { class: `card-tag ${color}` }, inner),
  ],
  [
    /<(?:at|person)\s+(?:id|open_id)\s*=\s*['"]?([\w-]+)['"]?[^>]*>(?:[^<]*<\/(?:at|person)>)?/,
    ([, id], context) => person(id, context),
  ],
  [/<br\s*\/?>/, () => el('br')],
  [/&(lt|gt|amp|nbsp|#\d+);/, ([whole, name]) => entity(whole, name)],
]

function inline(text, context) {
  const drawn = []
  let rest = text
  while (rest !== '') {
    let first
    for (const [pattern, draw] of rules) {
      const match = pattern.exec(rest)
      if (match && (!first || match.index < first.match.index)) first = { match, draw }
    }
    if (!first) break
    drawn.push(rest.slice(0, first.match.index), first.draw(first.match, context))
    rest = rest.slice(first.match.index + first.match[0].length)
  }
  drawn.push(rest)
  return drawn
}

function link(text, url) {
  // Only addresses that a browser opens without running anything.
  return /^https?:\/\//i.test(url) ? el('a', { href: url, target: '_blank', rel: 'noreferrer noopener' }, text) : text
}

const person = (id, context) =>
  el('span', { class: 'at' }, id === 'all' ? '@所有人' : `@${context ? nameOf(context.pane, id) : id}`)

function entity(whole, name) {
  const known = { lt: '<', gt: '>', amp: '&', nbsp: ' ' }[name]
  if (known) return known
  const code = Number(name.slice(1))
  return code > 31 && code < 0x110000 ? String.fromCodePoint(code) : whole
}
