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

/** 给5名新员工讲…: the preposition stays for the rule of lectures. */
const LECTURED_TO = new RegExp(
  `(?<=给|为|向|带着?|组织)(?:新?入职的?|新来的?|本部门的?|部门的?)?${N}\\s?(?:个|名|位)((?:新|老)?(?:入职)?(?:的)?(?:员工|学员|质管员|服务员|会务员|新人|实习生|职工|同事))(?=讲|上|做|作|开|宣讲|培训|授课|学)`,
)

/** 听的是前厅部的6个人. */
const HEARD_BY = new RegExp(
  `(?<=^|[\\s,，。;；\\uE001])(?:来)?听(?:课|讲)?的(?:是|有|为)?([\\u4E00-\\u9FFF]{2,8}?)的?(?:共)?\\s?${N}\\s?(?:个人|人|名|位)(?:员工|同事)?`,
)
/** 全体员工126人: more than the branch has, so it is the house. */
const STAFF_COUNT = new RegExp(
  `((?:中心|会堂|单位|部门)?(?:全体|全员)(?:干部)?(?:员工|职工))(?:共|共计|等)?\\s?${N}\\s?(?:余|多)?(?:个人|人|名|位)(?:都|均|全部)?(?:参加|听课|参训|到会|聆听)?`,
)

/** An audience that is not the branch, and how many they were; claimed. */
export function takeAudience(scan: Scan, branch: number): { audience: string; count: number } | undefined {
  const heard = scan.take(HEARD_BY)
  const heads = heard && parseNumber(heard.groups[1] as string)
  if (heard && heads !== undefined) return { audience: heard.groups[0] as string, count: heads }
  const staff = scan.first(STAFF_COUNT)
  const all = staff && parseNumber(staff.groups[1] as string)
  if (staff && all !== undefined && all > branch) {
    scan.claim(staff)
    return { audience: staff.groups[0] as string, count: all }
  }
  const lectured = scan.first(LECTURED_TO)
  if (lectured) scan.claim({ start: lectured.start, end: lectured.end - (lectured.groups[1] as string).length })
  const named = lectured ? undefined : scan.take(AUDIENCE_COUNT)
  const counted = lectured ?? scan.take(COUNT_AUDIENCE)
  const [audience, count] = named ? named.groups : [...(counted?.groups ?? [])].reverse()
  const value = count === undefined ? undefined : parseNumber(count)
  return audience === undefined || value === undefined ? undefined : { audience, count: value }
}

const CAMPAIGN = /[“"]?([\u4E00-\u9FFF]{2,16}(?:学习教育|主题教育|教育实践活动))[”"]?/
const DOCUMENT =
  /(中央|党中央|省委|省政府|市委|局党委|局)(?:[\u4E00-\u9FFF]{0,6}?)(?:文件|通知|意见|规定|条例|印发的?)?(《[^《》\n]{2,60}》)|(《(?:中国共产党|中共中央|中共浙江省委|浙江省委)[^《》\n]{2,60}》)/
const CATEGORY = new RegExp(
  `(?:类别|类型|分类)(?:[:：]|为|是)?\\s?(${TRAINING_CATEGORIES.join('|')})|[(（](${TRAINING_CATEGORIES.join('|')})类?[)）]`,
)
const ISSUED_BY =
  /^(中央|党中央|省委|省政府|局党委)[\u4E00-\u9FFF]{0,16}(?:文件|通报|通知|意见|规定|条例|办法|方案|决定)/
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
  if (campaign !== undefined)
    record.campaign = campaign.replace(
      /^(?:[年月日号周]|上午|下午|晚上|中午|今天|昨天|前天|支部|全体|党员|在|开展|参加|集中|学习|结合)+/,
      '',
    )
  const document = DOCUMENT.exec(text)
  const title = document?.[2] ?? document?.[3]
  const level = document?.[1] === undefined ? (document?.[3]?.includes('省委') ? '省委' : '中央') : LEVELS[document[1]]
  if (title !== undefined && level !== undefined) Object.assign(record, { document: title, level })
  // 内容：省委办公厅作风建设通报: a document without its title in brackets.
  const issued = title === undefined ? ISSUED_BY.exec(record.topic ?? '')?.[1] : undefined
  if (issued !== undefined && LEVELS[issued] !== undefined) record.level = LEVELS[issued]
  const category = CATEGORY.exec(text)
  const said = category?.[1] ?? category?.[2]
  if (said !== undefined) record.category = said
}
