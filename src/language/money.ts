import { parseNumber } from './chinese-numerals.js'

/** Sums of money as people type them, in yuan: 1400元, 98.5, 52块4, 一千四百元, 1.2万元. */

const DIGITS = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,2})?|\\d{1,7}(?:\\.\\d{1,2})?'
const CHINESE = '(?!一[起次并同下直定样笔个共齐月年般])[零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]{1,9}'
const UNIT = '(?:元整?|块钱?|圆)'
/** Two groups: the number, and what multiplies it. */
const NUMBER = `(${DIGITS}|${CHINESE})\\s?(万|千|百)?`

/** 52块4, 八十八块八; 五块一人 is no 5.1. */
const TENTHS =
  '(\\d(?![\\d.]|\\s?[月日号点时:人个名位次份笔户张])|(?<=块)[一二三四五六七八九](?=[角毛]|$|[\\s,，。;；、)）]))[角毛]?'

/** A sum with its unit; three groups: number, multiplier, and the 角 of 52块4. */
export const SUM = `(?:人民币|[¥￥])?\\s?${NUMBER}\\s?${UNIT}(?:${TENTHS}|(?=\\d{1,2}\\s?[月日号点时:人个名位次份笔户张])|(?![\\d.]))`
/** A sum with or without its unit, where only a sum can stand; the same three groups. */
export const SUM_OR_NUMBER = `${NUMBER}\\s?(?:${UNIT}(?:${TENTHS})?)?`

const FORMAL: Readonly<Record<string, string>> = Object.fromEntries(
  [...'壹贰叁肆伍陆柒捌玖拾佰仟'].map((char, at) => [char, '一二三四五六七八九十百千'[at] as string]),
)
const FACTORS: Readonly<Record<string, number>> = { 百: 100, 千: 1000, 万: 10_000 }

/** The value of the three groups of a sum, in yuan with at most two decimals; undefined when it is no number. */
export function yuan(groups: readonly (string | undefined)[]): number | undefined {
  const [number = '', factor, jiao] = groups
  const plain = [...number].map((char) => FORMAL[char] ?? char).join('')
  const short = /^(.*[百千])([一二三四五六七八九])$/.exec(plain)
  // 一百五 is 150, 一千二 is 1200: the last digit counts the next smaller unit.
  if (short && factor === undefined) {
    const tail = (parseNumber(short[2] as string) as number) * (short[1]?.endsWith('千') ? 100 : 10)
    const head = parseNumber(short[1] as string)
    return head === undefined ? undefined : head + tail
  }
  const base = parseNumber(plain.replaceAll(',', '')) ?? asDecimal(plain)
  if (base === undefined) return undefined
  const value =
    base * (factor === undefined ? 1 : (FACTORS[factor] as number)) +
    (jiao === undefined ? 0 : (parseNumber(jiao) ?? 0)) / 10
  return Math.round(value * 100) / 100
}

/** parseNumber stops at six digits; a total may have seven. */
const asDecimal = (text: string): number | undefined =>
  /^\d[\d,]*(?:\.\d+)?$/.test(text) ? Number(text.replaceAll(',', '')) : undefined
