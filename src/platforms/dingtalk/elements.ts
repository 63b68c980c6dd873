/** DingTalk breaks a line only at spaces on both sides of it. https://open.dingtalk.com/document/development/robot-message-type */
const LINE_BREAK = '  \n  '
const PARAGRAPH = '\n\n'

/** One line of markdown of our own making; a line that a person typed goes through `escapeLine` first. */
export type Line = string

/**
 * What could begin markup, as its full-width look-alike. There is no backslash: whether every client takes it away again
 * is not documented, and a sentence must stay readable, and copyable, either way. Digits and Chinese are never touched.
 */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '\\': '＼',
  '*': '＊',
  _: '＿',
  '`': '｀',
  '[': '［',
  ']': '］',
  '<': '＜',
  '>': '＞',
  '#': '＃',
  '~': '～',
  '|': '｜',
}

/** Any line end of Unicode's, so that nothing begins a line unseen. */
const LINE_ENDS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u

/**
 * A text that somebody typed as markdown lines that read the same and are nothing but text: no link, picture, mention,
 * heading, list, quote or code, and no address that a tap could follow. The only way such a text gets into a card.
 * Doing it twice changes nothing.
 */
export const escapeLines = (text: string): Line[] => text.split(LINE_ENDS).map(escapeLine)

/** The same for a place of one line. */
export const escapeInline = (text: string): string => escapeLine(oneLine(text))

function escapeLine(line: string): Line {
  return withoutControls(line)
    .trim()
    .replace(/[\\*_`[\]<>#~|]/g, (char) => LOOK_ALIKES[char] ?? char)
    .replace(/^[-+=]+/, (marks) => [...marks].map((mark) => FULL_WIDTH_MARKS[mark] ?? mark).join(''))
    .replace(
      /^(\d{1,9})([.)])(?=\s|$)/,
      (_whole, digits: string, mark: string) => digits + (mark === '.' ? '．' : '）'),
    )
    .replace(ADDRESSES, (mark) => (mark === '.' ? '．' : '：'))
    .replace(MENTION_ALL, '＠')
}

const FULL_WIDTH_MARKS: Readonly<Record<string, string>> = { '-': '－', '+': '＋', '=': '＝' }
/** What a client makes a link of by itself; `dtmd:` would even make the reader say something. */
const ADDRESSES = /:(?=\/\/)|(?<=www)\.|(?<=dtmd|dingtalk|\b(?:mailto|tel|javascript|data)):/gi
const MENTION_ALL = /@(?=\s*(?:所有人|all\b))/gi

/** A text for a place that knows no markup and one line only: a title, a button. */
export const plainLine = (text: string): string => withoutControls(oneLine(text)).trim()

/** A text for a message without markup: it calls nobody and hides no address that makes the reader say something. */
export function plainText(text: string): string {
  return withoutControls(text.replace(/\r\n?/g, '\n'), '\n\t')
    .replace(MENTION_ALL, '＠')
    .replace(/(?<=dtmd|dingtalk):(?=\/\/)/gi, '：')
}

const oneLine = (text: string): string => text.split(LINE_ENDS).join(' ')

/** Without what is invisible and could turn a line around or break it; `kept` stays. Broken surrogates become �. */
function withoutControls(text: string, kept = '\t'): string {
  return Buffer.from(text, 'utf8')
    .toString('utf8')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (char) => (kept.includes(char) ? char : ''))
}

/** A line in bold. Takes escaped text. */
export const strong = (escaped: Line): Line => (escaped === '' ? '' : `**${escaped}**`)
/** A line that stands apart and is easily copied. Takes escaped text. */
export const quote = (escaped: Line): Line => `> ${escaped}`
export const heading = (escaped: Line): Line => `#### ${escaped}`
export const RULE: Line = '────────'

/** Lines as one markdown text. Headings and quotes are ours alone, for escaped text begins with no such mark. */
export function joinLines(lines: readonly Line[]): string {
  return lines
    .filter((line) => line !== '')
    .map((line, index, all) => {
      const before = all[index - 1]
      if (before === undefined) return line
      return (isBlock(before) || isBlock(line) ? PARAGRAPH : LINE_BREAK) + line
    })
    .join('')
}

const isBlock = (line: Line): boolean => line.startsWith('#') || line.startsWith('>')

/** The beginning of a text that fits, ended by … when something is missing. */
export function cutToBytes(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text
  let kept = ''
  let size = Buffer.byteLength('…')
  for (const char of text) {
    size += Buffer.byteLength(char)
    if (size > bytes) break
    kept += char
  }
  return `${kept}…`
}
