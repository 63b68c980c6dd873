import { monthNumberOf, yearOf } from '../../core/civil-date.js'
import { DONE_ITEMS, type DoneItem } from '../../core/done-items.js'
import type { Meaning, MetricMeaning, Utterance } from '../../core/meaning.js'
import { NUMBER, parseNumber } from '../chinese-numerals.js'
import { takePeriod } from '../dates/periods.js'
import { factsOf, openScan } from '../facts.js'
import { restOf } from '../records/reading.js'

/**
 * 党费基数已核定, 党费已公示, 2025年工作手册已上报: what is done once a year and no gathering shows. Recorded as a count for
 * the year it is of, with the day it was done (src/core/done-items.ts).
 */

const DONE = '(?:已经?|都|全部)*'
const OVER = '(?:完成|完毕|好|完|过)?了?'

const ITEMS: readonly (readonly [DoneItem, RegExp])[] = [
  [
    DONE_ITEMS.duesBase,
    new RegExp(`党费(?:缴纳|交纳|收缴)?(?:的)?(?:计算)?基数${DONE}(?:重新)?(?:核定|核算|确定|审定|定)(?:下来)?${OVER}`),
  ],
  [DONE_ITEMS.duesPublished, new RegExp(`党费(?:收缴|交纳|缴纳)?(?:情况|明细)?${DONE}(?:向党员)?(?:公示|公布)${OVER}`)],
  [
    DONE_ITEMS.handbook,
    new RegExp(`(?:党支部)?(?:党支部|支部)?工作手册${DONE}(?:上报|报送|上交|交上去|报上去|交|报)${OVER}`),
  ],
]
/** 还没公示, 准备上报, 记得公示: nothing was done. */
const NOT_DONE = /没|未|准备|打算|计划|要|该|应|记得|提醒|需|请|吗|么|什么时候|谁|怎么|不|把/
/** 党费公示 alone is a heading. */
const FINISHED = /[已了过完好毕]/
const POLITE = /^(?:请|麻烦)+(?:帮我|给我)?(?=补?记|登记)/
const COUNT = new RegExp(`[,，]?(?:共|一共)?(${NUMBER})\\s?(?:人|名党员|名|次|项|个|张)?`)
const WORDS =
  /^(?:帮我)?(?:补?记|登记|补登)(?:一下|一笔|一条|录)?[:：,，]?|今年|(?:本|今|去)?年度?的?|[的我们支部了,，:：。\s]/g

/** What a text says was done; undefined: nothing of the kind, or not plainly. */
export function doneItemOf(body: string, utterance: Utterance): Meaning | undefined {
  const scan = openScan(body.replace(POLITE, ''))
  const found = ITEMS.flatMap(([item, pattern]) => {
    const match = scan.first(pattern)
    return match ? [{ item, match }] : []
  })
  const [only, second] = found
  if (!only || second || NOT_DONE.test(scan.text.replace(only.match.text, ''))) return undefined
  scan.claim(only.match)
  const said = takePeriod(scan, utterance.today)
  const facts = factsOf(scan, utterance)
  if (facts.date.kind === 'error' || facts.date.kind === 'doubt') return undefined
  const counted = scan.first(COUNT)
  if (counted) scan.claim(counted)
  scan.takeAll(WORDS)
  const isPast = facts.date.kind === 'said' && facts.date.date < utterance.today
  if (!counted && !isPast && !FINISHED.test(only.match.text)) return undefined
  const date = facts.date.kind === 'said' ? facts.date.date : utterance.today
  if (restOf(scan).some(({ open }) => open.trim() !== '') || facts.errors.length > 0) return undefined
  const meaning: MetricMeaning = {
    type: 'metric',
    period: said === undefined ? usualYear(only.item, date) : spanOfItem(only.item, said),
    items: { [only.item]: parseNumber(counted?.groups[0] ?? '') ?? 1 },
    date,
  }
  const inferred = [...(facts.date.kind === 'said' ? [] : ['date']), ...(said === undefined ? ['period'] : [])]
  return inferred.length === 0 ? meaning : { ...meaning, inferred }
}

/** Dues may be published by the quarter; the base and the handbook are a year's. */
const spanOfItem = (item: DoneItem, said: string): string =>
  item === DONE_ITEMS.duesPublished ? said : said.slice(0, 4)

/** In the first half of a year the handbook that is handed up is that of the year before. */
function usualYear(item: DoneItem, date: string): string {
  const year = yearOf(date)
  return String(item === DONE_ITEMS.handbook && monthNumberOf(date) <= 6 ? year - 1 : year)
}
