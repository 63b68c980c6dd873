import type { QueryMeaning } from '../../../core/meaning.js'
import { SUM_OR_NUMBER, yuan } from '../../money.js'
import { spokenMoney } from './spoken-money.js'

/**
 * How much dues a base amounts to. The rate applies to the whole base (SCHEMA §4): to 3000 yuan incl. 0.5 %, to 5000
 * incl. 1 %, to 10 000 incl. 1.5 %, above 2 %.
 */
export const duesRate = (base: number): number =>
  base <= 3000 ? 0.005 : base <= 5000 ? 0.01 : base <= 10_000 ? 0.015 : 0.02

/** Yuan, rounded to fen. */
export const duesOf = (base: number): number => Math.round(base * duesRate(base) * 100) / 100

const BASE = new RegExp(
  `(?:(?:缴费|计费|党费|交费|税后|到手|应税|月)?(?:基数|工资|收入|薪资|月薪|薪水|底数|到手|实发|税后|应发|月入|所得))(?:每月|一个月)?(?:收入)?(?:要是|如果|假如)?(?:涨到|调到|变成|改成|升到|降到|提到|拿|有|大概|大约|算下来)?\\s?[:：为是按有]?(?:人民币|¥|￥)?\\s?${SUM_OR_NUMBER}`,
)
const OF_BASE = new RegExp(`${SUM_OR_NUMBER}(?:元|块)?的?(?:党费|缴费)?(?:计算)?(?:基数|底数|工资|收入)`)
const ASKED = /多少|咋交|怎么交|是几|标准|几块|怎么算|咋算|算(?:一?下|算|出来)|计算|应交|该交|要交|应缴|[?？几]/
/** 月入4500要交多少党费: a sum with its unit, and 党费 and 多少 in the same sentence. */
const PLAIN = new RegExp(
  `${SUM_OR_NUMBER}(?:的|元的|块的)?(?:党费)?(?:基数)?[^。;；\\n]{0,8}(?:应该?|该|要|得)?(?:交|缴)`,
)

/** The calculation a text asks for, or undefined when it asks for none. */
export function duesCalcOf(text: string): QueryMeaning | undefined {
  if (!/党费|基数/.test(text) || !ASKED.test(text)) return undefined
  const open = spokenMoney(text)
  const match = BASE.exec(open) ?? OF_BASE.exec(open) ?? (/算|多少|几块/.test(open) ? PLAIN.exec(open) : null)
  const base = match ? yuan(match.slice(1)) : undefined
  // The number goes on behind what was read.
  const cut = match !== null && /^(?!一个月)[\d一二两三四五六七八九]/.test(open.slice(match.index + match[0].length))
  if (base === undefined || base < 100 || cut) return undefined
  return { type: 'query', what: 'dues_calc', base, rate: duesRate(base), answer: duesOf(base) }
}
