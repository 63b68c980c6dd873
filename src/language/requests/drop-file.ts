import type { DropFileMeaning, EntryTarget, Meaning } from '../../core/meaning.js'
import { parseNumber } from '../chinese-numerals.js'
import { type QuotedEntry, quotedTarget } from './quoted.js'
import { unclear } from './unclear.js'

/** Taking a picture or file off an entry: 删掉2026-学-025的照片 is about the picture, the entry stays. */

const FILE =
  '(?:照片|图片|相片|截图|扫描件|凭证|附件|证明材料|材料|文件|签到表)(?!名|夹|袋|室|柜|精神|学习|通知|内容|要求|规定)'
const DROP = '(?:删除?掉?|去掉|撤销|撤掉|撤下|撤|移除|拿掉|取下|清掉|不要了?)'
const NUMBER = /\d{4}-\p{Script=Han}-\d{1,5}/u
const NTH = '(?:第\\s?([一二两三四五六七八九十]{1,2}|\\d{1,2})\\s?(?:张|份|个)(?:的)?)?'
const WHICH =
  '(?:(?:刚才|刚刚|上一?|最后一?|最近一?)(?:我)?(?:记|发|附|传)?的?(?:那|这)?一?[条个次张份]?(?:的)?(?:记录)?)'
const FRAME = '(?:请|麻烦|帮我?|给我?|把|将|[\\s,，])*'
const TAIL = '(?:一下|掉|了|吧|下来?|[\\s,，。.!！~]|(?:我)?(?:发|传|附|拍)(?:错|重|糊)了?|(?:重新?|再)(?:发|传|附))*$'
/** 删第2张照片 2026-学-025; 把刚才那条的照片删了; 照片删掉 in reply. */
const ORDER = new RegExp(
  `^${FRAME}(?:(?:${DROP})(?:一下|了)?\\s?)?${FRAME}(?:${NUMBER.source}\\s?(?:的|里的|上的)?|${WHICH})?\\s?${NTH}(?:所有的?|全部的?|那[张份个]|这[张份个])?${FILE}\\s?${NTH}(?:都|全部?)?\\s?(?:${DROP})?${TAIL}`,
  'u',
)
/** Number and order the other way round: 删除材料 2026-学-025. */
const ORDER_FIRST = new RegExp(
  `^${FRAME}(?:${DROP})(?:一下|了)?\\s?${NTH}(?:所有的?|全部的?)?${FILE}\\s?[:：]?\\s?${NUMBER.source}${TAIL}`,
  'u',
)
const ANY_DROP = new RegExp(DROP)
const ALL = /所有|全部|都|全删/

/** The wish a text has, or undefined when it has none. `quoted` is the entry in whose answer it was typed. */
export function dropFileOf(body: string, quoted: QuotedEntry | undefined): Meaning | undefined {
  if (body.length > 60 || !ANY_DROP.test(body)) return undefined
  const found = ORDER_FIRST.exec(body) ?? ORDER.exec(body)
  if (!found) return undefined
  const target = targetOf(body, quoted)
  if (target === undefined)
    return unclear('drop_file', '要去掉哪一条的材料？请写编号：删除材料 2026-学-014（记录本身不动）')
  const nth = parseNumber(found.slice(1).find((group) => group !== undefined) ?? '')
  const which: Pick<DropFileMeaning, 'nth' | 'all'> = nth !== undefined ? { nth } : ALL.test(body) ? { all: true } : {}
  return { type: 'drop_file', target, ...which }
}

function targetOf(body: string, quoted: QuotedEntry | undefined): EntryTarget | undefined {
  const number = NUMBER.exec(body)?.[0]
  if (number !== undefined) return { number }
  if (quoted !== undefined) return quotedTarget(quoted)
  return new RegExp(WHICH).test(body) ? 'last' : undefined
}
