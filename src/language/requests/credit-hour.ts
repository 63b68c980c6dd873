import type { SetCreditHourMeaning } from '../../core/meaning.js'
import { NUMBER, parseNumber } from '../chinese-numerals.js'

/** What one 学时 is to be, as the secretary says it: 一个学时按45分钟算, 学时按60分钟, 45分钟算一个学时. */

/** By characters and bounded, so that no run of them takes long. */
const BEGIN = '[每以后今往从现在起天年请麻烦帮我给把将咱们本支部门统一台账系里设置定规改下调整,，、:：\\s]{0,20}'
const HOUR = '(?:[每一1壹]\\s?个?)?(?:学时|课时)'
const WORD = '[的还时长度标准换算折计设置单位口径统一律都就应要得该改成为按照定等于是相当调整到合作=＝:：,，\\s]{0,16}'
const END = '[来去算计换折统执行走一个]{0,4}(?:吧|了|啊|哈|就行|就好|可以了)?'
const LENGTH = `(?:(${NUMBER})\\s?(?:分钟?|min)|([一1]个?(?:小时|钟头)))`

const HOUR_FIRST = new RegExp(`^${BEGIN}${HOUR}${WORD}${LENGTH}(?:[每一1]\\s?个?(?:学时|课时))?${END}$`, 'iu')
const LENGTH_FIRST = new RegExp(
  `^${BEGIN}[按每]?${LENGTH}[来就都算计为是折合作成等于=＝\\s]{0,6}[每一1壹]\\s?个?(?:学时|课时)${END}$`,
  'iu',
)
const CONFIRMED = /^确认一个学时按(\d{1,3})分钟算$/

/** The setting that a text asks for; undefined: something else, such as a question after it. */
export function creditHourOf(body: string): SetCreditHourMeaning | undefined {
  const words = body.replace(/^\/|[\s。.!！~]+$/gu, '')
  if (words.length > 40 || !/学时|课时/.test(words) || /[?？吗么]|是不是|对不对|多少|几/.test(words)) return undefined
  const confirmed = CONFIRMED.exec(words)?.[1]
  if (confirmed !== undefined) return { type: 'set_credit_hour', minutes: Number(confirmed), confirmed: true }
  const match = HOUR_FIRST.exec(words) ?? LENGTH_FIRST.exec(words)
  if (!match) return undefined
  const minutes = match[2] === undefined ? parseNumber(match[1] as string) : 60
  // 自学1学时45分钟 tells of a day; 学时45分钟 alone names neither one nor a verb.
  return minutes === undefined || !/[每一1壹]\s?个?(?:学时|课时)|按|改|算|设|定|调|统一|换算/.test(words)
    ? undefined
    : { type: 'set_credit_hour', minutes }
}
