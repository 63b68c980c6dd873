import { addMonths, monthNumberOf, quarterOf, yearOf } from '../../core/civil-date.js'
import { parseNumber } from '../chinese-numerals.js'
import { isCorrected } from '../corrections.js'
import type { Found, Scan } from '../scan.js'

/** Spans that a count or a promise is for: `2026`, `2026-H1`, `2026-Q1`, `2026-03` (SCHEMA §4 `period`). */

const YEAR =
  '(?:(\\d{4}|[二两][〇零○0][一二三][〇零○一二三四五六七八九]|(?<!\\d)2\\d|(?<![〇零一二三四五六七八九十])二[一二三四五六七八九])年(?:度)?|(今年|本年度?|当年|这一?年|年内|去年|头年|上一?年度?|大前年|前年|明年)(?:度|的)?)'
const QUARTER = new RegExp(
  `(?:${YEAR}(?:的|里)?\\s?)?(?:第?([一二三四1-4首])(?:个)?季(?:度)?(?!节|风|[\\u4E00-\\u9FFF]?刊)|([本这当上前]一?个?|上上个?)(?:季度|季)|(?<![A-Za-z])[qQ]([1-4])(?!\\d))`,
)
const HALF = new RegExp(`(?:${YEAR}(?:的|里)?\\s?)?(?:([上下前后头])半年|(这|本)半年|(?<![A-Za-z])[hH]([12])(?!\\d))`)
/** 三四季度, 一、二季度: half a year. */
const PAIR = new RegExp(
  `(?:${YEAR}(?:的)?\\s?)?第?(?:([一1])[、和与及到至~-]?第?[二2]|[三3][、和与及到至~-]?第?[四4])个?季度`,
)
const N = '(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])'
const MONTH = new RegExp(
  `(?:${YEAR}(?:的|里)?\\s?)?(?:(${N})月份?(?![\\d一二三四五六七八九十]{1,3}[日号]|\\d)|(本月|这个?月|当月|上上个?月|上一?个?月|前一个月)份?)`,
)
/** 1-3月 is a quarter, 1月到6月 half a year; other runs of months are no span that can be asked about. */
const MONTHS = new RegExp(
  `(?:${YEAR}\\s?)?(${N})月?份?(?:-|~|至|到)(${N})月份?(?![\\d一二三四五六七八九十]{1,3}[日号]|\\d)`,
)
const ISO = /(?<!\d)(20\d{2})-(0[1-9]|1[0-2]|Q[1-4]|H[12])(?![-\d])/
/** 2026.5, 2026/05, 202605. */
const DOTTED = /(?<![\d.])(20\d{2})(?:[./-](1[0-2]|0?[1-9])(?![\d./-])|(0[1-9]|1[0-2])(?!\d))/
/** 这季度头一个月, 一季度首月. */
const MONTH_OF_QUARTER = new RegExp(
  `(?:${QUARTER.source})(?:的|里)?(?:(?:第|头)?([一二三])个月|(首月|头个月)|(末月|最后一个月))`,
)
const WHOLE_YEAR = new RegExp(
  `${YEAR}(?:以来|全年|至今|一共|共|累计)?|年初(?:以来|(?:到|至)(?:现在|今天|目前|今))|今年(?=初)`,
)

const UNTIL = /(?:截至|截止)(?:到|至)?\s?$/

interface Said {
  found: Found
  period: string
  /** A year was said with it, or it is one. */
  dated: boolean
}

/** The span said in what is left, its words claimed; without a year the latest that has begun. */
export function takePeriod(scan: Scan, today: string): string | undefined {
  const said = spansIn(scan, today)
  const standing = withYear(scan, withoutTakenBack(scan, said))
  const [first] = standing
  if (!first) return undefined
  for (const { found } of said) {
    if (found === first.found || !standing.some((one) => one.found === found)) scan.claim(found)
  }
  return first.period
}

const UNREADABLE =
  /(?:前|头|后|近|最近|过去)[\d两二三四五六七八九十]{1,2}个?(?:季度?|月份?)|(?:前|头|后|近|最近|过去)一个季度|[一1](?:到|至|-|~)[三四34]季度|[二2][、和与及到至~-]?[三四34]季度/g
const ANY = /[年月季半]|[qQhH][1-4]|20\d\d/

/** Every span in what is left, the finer kinds first; nothing is claimed. */
function spansIn(scan: Scan, today: string): Said[] {
  const said: Said[] = []
  let open = scan.open
  if (!ANY.test(open)) return said
  // 前三季度, 近两个月: no span that is asked about, and no 三季度 either.
  open = open.replace(UNREADABLE, (words) => '\uE001'.repeat(words.length))
  for (const [pattern, read] of RULES) {
    for (let from = 0; from < open.length; ) {
      const match = pattern.exec(open.slice(from))
      if (!match) break
      const start = from + match.index
      const found = { start, end: start + match[0].length, text: match[0], groups: match.slice(1) }
      const period = read(found, today)
      from = found.end
      // 1月到5月 is no span of its own, and no 1月 either.
      if (period === undefined && pattern === MONTHS)
        open = open.slice(0, start) + '\uE001'.repeat(match[0].length) + open.slice(found.end)
      if (period === undefined) continue
      const [number, word] = found.groups
      // 截至5月 says until when.
      if (UNTIL.test(open.slice(0, start)) && !/^\d{4}$/.test(period)) continue
      said.push({ found, period, dated: number !== undefined || word !== undefined || pattern === WHOLE_YEAR })
      open = open.slice(0, start) + '\uE001'.repeat(match[0].length) + open.slice(found.end)
    }
  }
  return said
}

/** 一季度，啊不，上半年: the last one said. */
function withoutTakenBack({ text }: Scan, said: readonly Said[]): Said[] {
  const inOrder = [...said].sort((a, b) => a.found.start - b.found.start)
  const takenBack = inOrder.filter((one, index) => {
    const next = inOrder[index + 1]
    if (!next) return false
    const between = text.slice(one.found.end, next.found.start)
    return isCorrected(between) || RATHER.test(between)
  })
  return said.filter((one) => !takenBack.includes(one))
}
const RATHER =
  /^(?:的)?[\s,，。.…]*(?:(?:啊|哦|噢|呃|额|诶|哎)?(?:不对?|不是|算了|错了|改一下|等等)[\s,，.…]*)(?:就|只要?|是|要|改成|看|还是|应该是?)*(?:的)?\s?$/

/** 2025年的台账，只要三季度: the year holds for the span beside it that has none. */
function withYear({ text }: Scan, said: readonly Said[]): readonly Said[] {
  const [first, ...others] = said
  const year = others.find(({ period, dated }) => dated && /^\d{4}$/.test(period))
  if (
    !first ||
    !year ||
    first.dated ||
    isApart(text, year.found, first.found) ||
    others.length > 1 ||
    /^\d{4}$/.test(first.period)
  )
    return said
  return [{ ...first, period: `${year.period}${first.period.slice(4)}` }]
}

/** 今年标准制定7项，上半年4项: a count between them makes them two. */
const isApart = (text: string, year: Found, span: Found): boolean =>
  /\d|[一二两三四五六七八九十][张个项次份]/.test(
    text.slice(Math.min(year.end, span.end), Math.max(year.start, span.start)),
  )

const RULES: readonly (readonly [RegExp, (found: Found, today: string) => string | undefined])[] = [
  [ISO, ({ text }) => text],
  [DOTTED, ({ groups }) => `${groups[0]}-${(groups[1] ?? groups[2] ?? '').padStart(2, '0')}`],
  [
    PAIR,
    ({ groups }, today) =>
      `${yearSaid(groups, today) ?? yearOf(today) - (groups[2] === undefined && monthNumberOf(today) < 7 ? 1 : 0)}-H${groups[2] === undefined ? 2 : 1}`,
  ],
  [MONTH_OF_QUARTER, monthOfQuarter],
  [QUARTER, quarter],
  [HALF, half],
  [MONTHS, months],
  [MONTH, month],
  [WHOLE_YEAR, ({ groups }, today) => String(yearSaid(groups, today) ?? yearOf(today))],
]

const YEARS_BACK: readonly (readonly [RegExp, number])[] = [
  [/^大前/, -3],
  [/^前/, -2],
  [/^[去上头]/, -1],
  [/^明/, 1],
]

function yearSaid(groups: readonly (string | undefined)[], today: string): number | undefined {
  const [number, word] = groups
  if (number !== undefined) {
    const value = parseNumber(number.replace(/[○0]/g, (zero) => (/^\d+$/.test(number) ? zero : '零'))) ?? 0
    return value < 100 ? 2000 + (value < 20 ? value + 20 : value) : value
  }
  if (word === undefined) return undefined
  return yearOf(today) + (YEARS_BACK.find(([pattern]) => pattern.test(word))?.[1] ?? 0)
}

function quarter({ groups }: Found, today: string): string {
  const said = yearSaid(groups, today)
  const word = groups[3]
  if (word !== undefined) {
    const back = word.startsWith('上上') ? -6 : /^[上前]/.test(word) ? -3 : 0
    return quarterOf(addMonths(`${today.slice(0, 7)}-01`, back))
  }
  const n = groups[2] === '首' ? 1 : (parseNumber(groups[2] ?? groups[4] ?? '') as number)
  const year = said ?? yearOf(today) - ((n - 1) * 3 + 1 > monthNumberOf(today) ? 1 : 0)
  return `${year}-Q${n}`
}

function monthOfQuarter(found: Found, today: string): string {
  const [nth, first, last] = found.groups.slice(5)
  const period = quarter(found, today)
  const n = first ? 1 : last ? 3 : (parseNumber(nth as string) as number)
  return `${period.slice(0, 4)}-${String((Number(period.slice(6)) - 1) * 3 + n).padStart(2, '0')}`
}

function half({ groups }: Found, today: string): string {
  const [, , which, current, number] = groups
  if (current !== undefined) return `${yearOf(today)}-H${monthNumberOf(today) < 7 ? 1 : 2}`
  const n = number !== undefined ? Number(number) : /[上前头]/.test(which as string) ? 1 : 2
  const year = yearSaid(groups, today) ?? yearOf(today) - (n === 2 && monthNumberOf(today) < 7 ? 1 : 0)
  return `${year}-H${n}`
}

function months({ groups }: Found, today: string): string | undefined {
  const [from = 0, to = 0] = groups.slice(2).map((n) => parseNumber(n ?? '') ?? 0)
  const year = yearSaid(groups, today) ?? yearOf(today) - (from > monthNumberOf(today) ? 1 : 0)
  if (to - from === 2 && from % 3 === 1) return `${year}-Q${Math.ceil(to / 3)}`
  if (to - from === 5 && from % 6 === 1) return `${year}-H${to / 6}`
  return from === 1 && to === 12 ? String(year) : undefined
}

function month({ groups }: Found, today: string): string | undefined {
  const word = groups[3]
  if (word !== undefined) {
    const back = word.startsWith('上上') ? -2 : /^[上前]/.test(word) ? -1 : 0
    return addMonths(`${today.slice(0, 7)}-01`, back).slice(0, 7)
  }
  const n = parseNumber(groups[2] as string)
  if (n === undefined) return undefined
  const year = yearSaid(groups, today) ?? yearOf(today) - (n > monthNumberOf(today) ? 1 : 0)
  return `${year}-${String(n).padStart(2, '0')}`
}
