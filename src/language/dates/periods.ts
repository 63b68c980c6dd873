import { addMonths, monthNumberOf, quarterOf, yearOf } from '../../core/civil-date.js'
import { parseNumber } from '../chinese-numerals.js'
import type { Found, Scan } from '../scan.js'

/** Spans that a count or a promise is for: `2026`, `2026-H1`, `2026-Q1`, `2026-03` (SCHEMA §4 `period`). */

const YEAR = '(?:(\\d{4})年(?:度)?|(今年|本年度?|当年|去年|上年度?|前年|明年)(?:度|的)?)'
const QUARTER = new RegExp(`(?:${YEAR}\\s?)?(?:第?([一二三四1-4])季度|([本这上]个?)(?:季度|季))`)
const HALF = new RegExp(`(?:${YEAR}\\s?)?([上下])半年`)
const MONTH = new RegExp(
  `(?:${YEAR}\\s?)?(?:(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?![\\d一二三四五六七八九十]{1,3}[日号]|\\d)|(本月|这个月|当月|上上个?月|上个?月)份?)`,
)
const ISO = /(?<!\d)(20\d{2})-(0[1-9]|1[0-2]|Q[1-4]|H[12])(?![-\d])/
const WHOLE_YEAR = new RegExp(`${YEAR}(?:以来|全年|至今|一共|共|累计)?`)

/** The span said in what is left, its words claimed; without a year the latest that has begun. */
export function takePeriod(scan: Scan, today: string): string | undefined {
  for (const [pattern, read] of RULES) {
    const found = scan.first(pattern)
    const period = found && read(found, today)
    if (!found || period === undefined) continue
    scan.claim(found)
    return period
  }
  return undefined
}

const RULES: readonly (readonly [RegExp, (found: Found, today: string) => string | undefined])[] = [
  [ISO, ({ text }) => text],
  [QUARTER, quarter],
  [HALF, half],
  [MONTH, month],
  [WHOLE_YEAR, ({ groups }, today) => String(yearSaid(groups, today))],
]

function yearSaid(groups: readonly (string | undefined)[], today: string): number | undefined {
  const [number, word] = groups
  if (number !== undefined) return Number(number)
  if (word === undefined) return undefined
  const shift = word.startsWith('前') ? -2 : /^[去上]/.test(word) ? -1 : word.startsWith('明') ? 1 : 0
  return yearOf(today) + shift
}

function quarter({ groups }: Found, today: string): string {
  const said = yearSaid(groups, today)
  const word = groups[3]
  if (word !== undefined) return quarterOf(word.startsWith('上') ? addMonths(`${today.slice(0, 7)}-01`, -3) : today)
  const n = parseNumber(groups[2] as string) as number
  const year = said ?? yearOf(today) - ((n - 1) * 3 + 1 > monthNumberOf(today) ? 1 : 0)
  return `${year}-Q${n}`
}

function half({ groups }: Found, today: string): string {
  const n = groups[2] === '上' ? 1 : 2
  const year = yearSaid(groups, today) ?? yearOf(today) - (n === 2 && monthNumberOf(today) < 7 ? 1 : 0)
  return `${year}-H${n}`
}

function month({ groups }: Found, today: string): string | undefined {
  const word = groups[3]
  if (word !== undefined) {
    const back = word.startsWith('上上') ? -2 : word.startsWith('上') ? -1 : 0
    return addMonths(`${today.slice(0, 7)}-01`, back).slice(0, 7)
  }
  const n = parseNumber(groups[2] as string)
  if (n === undefined) return undefined
  const year = yearSaid(groups, today) ?? yearOf(today) - (n > monthNumberOf(today) ? 1 : 0)
  return `${year}-${String(n).padStart(2, '0')}`
}
