import { duesOfBase } from '../../../core/dues-rates.js'
import type { ErrorMeaning, QueryMeaning } from '../../../core/meaning.js'
import { CORRECTIONS } from '../../corrections.js'
import { SUM_OR_NUMBER, yuan } from '../../money.js'
import { unclear } from '../unclear.js'
import { spokenMoney } from './spoken-money.js'

/** 退休金4800交多少: said of somebody retired, whoever asks. */
const RETIRED = /退休|离休|退养|养老金/

const BASE = new RegExp(
  `(?:(?:缴费|计费|党费|交费|税后|到手|应税|月)?(?:基数|工资|收入|薪资|月薪|薪水|底数|到手|实发|税后|应发|月入|所得|(?:离?退休|养老)(?:金|费|工资)|(?:每个?月|一个月|现在|我)(?:能)?(?:挣|赚|拿到?|开|发)(?:到手)?))(?:每月|一个月)?(?:收入)?(?:要是|如果|假如)?(?:涨到|调到|变成|改成|升到|降到|提到|拿|有|大概|大约|算下来)?\\s?[:：为是按有]?(?:人民币|¥|￥)?\\s?${SUM_OR_NUMBER}`,
)
const OF_BASE = new RegExp(`${SUM_OR_NUMBER}(?:元|块)?的?(?:党费|缴费)?(?:计算)?(?:基数|底数|工资|收入|退休金|养老金)`)
const ASKED =
  /多少|好多(?:钱|[?？嘛呀啊哦])|几多|多钱|啥数|咋交|怎么交|是几|标准|几块|怎么算|咋算|算(?:一?下|算|出来)|计算|应交|该交|要交|应缴|[?？几]/
/** 月入4500要交多少党费: a sum with its unit, and 党费 and 多少 in the same sentence. */
const PLAIN = new RegExp(
  `${SUM_OR_NUMBER}(?:的|元的|块的)?(?:党费)?(?:基数)?[^。;；\\n]{0,8}(?:应该?|该|要|得)?(?:交|缴)`,
)

/** /党费计算 8640, 算下党费 5600: nothing but the sum. */
const ALONE = new RegExp(
  `^\\/?(?:帮我?|请|麻烦|给我)*(?:算(?:一?下|一算|算)?|计算|测算)?(?:我的?)?党费(?:计算|测算|标准|怎么算)?(?:一?下)?\\s?[:：,，]?\\s?(?:¥|￥)?${SUM_OR_NUMBER}\\s?[。.?？!！]?$`,
)
const RAISED =
  /(?:从|由|原来?(?:是)?)?\s?\d[\d,.]*\s?[万千百]?\s?(?:元|块)?\s?(?:涨|调|升|降|提|变|改|增|减)(?:整|高|低|加|少|薪)?(?:到|成|为|至)了?/g

/** 拿2900的话党费是多少: the one sum that is no month's dues. */
function only(text: string): RegExpExecArray | null {
  if (/(?:交|转|付|收|缴)(?:了|到)|已[交收缴]/.test(text)) return null
  const sums = [
    ...text.replace(/20\d\d年?/g, (year) => ' '.repeat(year.length)).matchAll(new RegExp(SUM_OR_NUMBER, 'g')),
  ]
  const large = sums.filter((sum) => (yuan(sum.slice(1)) ?? 0) >= 1000)
  return large.length === 1 ? (large[0] as RegExpExecArray) : null
}

/** 从4800调到5200, 七千二，不对，是九千四: the base that holds. */
function lastSaid(text: string): string {
  const raised = text.replace(RAISED, ' ')
  const taken = [...raised.matchAll(CORRECTIONS)].at(-1)
  if (!taken) return raised
  const after = raised.slice(taken.index + taken[0].length)
  const before = raised.slice(0, taken.index)
  const sum = new RegExp(SUM_OR_NUMBER).exec(after)
  return sum && (yuan(sum.slice(1)) ?? 0) >= 100
    ? `${before.replace(new RegExp(SUM_OR_NUMBER, 'g'), ' ')}基数${sum[0]}，${after.replace(sum[0], ' ')}`
    : raised
}

/** What a pay is before anything is taken off it, or what is taken off. */
const GROSS =
  /应发|税前|毛收入|扣|减[去掉]?\s?\d|个税|所得税|社保|公积金|[五六][险]一金|养老(?!金)|医保|医疗保险|失业保险|年金/
const AMOUNT = '(\\d[\\d,]*(?:\\.\\d{1,2})?\\s?[万千百]?)\\s?(?:元|块钱?)?'
const NET = new RegExp(
  `(?:到手|实发|税后|(?:扣|减)[^\\d。;；\\n]{0,16}?(?:后|剩下?|余下?|还有))(?:的)?(?:工资|收入|薪资)?[是为有拿:：,，\\s]{0,3}${AMOUNT}|(?:还?剩下?|余下|实际拿到?)[是为有:：\\s]{0,2}${AMOUNT}`,
)
/** What the base of dues is free of; rent and the like are not. */
const DEDUCTED =
  '(?:个人所得税|个税|所得税|税|社会?保险?|住房公积金|公积金|[五六]险一金|养老(?:保险|金)?|医疗(?:保险)?|医保|失业(?:保险|金)?|(?:职业|企业)?年金)'
const DEDUCTIONS = new RegExp(
  `(?:${DEDUCTED}(?:费|金)?(?:是|为|交|扣|掉|了|[:：\\s])*|(?<=\\d\\s?(?:元|块)?)\\s?(?:-|减[去掉]?)\\s?)${AMOUNT}`,
  'g',
)
const SPOKEN_HUNDREDS = /[一二两三四五六七八九][百千][零一二两三四五六七八九十百]*/g

/**
 * The base left of 应发8500扣除个税120社保900: what was said to be left, else the pay less every sum named. Undefined when
 * some number is neither, or nothing was named: the whole pay is no base.
 */
function baseLeft(text: string): number | undefined {
  const open = text
    .replace(/(?:20\d\d年)?\d{1,2}月份?|20\d\d年度?/g, ' ')
    .replace(SPOKEN_HUNDREDS, (said) => String(yuan([said]) ?? said))
  const net = NET.exec(open)
  if (net) return yuanOf(net[1] ?? net[2])
  const numbers = [...open.matchAll(new RegExp(AMOUNT, 'g'))]
  const taken = [...open.matchAll(DEDUCTIONS)].map(([, sum]) => yuanOf(sum))
  const whole = yuanOf(numbers[0]?.[1])
  if (whole === undefined || taken.length === 0 || numbers.length !== taken.length + 1 || /[%％]/.test(open))
    return undefined
  const left = taken.reduce<number>((rest, sum) => rest - (sum ?? Number.NaN), whole)
  return left > 0 ? Math.round(left * 100) / 100 : undefined
}

const yuanOf = (said: string | undefined): number | undefined => {
  const parts = /^([\d,.]+)\s?([万千百]?)$/.exec(said?.trim() ?? '')
  return parts ? yuan([parts[1], parts[2] || undefined]) : undefined
}

/** 8500扣掉个税120: a pay, though nobody calls it one. */
const TAKEN_OFF =
  /\d{3}[^。;；\n]{0,12}(?:个税|所得税|社保|公积金|[五六]险一金)|(?:个税|所得税|社保|公积金|[五六]险一金)[^。;；\n]{0,8}\d{3}/
const ASK_BASE = '党费按税后（扣除个税、社保、公积金等）的收入算，'

/** The calculation a text asks for, or undefined when it asks for none; a pay before deductions is asked about. */
export function duesCalcOf(text: string): QueryMeaning | ErrorMeaning | undefined {
  if (!/党费|基数/.test(text) || !ASKED.test(text)) return undefined
  const open = lastSaid(spokenMoney(text))
  const match =
    BASE.exec(open) ??
    OF_BASE.exec(open) ??
    ALONE.exec(open) ??
    (ASKED.test(open) ? (PLAIN.exec(open) ?? only(open)) : null)
  const said = match ? yuan(match.slice(1)) : undefined
  const gross =
    (said !== undefined && said >= 100 && (GROSS.test(open) || SUBTRACTED.test(open))) || TAKEN_OFF.test(open)
  const base = gross ? baseLeft(open) : said
  if (gross && base === undefined)
    return unclear('query', `${ASK_BASE}${said ?? '说的'}是税后吗？请写：党费基数${said ?? '…'} 应交多少`)
  // The number goes on behind what was read.
  const cut =
    !gross &&
    match !== null &&
    /^(?!一个?月|一年|一般|一共)[\d一二两三四五六七八九]/.test(open.slice(match.index + match[0].length))
  if (base === undefined || base < 100 || cut) return undefined
  const retired = RETIRED.test(open)
  const { rate, amount } = duesOfBase(base, retired)
  return { type: 'query', what: 'dues_calc', base, rate, answer: amount, ...(retired ? { retired } : {}) }
}

/** 8500-120-900 to be worked out, or a span from one sum to another. */
const SUBTRACTED = /\d\s?(?:元|块)?\s?[-~至]\s?\d{2}/
