import { attachmentUrl, drawPicture } from '../attachments.js'
import { el } from '../dom.js'
import { drawLink } from './draw-link.js'

/**
 * The client's markdown, which is less than others': headings, quotes, lists, bold, italic, links and pictures; two
 * spaces before a line's end break it, an end of line alone doesn't. Everything becomes elements and texts; no markup is
 * ever parsed by the browser. https://open.dingtalk.com/document/development/robot-message-type
 */
export function drawMarkdown(text, context) {
  return blocksOf(text).map(({ kind, level, mark, lines }) => {
    const words = lines.flatMap((line, index) => [
      index > 0 && joint(lines[index - 1]),
      drawInline(line.trim(), context),
    ])
    if (kind === 'rule') return el('hr')
    if (kind === 'quote') return el('blockquote', {}, drawMarkdown(lines.join('\n'), context))
    if (kind === 'heading') return el('div', { class: `ding-h ding-h${level}` }, words)
    if (kind === 'item') {
      const indent = { paddingLeft: `${level * 8}px` }
      return el('div', { class: 'ding-item', style: indent }, el('i', {}, mark), el('span', {}, words))
    }
    return el('p', {}, words)
  })
}

const starts = [
  [/^\s{0,3}-{3,}\s*$/, () => ({ kind: 'rule', lines: [] })],
  [/^\s{0,3}(#{1,6})\s+(.*)$/, ([, marks, rest]) => ({ kind: 'heading', level: marks.length, lines: [rest] })],
  [/^\s{0,3}>\s?(.*)$/, ([, rest]) => ({ kind: 'quote', lines: [rest] })],
  [/^(\s*)[-*+]\s+(.*)$/, ([, indent, rest]) => ({ kind: 'item', level: indent.length, mark: '•', lines: [rest] })],
  [
    /^(\s*)(\d{1,9}[.)])\s+(.*)$/,
    ([, indent, mark, rest]) => ({ kind: 'item', level: indent.length, mark, lines: [rest] }),
  ],
]

/** Paragraphs, quotes, headings and list items. A line that begins nothing goes on with what stands before it. */
function blocksOf(text) {
  const blocks = []
  let open
  for (const line of text.split('\n')) {
    const begun = begin(line)
    if (line.trim() === '') open = undefined
    else if (begun?.kind === 'quote' && open?.kind === 'quote') open.lines.push(...begun.lines)
    else if (!begun && open) open.lines.push(line)
    else {
      open = begun ?? { kind: 'paragraph', lines: [line] }
      blocks.push(open)
      // These end with their line.
      if (open.kind === 'heading' || open.kind === 'rule') open = undefined
    }
  }
  return blocks
}

function begin(line) {
  for (const [pattern, make] of starts) {
    const match = pattern.exec(line)
    if (match) return make(match)
  }
  return undefined
}

const joint = (line) => (/ {2,}$/.test(line) ? el('br') : ' ')

/** `(?:\\.|[^\\])` passes over escaped letters, so that an escaped mark never ends anything. */
const inline = new RegExp(
  [
    /\\(?<escaped>[!-/:-@[-`{-~])/u,
    // What looks like a tag is taken for one, and not shown.
    /(?<tag><\/?[a-zA-Z][^>]*>)/u,
    /`(?<code>[^`]+)`/u,
    /!\[(?<picture>(?:\\.|[^\]\\])*)\]\((?<source>(?:[^()\s]|\([^()\s]*\))*)\)/u,
    /\[(?<label>(?:\\.|[^\]\\])+)\]\((?<url>(?:[^()\s]|\([^()\s]*\))+)\)/u,
    /(?<strong>\*\*|__)(?=\S)(?<bold>(?:\\.|[^\\])+?)(?<=\S)\k<strong>/u,
    // An underscore inside a word is one.
    /(?<slant>\*|(?<![\p{L}\p{N}])_)(?=[^\s*_])(?<italic>(?:\\.|[^\\])+?)(?<=\S)\k<slant>/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
)

function drawInline(text, context) {
  const drawn = []
  let from = 0
  for (const match of text.matchAll(inline)) {
    drawn.push(text.slice(from, match.index), drawToken(match.groups, context))
    from = match.index + match[0].length
  }
  drawn.push(text.slice(from))
  return drawn
}

function drawToken({ escaped, tag, code, picture, source, label, url, bold, italic }, context) {
  if (escaped) return escaped
  if (tag) return undefined
  if (code) return el('code', {}, code)
  if (picture !== undefined) return drawInlinePicture(picture.replace(/\\(?=.)/g, '') || '图片', source, context)
  if (label) return drawLink(drawInline(label, context), url, context)
  if (bold) return el('b', {}, drawInline(bold, context))
  return el('i', {}, drawInline(italic, context))
}

/** What the app uploaded, by its media id. A picture of another server isn't fetched: nothing comes from outside. */
function drawInlinePicture(alt, source, { pane, message }) {
  if (!source.startsWith('@')) return el('span', { class: 'ding-picture' }, alt)
  return drawPicture(attachmentUrl(pane, message.messageId, source), alt)
}
