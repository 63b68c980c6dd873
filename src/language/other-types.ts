import type { ErrorMeaning, RecordType } from '../core/meaning.js'
import { positionOf } from './intent.js'
import { type RequestType, unread } from './requests/unclear.js'

/** Requests of SCHEMA §4 and dues: read by src/language/requests; what reaches the records is never taken for one. */
const OTHER: readonly (readonly [string, RegExp])[] = [
  ['dues', /党费(?!证|本|卡|史料|陈列|博物|故事|收缴|管理|工作|使用|制度|规定|标准)/],
  [
    'report',
    /(?:出|生成|导出|做|要|打印|下载|来|整理|给我|发我|拉)(?:一?[份个张]|一下|个)?[^。,，;；\n]{0,14}(?:台账|报告|报表|总结|清单|汇总表|自查)|年度报告|巡察自查|(?:word|excel|xlsx|docx|pdf)(?:版|的|格式)?/i,
  ],
  [
    'query',
    /还差谁|谁还?没|查一?下|查询|统计(?:一?下|了)|(?:学|谈|开|讲|搞)了?(?:多少|几)|有多少|还差(?:几|多少)|哪些(?:没|还|人|同志)|(?<![多好])几次|多少(?:学时|次|个|人)|学时(?:够|达标|还差)|还有(?:哪些|什么|谁)/,
  ],
]

/** A request that the message is about, rather than a word in a record's subject. `open` has titles taken out. */
export function competingType(open: string, kinds: readonly RecordType[]): string | undefined {
  const other = OTHER.find(([, pattern]) => pattern.test(open))?.[0]
  const [type] = kinds
  if (other === undefined || type === undefined) return other
  if (other === 'dues')
    return /\d+(?:\.\d+)?\s?(?:元|块)/.test(open) && type !== 'donation' ? other : duesInStudy(open, type)
  if (type !== 'training' && type !== 'theme_day' && type !== 'meeting' && type !== 'talk') return undefined
  return /[?？]|谁|多少|几|查|出一|生成|导出|统计/.test(open) ? other : undefined
}

/** 培训党费收缴: the clause of study holds the word, so it was studied. */
function duesInStudy(open: string, type: RecordType): string | undefined {
  if (type !== 'training') return undefined
  const at = positionOf(open, 'training')
  const clause = open.slice(at).split(/[,，。;；\n]/)[0] ?? ''
  const studied =
    /^(?:学|听|传达|讲座|专题|集中|自学|线上)/.test(clause) && /党费/.test(clause) && !/党费/.test(open.slice(0, at))
  return studied ? undefined : 'dues'
}

/** What is about a request that no rule of requests could read: asked for by an example (`unclear`). */
export const notYet = (type: string): ErrorMeaning => unread(type as RequestType)

/** An existing record is to be changed (SCHEMA §4 `edit`). */
const EDIT =
  /(?:刚才|刚刚|上一?|最后|最近|前面|那|这|昨天|今天|前天|我记|他记|她记|记)的?(?:那|这|一)?[条笔](?:[^。;；\n]{0,16})?(?:改|错|应|不对|更|加|补|换|写|是|少|漏|去掉|调整)|^(?:更正|修改|改(?:成|为|一下|下)|订正|勘误|纠正|变更)|改(?:成|为|到|一下)|(?:日期|时间|人数|地点|时长|主讲人?|名字|题目|内容|应到|实到)(?:写|记|填|打|录|弄)错|记错|写错|录错|填错|更正|把[^。,，;；\n]{1,24}(?:改|换|调整)(?:成|为|到|一下)|(?:再|还要|另外)?(?:加上|补上|添上|加一[个位])[^。,，;；\n]{1,12}(?:请假|缺席|没来|参加)|漏了|少记了|多记了/

export const isEdit = (open: string): boolean => EDIT.test(open)
