import { spanOf } from '../../../core/civil-date.js'
import { Scan } from '../../scan.js'
import { takeSpan } from './span.js'

/** A time that is named only to be left out: 去年下半年的，…，上半年的不要; 一季度不算. */

const SPAN =
  '(?:(?:今年|去年|前年|本年|20\\d{2}年)(?:的)?)?(?:[上下前后]半年|第?[一二三四1-4]季度|[本上这]个?季度|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?|[本上这]个?月份?)|今年|去年|前年|20\\d{2}年'
const OF = '(?:的|份|那些|那部分|那几个月|数据|记录|台账)*'
const NOT =
  '(?:不要|不算(?!数)|不用(?:算|管|看|带|统计)?|甭(?:算|管|看)|别(?:算|带|要|看|统计|放|混)(?:进来|进去|在内)?|不看|不管|不含|不包括|不计(?:入)?|不统计|除外|先不管|去掉|刨掉|刨去|排除)'
const AFTER = new RegExp(
  `[,，、;；\\s]*(?:${SPAN})${OF}(?:就|都|先|可以|暂时|我)?${NOT}(?:了|哈|啊|哦|在内|进去|进来)*`,
  'g',
)
const BEFORE = new RegExp(
  `[,，、;；\\s]*(?:不要|不算|别算|别带|不含|不包括|除了|除去|刨去|去掉|排除)(?:${SPAN})${OF}(?:之外|以外|外)?(?=$|[\\s,，。;；])`,
  'g',
)

export interface Undenied {
  /** Without the times that are said not to be meant. */
  readonly text: string
  /** One of them lies inside the time asked about: the answer for the whole would be another one. */
  readonly cuts: boolean
}

/** The text with times taken out that are said not to be meant. */
export function withoutDeniedSpans(text: string, today: string): Undenied {
  if (!/不|别|除|刨|排除|去掉|甭/.test(text)) return { text, cuts: false }
  const denied: string[] = []
  const rest = [AFTER, BEFORE].reduce(
    (left, pattern) =>
      left.replace(pattern, (words) => {
        denied.push(words)
        return ''
      }),
    text,
  )
  if (denied.length === 0) return { text, cuts: false }
  const asked = takeSpan(new Scan(rest), today)
  const isOutside = (words: string): boolean => {
    const span = takeSpan(new Scan(words), today)
    return span !== undefined && asked !== undefined && !overlap(spanOf(span), spanOf(asked))
  }
  return { text: rest, cuts: !denied.every(isOutside) }
}

export const ONE_SPAN = '还不能从一段时间里去掉另一段，请一段一段问，如：二季度开了几次会'

type Days = ReturnType<typeof spanOf>
const overlap = (one: Days, other: Days): boolean => one.from <= other.to && other.from <= one.to
