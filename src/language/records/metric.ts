import type { MetricMeaning } from '../../core/meaning.js'
import { isDangerous } from '../checks.js'
import { NUMBER, parseNumber } from '../chinese-numerals.js'
import { takePeriod } from '../dates/periods.js'
import { factsOf, openScan } from '../facts.js'
import type { Scan } from '../scan.js'
import { SLIP_WORDS } from './quality-slip.js'
import { type Reader, restOf } from './reading.js'

/** Counts for a span (SCHEMA §3 `metric`; domain.md P11, P16): slips by kind, standards made. */

const N = NUMBER.replace('(?:', '(')
const NAMED: readonly (readonly [string, string])[] = [
  ...SLIP_WORDS,
  ['制定标准', '(?:制定|制订|修订制定|编制|新增|出台)了?(?:的)?(?:企业|省级|地方|行业|内部|服务)?标准|标准(?:制定)?'],
]
const ISSUED = '(?:共|一共|总共|累计|合计|开具|开出|开|下发|发出|发|了|有|为|数|是|[:：])*'
const UNIT = '(?:张|份|个|项|件|条)'
const ITEMS = NAMED.map(([name, words]) => ({
  name,
  before: new RegExp(`(?<![其中])${ISSUED}\\s?${N}\\s?${UNIT}(?:的)?(?:${words})`, 'g'),
  after: new RegExp(`(?:${words})${ISSUED}\\s?${N}\\s?${UNIT}?`, 'g'),
}))
const SETTLED = '(?:闭环|整改|销号|完成|关闭|办结|到位)'
const NOT_SETTLED = `(?:还|仍|尚|暂)?(?:没有?|未)(?:完成|能)?${SETTLED}?(?:整改|闭环|完成|掉|好|完|到位|销号)?`
const STILL = '(?:其中|还有|仍有|尚有|还|仍|有|目前)*'
/** Of those of a kind that is named again: 整改单还有1张没闭环, 其中3张整改单还没销号. */
const OPEN_OF = NAMED.map(([name, words]) => ({
  name,
  pattern: new RegExp(
    `${STILL}\\s?${N}\\s?${UNIT}(?:的)?(?:${words})${NOT_SETTLED}|(?:${words})${STILL}\\s?${N}\\s?${UNIT}${NOT_SETTLED}|(?:${words})(?:还|仍|尚|暂)?(?:没有?|未)${SETTLED}(?:的)?(?:有|共)?\\s?${N}\\s?${UNIT}?`,
    'g',
  ),
}))
/** Of the kind said just before: 提醒整改单12张，其中2张没闭环; 整改单6(未闭环2). */
const OPEN = new RegExp(
  `${STILL}\\s?${N}\\s?${UNIT}${NOT_SETTLED}|[(（]?(?:没有?|未)${SETTLED}(?:的)?(?:有|共)?\\s?${N}\\s?${UNIT}?[)）]?`,
  'g',
)
const CLOSED = new RegExp(`(?:全部|都|均|已全部|已)(?:已经?)?${SETTLED}(?:完毕|完成|到位|了)?`, 'g')
const PLANNED = /目标|计划|不超过|控制在|力争|预计|打算|要求|至少|以内|拟/
const WORDS = /统计|数据|情况|登记|汇总(?!单)|质量单|五单|记一?下|截至目前|以来|至今|共计|一共|累计|合计|分别/g

/** A count of slips or standards with a span before it, rather than a slip issued on a day. */
export function namesMetric(open: string): boolean {
  if (!SPAN.test(open) || DAY.test(open)) return false
  return ITEMS.some(({ before, after }) => open.search(before) >= 0 || open.search(after) >= 0)
}
const SPAN =
  /(?:\d{4}|今|去|本|前)年(?!\d{1,2}月\d)|[一二三四1-4]季度|[本这上]个?季度|[上下]半年|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?(?![\d一二三四五六七八九十]{1,3}[日号]|\d)|[本上]月|[这上]个月|20\d{2}-(?:0[1-9]|1[0-2]|Q[1-4])(?!-)/
const DAY =
  /[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}[日号]|今天|昨天|前天|周[一二三四五六日天]|(?<![\d.])\d{1,2}[./]\d{1,2}(?![\d.])/

export const readMetric: Reader = ({ text, utterance, trace }) => {
  const scan = openScan(text, trace)
  const period = scan.as('period', 'dates/periods.ts takePeriod', () => takePeriod(scan, utterance.today))
  const again = takePeriod(scan, utterance.today)
  const said = scan.as('items, open', 'records/metric.ts takeItems', () => takeItems(scan))
  const facts = factsOf(scan, utterance)
  const record: Partial<MetricMeaning> & { type: 'metric' } = { type: 'metric', items: said.items }
  if (period === undefined) facts.errors.push({ error: 'missing_field', fields: ['date'] })
  else record.period = period
  if (again !== undefined && again !== period)
    facts.doubts.push({ fields: ['period'], question: '说到了不止一个时间段，请一段一条。' })
  if (PLANNED.test(text)) facts.doubts.push({ fields: ['items'], question: '这是已有的数，还是目标、计划？' })
  if (said.doubt) facts.doubts.push({ fields: ['items'], question: '数量没看明白，请核对。' })
  if (Object.keys(said.open).length > 0) record.open = said.open
  scan.takeAll(WORDS)
  for (const rest of restOf(scan)) {
    if (isDangerous(rest.open)) facts.doubts.push({ fields: ['items'], question: `「${rest.text}」没看明白，请核对。` })
  }
  return { facts, records: [record], evident: true }
}

interface ItemsSaid {
  items: Record<string, number>
  open: Record<string, number>
  doubt: boolean
}

function takeItems(scan: Scan): ItemsSaid {
  const result: ItemsSaid = { items: {}, open: {}, doubt: false }
  for (const { name, pattern } of OPEN_OF) {
    for (const { groups } of scan.takeAll(pattern)) {
      const value = parseNumber(groups.find((group) => group !== undefined) ?? '')
      if (value === undefined || result.open[name] !== undefined) result.doubt = true
      else result.open[name] = value
    }
  }
  const openSaid = scan.takeAll(OPEN).map((found) => ({
    at: found.start,
    value: parseNumber(found.groups.find((group) => group !== undefined) ?? ''),
  }))
  const places: { name: string; at: number }[] = []
  for (const { name, before, after } of ITEMS) {
    // 处罚单3张 or 3张处罚单: whichever comes first in the text decides for all, as in votes.
    const [a, b] = [scan.open.search(after), scan.open.search(before)]
    const found = scan.takeAll(b >= 0 && (a < 0 || b < a) ? before : after)
    if (found.length === 0) continue
    const values = new Set(found.map(({ groups }) => parseNumber(groups[0] as string)))
    const [value] = values
    if (values.size > 1 || value === undefined) result.doubt = true
    else result.items[name] = value
    places.push({ name, at: found[0]?.start ?? 0 })
  }
  for (const { at, value } of openSaid) {
    const owner = places.filter((place) => place.at < at).sort((x, y) => y.at - x.at)[0]
    if (!owner || value === undefined || result.open[owner.name] !== undefined) result.doubt = true
    else result.open[owner.name] = value
  }
  if (scan.takeAll(CLOSED).length > 0 && Object.keys(result.open).length > 0) result.doubt = true
  for (const name of Object.keys(result.open)) if (result.items[name] === undefined) result.doubt = true
  return result
}
