import { Converter } from 'opencc-js/t2cn'

const convert = Converter({ from: 't', to: 'cn' })

/**
 * Characters that are traditional only in some words; alone they prove nothing, and 乾 in a name must stay
 * (the converter would make 李乾 into 李干).
 */
const ALSO_SIMPLIFIED = new Set(['乾', '著', '藉', '瞭', '徵', '於', '麽', '夥', '榖', '鍾', '甦', '堃', '喆'])

/** 台帐 and its traditional forms are the word the bot is named after; the converter leaves them (facts/domain.md §6.1). */
const LEDGER_WORD = /[台臺][帐帳账賬]/g

/**
 * Traditional text in simplified characters; `keep` (names of the roster) comes out as it went in. Text without a
 * clearly traditional character is left alone (SCHEMA §1 "Text").
 */
export function simplify(text: string, keep: readonly string[] = []): string {
  const plain = text.replace(LEDGER_WORD, '台账')
  const converted = convert(plain)
  if (converted === plain || !hasClearlyTraditional(plain)) return plain
  const present = keep.filter((name) => name.length > 1 && plain.includes(name))
  if (present.length === 0) return converted
  present.sort((a, b) => b.length - a.length)
  let result = ''
  let from = 0
  for (let at = 0; at < plain.length; ) {
    const name = present.find((candidate) => plain.startsWith(candidate, at))
    if (name === undefined) {
      at++
      continue
    }
    result += convert(plain.slice(from, at)) + name
    at += name.length
    from = at
  }
  return result + convert(plain.slice(from))
}

function hasClearlyTraditional(text: string): boolean {
  for (const char of text) {
    if (char > '\u2E7F' && !ALSO_SIMPLIFIED.has(char) && convert(char) !== char) return true
  }
  return false
}
