import { addMonths, monthNumberOf, yearOf } from '../../../core/civil-date.js'
import { parseNumber } from '../../chinese-numerals.js'
import type { Scan } from '../../scan.js'

/** The months that dues are for (`YYYY-MM`), said of one place in a text: 3月, 6月和7月, 去年11-12月, 上个月. */
export interface MonthsSaid {
  start: number
  end: number
  months: string[]
  /** A month without a year that lies so far back that one to come may be meant. */
  unsure?: boolean
}

const YEAR = '(?:(?:(\\d{4})年|(去年|今年|前年|上年))的?\\s?)?'
const N = '(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])'
const NAMED = new RegExp(
  `${YEAR}(?<![\\d.])(${N}(?:月份?)?(?:(?:\\s?[、,，和与及至到~-]\\s?|(?<=(?<!十)[一二三四五六七八九])(?=[一二三四五六七八九]))${N}(?:月份?)?){0,11})(?<=月|月份)(?![\\d一二三四五六七八九十]{1,3}[日号])`,
  'g',
)
const ISO = /(?<!\d)(20\d{2})[-/.](0[1-9]|1[0-2])(?![-/.\d])/g
const QUARTER = new RegExp(`${YEAR}第?([一二三四1-4])季度`, 'g')
/** 4、5两个月, 6月7月8月三个月. */
const COUNTED = new RegExp(
  `(?<![\\d.])(${N}(?:月份?)?(?:[、,，和与及至到~-]?${N}(?:月份?)?){1,11})\\s?(?:这|共|一共)?([两二三四五六七八九十\\d])个月`,
  'g',
)
const RELATIVE = /(本月|这个?月|当月|上上个?月|上个?月)份?/g
/** Dues are paid within the month; one unsaid year back in the second half of it may as well be paid ahead. */
const FARTHEST_UNSAID_MONTHS = 8

/** All months said, their words claimed, in the order said; without a year the latest that has begun. */
export function takeMonths(scan: Scan, today: string): MonthsSaid[] {
  const said: MonthsSaid[] = []
  for (const found of scan.takeAll(ISO)) {
    said.push({ start: found.start, end: found.end, months: [`${found.groups[0]}-${found.groups[1]}`] })
  }
  for (const found of scan.all(COUNTED)) {
    const months = expand(found.groups[0] as string)
    if (months.length !== parseNumber(found.groups[1] as string)) continue
    scan.claim(found)
    said.push({ start: found.start, end: found.end, months: months.map((n) => monthOf(n, undefined, today)) })
  }
  for (const found of scan.takeAll(QUARTER)) {
    const [year, word, which = ''] = found.groups
    const first = (parseNumber(which) as number) * 3 - 2
    const inYear = year !== undefined ? Number(year) : word === undefined ? undefined : yearOf(today) - back(word)
    const months = [first, first + 1, first + 2].map((n) => monthOf(n, inYear, today))
    said.push({ start: found.start, end: found.end, months })
  }
  for (const found of scan.takeAll(NAMED)) {
    const [year, word, list = ''] = found.groups
    const inYear = year !== undefined ? Number(year) : word === undefined ? undefined : yearOf(today) - back(word)
    const months = expand(list).map((n) => monthOf(n, inYear, today))
    const unsure = inYear === undefined && months.some((month) => monthsBetween(month, today) > FARTHEST_UNSAID_MONTHS)
    said.push({ start: found.start, end: found.end, months, ...(unsure ? { unsure } : {}) })
  }
  for (const found of scan.takeAll(RELATIVE)) {
    const word = found.groups[0] as string
    const months = word.startsWith('上上') ? -2 : word.startsWith('上') ? -1 : 0
    const month = addMonths(`${today.slice(0, 7)}-01`, months).slice(0, 7)
    said.push({ start: found.start, end: found.end, months: [month] })
  }
  return said.sort((a, b) => a.start - b.start)
}

/** Whole months from a `YYYY-MM` to the month of a date; negative when the month is to come. */
export const monthsBetween = (month: string, date: string): number =>
  (yearOf(date) - Number(month.slice(0, 4))) * 12 + monthNumberOf(date) - Number(month.slice(5, 7))

const back = (word: string): number => (word === '前年' ? 2 : word === '今年' ? 0 : 1)

const monthOf = (n: number, year: number | undefined, today: string): string => {
  const inYear = year ?? yearOf(today) - (n > monthNumberOf(today) ? 1 : 0)
  return `${inYear}-${String(n).padStart(2, '0')}`
}

/** 6-8月 is three months, 11月至1月 too. */
function expand(list: string): number[] {
  const numbers = [...list.matchAll(new RegExp(N, 'g'))].map(([n]) => parseNumber(n) ?? 0)
  const [first = 0, last = 0] = numbers
  if (numbers.length !== 2 || !/[至到~-]/.test(list)) return [...new Set(numbers)]
  const months: number[] = []
  for (let n = first; ; n = (n % 12) + 1) {
    months.push(n)
    if (n === last) return months
  }
}
