/**
 * Numbers as people type them. Libraries fail here without a sign: nzh reads 两 and 半 as 0 (facts/domain.md §6.1).
 */

const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}

/** Pattern of a whole number, digits or Chinese, for building larger patterns. */
export const NUMBER = '(?:\\d{1,4}|[〇零一二两俩三仨四五六七八九十百廿卅]{1,6})'
/** Pattern of a number that may have decimals. */
export const DECIMAL = '(?:\\d{1,4}(?:\\.\\d{1,2})?|[〇零一二两俩三仨四五六七八九十百廿卅]{1,6})'

/** The value of a number in digits or Chinese (up to 9999), or undefined when it is none. */
export function parseNumber(text: string): number | undefined {
  if (/^\d{1,6}(?:\.\d{1,4})?$/.test(text)) return Number(text)
  if (text.length === 0 || text.length > 9) return undefined
  const chars = [...text.replaceAll('廿', '二十').replaceAll('卅', '三十')]
  if (chars.every((char) => char in DIGITS)) return chars.reduce((sum, char) => sum * 10 + (DIGITS[char] as number), 0)
  return parseWithUnits(chars)
}

const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

function parseWithUnits(chars: readonly string[]): number | undefined {
  let total = 0
  let digit: number | undefined
  let smallest = Number.POSITIVE_INFINITY
  for (const char of chars) {
    const unit = UNITS[char]
    if (unit !== undefined) {
      if (unit >= smallest) return undefined
      smallest = unit
      total += (digit ?? 1) * unit
      digit = undefined
    } else if (char in DIGITS) {
      if (digit !== undefined && digit !== 0) return undefined
      digit = DIGITS[char]
    } else return undefined
  }
  return total + (digit ?? 0)
}
