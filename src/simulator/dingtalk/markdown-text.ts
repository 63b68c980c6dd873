const hardBreak = / {2}$/
const block = /^\s*(#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|-{3,}\s*$|>)/
const quote = /^\s*>\s?/

/**
 * What a person reads of DingTalk's markdown. A line break is two spaces, a newline, two spaces; a bare newline in
 * running text is only a space. https://open.dingtalk.com/document/development/robot-message-type
 */
export function plainMarkdown(markdown: string): string {
  const lines: string[] = []
  let open = false
  let quoted = false
  let breaks = false
  for (const raw of markdown.split('\n')) {
    if (raw.trim() === '') {
      open = false
      continue
    }
    const isQuote = quote.test(raw)
    const inner = raw.replace(quote, '')
    const starts = isQuote && quoted ? block.test(inner) : block.test(raw)
    const continues = open && !starts && !(breaks && /^ {2}/.test(raw))
    const text = inline(inner.replace(/^\s*#{1,6}\s+/, '').trim())
    const last = lines.length - 1
    if (continues) lines[last] = `${lines[last]} ${text}`.trim()
    else if (!/^-{3,}$/.test(text) && text !== '') lines.push(text)
    open = !/^\s*(#{1,6}\s|-{3,}\s*$)/.test(inner)
    quoted = isQuote
    breaks = hardBreak.test(raw)
  }
  return lines.join('\n')
}

/** Links of a markdown text, for taps. */
export function markdownLinks(markdown: string): { text: string; url: string }[] {
  const links = markdown.matchAll(/(?<!!)\[([^\]]*)\]\(([^)\s]+)\)/g)
  return [...links].map(([, text = '', url = '']) => ({ text: inline(text), url }))
}

function inline(text: string): string {
  const kept: string[] = []
  const guarded = text.replace(/\\([!-/:-@[-`{-~])/g, (_whole, char: string) => {
    kept.push(char)
    return `\uE000${kept.length - 1}\uE001`
  })
  return (
    guarded
      .replace(/!\[[^\]]*\]\([^)]*\)/g, '[图片]')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/<\/?[a-zA-Z][^>]*>/g, '')
      .replace(/(\*\*|__)(?=\S)(.+?)\1/g, '$2')
      .replace(/\*(?=\S)(.+?)\*/g, '$1')
      // An underscore inside a word is one.
      .replace(/(?<![\p{L}\p{N}])_(?=\S)(.+?)_(?![\p{L}\p{N}])/gu, '$1')
      .replace(/`([^`]+)`/g, '$1')
      .replace(/\uE000(\d+)\uE001/g, (_whole, index: string) => kept[Number(index)] ?? '')
  )
}
