import type { PartialRecord } from '../core/meaning.js'

/**
 * The last guard of the kinds that take what is left as free text: a clause of it that is nothing but a number with its
 * unit, a day or an hour was said of the record, and no rule has read it (一张, 五个人, 45分).
 */

const N = '[\\d〇零一二两三四五六七八九十百千万半几壹贰叁肆伍陆柒捌玖拾]'
const MEASURE =
  '(?:张|份|个?人次?|名|位|元|块钱?|角|毛|次|场|分钟?|个?(?:半)?(?:小时|钟头|学时|课时)|刻钟?|[天日号]|点(?:半|钟)?|岁|本|条)'
const BARE = new RegExp(
  `^(?:一?共|共计|合计|总共|各|约|大概|大约|人均|每人|用时|时长|历时|收了|凑了?|募了?|到|有)*${N}[${N.slice(1, -1)}.,]{0,8}\\s?(?:多|余|来)?${MEASURE}(?:左右|多|整)?(?:单子?|党员|同志|参加|人)?$`,
)
const TEXTS = ['topic', 'problem', 'measure', 'post', 'project', 'place', 'department', 'result'] as const

/** The clause that was not read, or undefined when every one is text. */
export function unreadFact(record: PartialRecord): string | undefined {
  const said = record as { [field: string]: unknown }
  for (const field of TEXTS) {
    const value = said[field]
    if (typeof value !== 'string') continue
    for (const clause of value.split(/[\s,，。;；、]+/)) if (BARE.test(clause)) return clause
  }
  return undefined
}
