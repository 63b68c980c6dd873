import { TRAINING_CATEGORIES, TRAINING_FORMS } from '../../core/entry.js'
import type { MetricMeaning } from '../../core/meaning.js'
import { isDangerous } from '../checks.js'
import { NUMBER, parseNumber } from '../chinese-numerals.js'
import { isCorrected } from '../corrections.js'
import { takePeriod } from '../dates/periods.js'
import { claimCorrections, factsOf, openScan } from '../facts.js'
import type { Found, Scan } from '../scan.js'
import { byPeriod } from './metric-periods.js'
import { SLIP_WORDS } from './quality-slip.js'
import { type Reader, type Reading, restOf, type Source } from './reading.js'

/** Counts for a span (SCHEMA §3 `metric`; domain.md P11, P16): slips by kind, standards made. */

const N = NUMBER.replace('(?:', '(')
const NAMED: readonly (readonly [string, string])[] = [
  ...SLIP_WORDS,
  ['制定标准', '(?:制定|制订|修订制定|编制|新增|出台)了?(?:的)?(?:企业|省级|地方|行业|内部|服务)?标准|标准(?:制定)?'],
]
/** What a count of a sheet is called, for a correction of one (requests/metric-edit.ts). */
export const METRIC_NAMES: readonly { readonly name: string; readonly words: string }[] = [
  ...NAMED.map(([name, words]) => ({ name, words })),
  { name: '工作计划', words: '工作计划' },
  ...[...TRAINING_FORMS, ...TRAINING_CATEGORIES, '培训'].map((name) => ({ name, words: name })),
]
const ISSUED =
  '(?:共|共计|一共|总共|总计|累计|合计|统共|拢共|就|才|只|仅|到目前|到现在|截至目前|至今|目前|已经?|制定了?|全年|全月|整年|完成|做了|发给|送出|收到|领|开具|开出|开|下发|发出|发|了|有|为|数|是|[:：]|\uE001)*'
const UNIT = '(?:张|份|个|项|件|条)'
/** 标准制定这块，上半年完成12项: between the name and its count. */
const BESIDE =
  '(?:这块|这边|方面|工作|数量|总数|张数|个数|多一?点|多一?些|少一?点|少一?些)*(?:(?:[,，]\\s?)?(?:今年|去年|本年|[上下]半年|第?[一二三四]季度|\\d{1,2}月份?|[本上]月|\\uE001{2,8})|(?<=[多少]一?[点些])[,，])?'
const ITEMS = NAMED.map(([name, words]) => ({
  name,
  before: new RegExp(`(?<![其中])${ISSUED}\\s?${N}\\s?${UNIT}(?:的)?(?:${words})`, 'g'),
  none: new RegExp(
    `(?:${words})(?:[:：]|是|为)?(?:没有|没开|未开|无|零)(?:张|份)?(?=$|[\\s,，。;；、])|(?:一|半)(?:张|份|个)(?:的)?(?:${words})(?:都|也)(?:没有?|未)(?:开|出|下|发)?过?(?=$|[\\s,，。;；、])`,
    'g',
  ),
  after: new RegExp(`(?:${words})${BESIDE}${ISSUED}\\s?(?!一共)${N}\\s?${UNIT}?`, 'g'),
}))
const SETTLED = '(?:闭环|整改|销号|完成|关闭|办结|到位|关掉?|销掉?|改完|改好|办完|处理|落实|结)'
const NOT_SETTLED = `(?:(?:到现在|到目前|直到现在|至今|现在|目前|一直|暂时)*(?:(?:还|仍|都)?(?:挂|开|悬|欠|差)着|待(?:闭环|整改|销号|办|处理)|(?:还|正)在(?:整改|处理|改|办|闭环)(?:中|着)?|(?:还|仍|尚|暂)?(?:没有?|未)(?:完成|能|来得及)?${SETTLED}?(?:整改|闭环|完成|掉|好|完|到位|销号|上)?(?:的)?))`
const STILL =
  '(?:其中|当中|还有|仍有|尚有|还剩下?|剩下?|余下?|还|仍|尚|有|目前|里[面头边]?|到现在|到目前|至今|现在|截止目前|截至目前)*'
/** Of those of a kind that is named again: 整改单还有1张没闭环, 其中3张整改单还没销号. */
const OPEN_OF = NAMED.map(([name, words]) => ({
  name,
  pattern: new RegExp(
    `${STILL}\\s?${N}\\s?${UNIT}(?:的)?(?:${words})${NOT_SETTLED}|(?:${words})${STILL}\\s?${N}\\s?${UNIT}${NOT_SETTLED}(?![\\u4E00-\\u9FFF]{0,3}(?:剩|有)[\\d一二两三四五])|(?:${words})(?:还|仍|尚|暂)?(?:没有?|未)${SETTLED}(?:的)?(?:有|共)?\\s?${N}\\s?${UNIT}?|(?:没有?|未|待)${SETTLED}(?:掉|完)?(?:的|\\s?[:：])?\\s?(?:${words})(?:还|有|共)*\\s?${N}\\s?${UNIT}?`,
    'g',
  ),
}))
/** Of the kind said just before: 提醒整改单12张，其中2张没闭环; 整改单6(未闭环2). */
const OPEN = new RegExp(
  `${STILL}\\s?${N}\\s?${UNIT}${NOT_SETTLED}(?![\\u4E00-\\u9FFF]{0,3}(?:剩|有)[\\d一二两三四五])|[(（]?(?:其中)?(?:没有?|未|待)${SETTLED}(?:的)?(?:有|共|还有|还剩|剩下?|[:：])*\\s?${N}\\s?${UNIT}?[)）]?`,
  'g',
)
const CLOSED = new RegExp(`(?:全部|都|均|已全部|已)(?:已经?)?${SETTLED}(?:完毕|完成|到位|了)?`, 'g')
/** 关了10张: of the kind said just before, how many are done with. */
const CLOSED_OF = new RegExp(
  `(?:其中|已经?|目前)*(?:${SETTLED})(?:了|掉|好|完|的|有|到位)*\\s?${N}(?:\\s?${UNIT}|(?=$|[\\s,，。;；)）]))|(?:其中|已经?|目前)+\\s?${N}\\s?${UNIT}(?:已经?|都)?(?:${SETTLED})(?:了|掉|好|完|到位)*|${N}\\s?${UNIT}(?:已经?|都)?(?:${SETTLED})(?:了|掉了?|好了?|完了?|到位了?)`,
  'g',
)
/** 整改单（提醒整改单）：15张: the same name again. */
const ALSO_CALLED = new RegExp(`[(（](?:即)?(?:${NAMED.map(([, words]) => words).join('|')})[)）]`, 'g')
/** 7张，哦看漏了一张，应该是8张: the number that takes its place, behind what takes it back. */
const INSTEAD = new RegExp(
  `^(?:${UNIT})?[,，。.…\\s]*(?:[^,，。;；\\d]{0,6}(?:[看数漏记算弄写打说统][漏错少多]了?|漏了|不对|哦不是?|啊不是?|不是|口误|更正)[^,，。;；\\d]{0,4}[,，\\s]*)(?:应该?|实际|其实)?(?:就?是|为|有|共)?\\s?${N}\\s?${UNIT}`,
)
const DEPARTMENT = /^(?!.*支部)[\u4E00-\u9FFF]{1,6}(?:部|科|组|班|队|中心|餐厅|食堂|前台)的?$/
/** A count that no rule has read. */
const COUNT_LEFT = new RegExp(`${NUMBER}\\s?[张份项]`)
const TOTAL = new RegExp(
  `(?:共|一共|总共|合计|总计)?(?:开具|开出|开|下发|出)?了?(?:各[类种])?(?:质量)?单子?(?:共|一共|总数|合计)?\\s?${N}\\s?[张份]`,
)
const PLANNED = /目标|计划|不超过|控制在|力争|预计|打算|要求|至少|以内|拟/
const WORDS = /统计|数据|情况|登记|汇总(?!单)|质量单|五单|记一?下|截至目前|以来|至今|共计|一共|累计|合计|分别/g

/** A count of slips or standards with a span before it, rather than a slip issued on a day. */
export function namesMetric(open: string): boolean {
  if (!SPAN.test(open) || DAY.test(open)) return false
  return ITEMS.some(({ before, after }) => open.search(before) >= 0 || open.search(after) >= 0)
}
const SPAN =
  /(?:\d{4}|今|去|本|前)年(?!\d{1,2}月\d)|年初(?:以来|[到至])|[一二三四1-4]季度|[本这上]个?季度?|[上下]半年|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?(?![\d一二三四五六七八九十]{1,3}[日号]|\d)|[本上]月|[这上]个月|(?<![A-Za-z])[QqHh][1-4](?!\d)|20\d{2}-(?:0[1-9]|1[0-2]|Q[1-4])(?!-)/
const DAY =
  /[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}[日号]|[本上这]个?月的?\d{1,2}[日号]|今天|昨天|前天|周[一二三四五六日天]|(?<![\d.])\d{1,2}[./]\d{1,2}(?![\d.])/

export const readMetric: Reader = (source) => severalPeriods(source) ?? readOnePeriod(source)

/** A record for each span, when every one of them has counts of its own and none is in doubt. */
function severalPeriods(source: Source): Reading | undefined {
  const parts = byPeriod(source.text, (head) => NAMED.some(([, words]) => new RegExp(words).test(head)))
  const readings = parts?.map((text) => readOnePeriod({ ...source, text }))
  const [first] = readings ?? []
  const sure = readings?.every(({ facts, records: [record] }) => {
    const { items } = record as MetricMeaning
    return facts.errors.length === 0 && facts.doubts.length === 0 && Object.keys(items).length > 0
  })
  const records = readings?.flatMap((reading) => reading.records) ?? []
  const periods = new Set(records.map((record) => (record as MetricMeaning).period))
  return first && sure && periods.size === records.length ? { ...first, records } : undefined
}

const readOnePeriod: Reader = ({ text, utterance, trace }) => {
  const scan = openScan(text, trace)
  const period = scan.as('period', 'dates/periods.ts takePeriod', () => takePeriod(scan, utterance.today))
  const again = takePeriod(scan, utterance.today)
  const said = scan.as('items, open', 'records/metric.ts takeItems', () => takeItems(scan))
  // 截至5月，今年共…: until when it was counted.
  if (period !== undefined) scan.takeAll(/(?:截至|截止)(?:到|至)?[^,，。;；\n\uE001]{1,8}(?=[,，。;；\n\uE001]|$)/g)
  const facts = factsOf(scan, utterance)
  const record: Partial<MetricMeaning> & { type: 'metric' } = { type: 'metric', items: said.items }
  if (period === undefined) facts.errors.push({ error: 'missing_field', fields: ['date'] })
  else record.period = period
  if (again !== undefined && again !== period)
    facts.doubts.push({ fields: ['period'], question: '说到了不止一个时间段，请一段一条。' })
  if (PLANNED.test(text)) facts.doubts.push({ fields: ['items'], question: '这是已有的数，还是目标、计划？' })
  if (said.doubt) facts.doubts.push({ fields: ['items'], question: '数量没看明白，请核对。' })
  if (Object.keys(said.open).length > 0) record.open = said.open
  claimCorrections(scan)
  // 共开单23张：…: what the kinds add up to.
  const total = scan.take(TOTAL)
  if (total) {
    const sum = Object.values(said.items).reduce((one, other) => one + other, 0)
    if (parseNumber(total.groups[0] ?? '') !== sum)
      facts.doubts.push({ fields: ['items'], question: '总数和各种单加起来对不上，请核对。' })
  }
  scan.takeAll(WORDS)
  for (const rest of restOf(scan)) {
    if (DEPARTMENT.test(rest.open))
      facts.doubts.push({
        fields: ['items', 'period'],
        question: `是只有${rest.text}的，还是全部的数？一张单请写明哪天开的。`,
      })
    if (isDangerous(rest.open) || COUNT_LEFT.test(rest.open))
      facts.doubts.push({ fields: ['items'], question: `「${rest.text}」没看明白，请核对。` })
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
  scan.takeAll(ALSO_CALLED)
  takeInstead(scan)
  for (const { name, pattern } of OPEN_OF) {
    for (const { groups } of scan.takeAll(pattern)) {
      const value = parseNumber(groups.find((group) => group !== undefined) ?? '')
      if (value === undefined || result.open[name] !== undefined) result.doubt = true
      else result.open[name] = value
    }
  }
  for (const { name, none } of ITEMS) if (scan.takeAll(none).length > 0) result.items[name] ??= 0
  const openSaid = scan.takeAll(OPEN).map((found) => ({
    at: found.start,
    value: parseNumber(found.groups.find((group) => group !== undefined) ?? ''),
  }))
  const places: { name: string; at: number }[] = []
  // 处罚单3张 or 3张处罚单: whichever comes first in the text decides for all, as in votes (处罚单4张整改单7张).
  const firstOf = (patterns: readonly RegExp[]): number =>
    Math.min(
      ...patterns.map((pattern) => scan.open.search(pattern)).map((at) => (at < 0 ? Number.POSITIVE_INFINITY : at)),
    )
  const countFirst = firstOf(ITEMS.map(({ before }) => before)) < firstOf(ITEMS.map(({ after }) => after))
  const leading = new Map(ITEMS.map(({ name, before, after }) => [name, scan.takeAll(countFirst ? before : after)]))
  for (const { name, before, after } of ITEMS) {
    const all = [...(leading.get(name) ?? [])]
    if (all.length === 0) all.push(...scan.takeAll(countFirst ? after : before))
    // 提醒整改单5张，说错了提醒整改单是6张: the last one said.
    const found = all.filter(({ end }, at) => {
      const next = all[at + 1]
      return next === undefined || !isCorrected(scan.text.slice(end, next.start))
    })
    if (found.length === 0) continue
    const values = new Set(found.map(({ groups }) => parseNumber(groups[0] as string)))
    // 五六张 is no 56.
    if (found.some(({ groups }) => /^[一二两三四五六七八九]{2,}$/.test(groups[0] as string))) result.doubt = true
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
  const [closed, moreClosed] = scan.takeAll(CLOSED_OF)
  if (closed && !agrees(closed, places, result)) result.doubt = true
  if (moreClosed) result.doubt = true
  if (scan.takeAll(CLOSED).length > 0 && Object.keys(result.open).length > 0) result.doubt = true
  for (const name of Object.keys(result.open)) if (result.items[name] === undefined) result.doubt = true
  return result
}

/** Claims a number that is taken back with the words that do so: what stands in its place is left for the rules. */
function takeInstead(scan: Scan): void {
  for (const { before, after } of ITEMS) {
    for (const found of [...scan.all(after), ...scan.all(before)]) {
      const instead = INSTEAD.exec(scan.open.slice(found.end))
      const number = found.text.lastIndexOf(found.groups[0] as string)
      if (!instead || number < 0) continue
      const last = found.end + instead[0].length
      const kept = new RegExp(`${N}\\s?${UNIT}$`).exec(instead[0]) as RegExpExecArray
      scan.claim({ start: found.start + number, end: last - kept[0].length })
    }
  }
}

/** Those of a kind that are closed and those still open make up the whole; without a word of these, they are what is left. */
function agrees(closed: Found, places: readonly { name: string; at: number }[], result: ItemsSaid): boolean {
  const owner = places.filter((place) => place.at < closed.start).sort((x, y) => y.at - x.at)[0]
  const value = parseNumber(closed.groups.find((group) => group !== undefined) ?? '')
  const whole = owner && result.items[owner.name]
  if (!owner || value === undefined || whole === undefined || value > whole) return false
  result.open[owner.name] ??= whole - value
  return result.open[owner.name] === whole - value
}
