import { TRAINING_CATEGORIES } from '../../core/entry.js'
import type { TrainingMeaning } from '../../core/meaning.js'
import { NUMBER, parseNumber } from '../chinese-numerals.js'
import type { Scan } from '../scan.js'

/** What a training may say beside its subject: who heard it, what it was part of (SCHEMA §3 `training`). */

const N = NUMBER.replace('(?:', '(')
/** 质管员18人, 新员工9人, 8个新人: an audience of its own and how many they were. */
const AUDIENCE_COUNT = new RegExp(
  `(?<=^|[\\s,，。;；:：\\uE001])(?:参加人员|参加|听课|对象|面向)?[:：]?((?!全体)[\\u4E00-\\u9FFF]{0,6}(?:新员工|质管员|服务员|会务员|讲解员|志愿者|实习生|新人|(?<!党|成|全|官)员工|职工))(?:共|等)?\\s?${N}\\s?(?:个人|人|名|位)(?:参加|听课|参训)?`,
)
const COUNT_AUDIENCE = new RegExp(
  `(?<=^|[\\s,，。;；:：\\uE001])(?:共|有)?${N}\\s?(?:个|名|位)((?:新|老)?(?:员工|质管员|服务员|会务员|新人|实习生|职工))(?:参加|听课|参训)?(?=$|[\\s,，。;；\\uE001])`,
)

/** An audience that is not the branch, and how many they were; claimed. */
export function takeAudience(scan: Scan): { audience: string; count: number } | undefined {
  const named = scan.take(AUDIENCE_COUNT)
  const [audience, count] = named ? named.groups : [...(scan.take(COUNT_AUDIENCE)?.groups ?? [])].reverse()
  const value = count === undefined ? undefined : parseNumber(count)
  return audience === undefined || value === undefined ? undefined : { audience, count: value }
}

const CAMPAIGN = /[“"]?([\u4E00-\u9FFF]{2,16}(?:学习教育|主题教育|教育实践活动))[”"]?/
const DOCUMENT =
  /(中央|党中央|省委|省政府|市委|局党委|局)(?:[\u4E00-\u9FFF]{0,6}?)(?:文件|通知|意见|规定|条例|印发的?)?(《[^《》\n]{2,60}》)|(《(?:中国共产党|中共中央|中共浙江省委|浙江省委)[^《》\n]{2,60}》)/
const CATEGORY = new RegExp(
  `(?:类别|类型|分类)(?:[:：]|为|是)?\\s?(${TRAINING_CATEGORIES.join('|')})|[(（](${TRAINING_CATEGORIES.join('|')})类?[)）]`,
)
const LEVELS: Readonly<Record<string, string>> = {
  中央: '中央',
  党中央: '中央',
  省委: '省委',
  省政府: '省委',
  局党委: '局',
  局: '局',
}

/** What a training was part of, said in passing (SCHEMA §3: category, campaign, document and its level). */
export function addExtras(record: Partial<TrainingMeaning>, text: string): void {
  const campaign = CAMPAIGN.exec(text)?.[1]
  if (campaign !== undefined) record.campaign = campaign.replace(/^(?:在|开展|参加|集中|学习|结合)+/, '')
  const document = DOCUMENT.exec(text)
  const title = document?.[2] ?? document?.[3]
  const level = document?.[1] === undefined ? (document?.[3]?.includes('省委') ? '省委' : '中央') : LEVELS[document[1]]
  if (title !== undefined && level !== undefined) Object.assign(record, { document: title, level })
  const category = CATEGORY.exec(text)
  const said = category?.[1] ?? category?.[2]
  if (said !== undefined) record.category = said
}
