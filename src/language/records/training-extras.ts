import { TRAINING_CATEGORIES } from '../../core/entry.js'
import type { TrainingMeaning } from '../../core/meaning.js'
import { NUMBER, parseNumber } from '../chinese-numerals.js'
import { type Facts, zoneOf, zoneText } from '../facts.js'
import { membersIn } from '../people/find-person.js'
import type { Scan } from '../scan.js'

/** What a training may say beside its subject: who heard it, what it was part of (SCHEMA §3 `training`). */

const N = NUMBER.replace('(?:', '(')
/** 质管员18人, 新员工9人, 8个新人: an audience of its own and how many they were. */
const AUDIENCE_COUNT = new RegExp(
  `(?<=^|[\\s,，。;；:：\\uE001])(?:参加人员|参加|听课|对象|面向)?[:：]?((?!全体)[\\u4E00-\\u9FFF]{0,6}(?:新员工|质管员|服务员|会务员|讲解员|志愿者|实习生|新人|(?<!党|成|全|官)员工|职工|班组长|领班|保安|保洁|前台|后厨|前厅|(?<=[\\u4E00-\\u9FFF])(?<![支全干])部|(?<=安)队|会务组))(?:共|等|一共|来了|到了|去了)?\\s?${N}\\s?(?:个人|人|名|位)(?:参加|听课?|参训)?`,
)
const COUNT_AUDIENCE = new RegExp(
  `(?<=^|[\\s,，。;；:：\\uE001])(?:一?共|有|来?听(?:课|讲)?的(?:共|有|是)?|听众(?:有|是)?)?(?:新?入职的?|新来的?|新招的?|部门的?)?${N}\\s?(?:个|名|位)((?:新|老)?(?:员工|质管员|服务员|会务员|新人|新同事|实习生|职工|大学生|小姑娘|小伙子?|小年轻|年轻人|队员|学员|骨干|班组长|领班|主管))(?:参加|听课|参训)?(?=$|[\\s,，。;；\\uE001]|上了?|听了?|参加)`,
)

/** 给5名新员工讲…: the preposition stays for the rule of lectures. */
const LECTURED_TO = new RegExp(
  `(?<=给|为|向|带着?|组织)(?:新?入职的?|新来的?|本部门的?|部门的?)?${N}\\s?(?:个|名|位)((?:新|老)?(?:入职)?(?:的)?(?:员工|学员|质管员|服务员|会务员|新人|实习生|职工|同事))(?=讲|上|做|作|开|宣讲|培训|授课|学)|(?<=给|为|向)(?:新?入职的?|新来的?|新招的?|本部门的?|部门的?|我们的?|[\\u4E00-\\u9FFF]{2,5}的)?${N}\\s?(?:个|名|位)((?!党员|同志|老党员|困难)[\\u4E00-\\u9FFF]{2,6}?)(?=们?(?:讲|上|做|授课|培训))`,
)

/** 听的是前厅部的6个人. */
const HEARD_BY = new RegExp(
  `(?<=^|[\\s,，。;；\\uE001])(?:来)?听(?:课|讲)?的(?:是|有|为)?([\\u4E00-\\u9FFF]{2,8}?)的?(?:共)?\\s?${N}\\s?(?:个人|人|名|位)(?:员工|同事)?`,
)
/** 听的是各部门文员: how many they were is said elsewhere, if at all. */
const HEARD_BY_WHOM =
  /(?<=^|[\s,，。;；\uE001])(?:(?:(?:来)?听(?:课|讲)?|参训|受训)的(?:人|同事)?(?:是|有|为|都是)([\u4E00-\u9FFF]{2,10}?)|(?:面向|面对|针对)([\u4E00-\u9FFF]{0,8}(?:员工|质管员|服务员|会务员|讲解员|志愿者|实习生|新人|同事|人员|骨干|保安|保洁|学员|队员|班组)))(?=$|[\s,，。;；\uE000\uE001]|一?共?\s?\d)/
/** 全体员工126人: more than the branch has, so it is the house. */
const STAFF_COUNT = new RegExp(
  `((?:中心|会堂|单位|部门)?(?:全体|全员)(?:干部)?(?:员工|职工))(?:共|共计|等)?\\s?${N}\\s?(?:余|多)?(?:个人|人|名|位)(?:都|均|全部)?(?:参加|听课|参训|到会|聆听)?`,
)

/** 新来6人都到了: all of the new ones, not of the branch. */
const NEWCOMERS = new RegExp(
  `(?<=^|[\\s,，。;；:：\\uE001])(?:新来|新入职|新招|新进|新到)的?(?:共|一共)?\\s?${N}\\s?(?:个人|人|名|位)(?:全部|全|都|均)?(?:到齐|到场|到|来|参加|听课?)?了?(?=$|[\\s,，。;；\\uE001])`,
)

/** An audience that is not the branch, and how many they were; claimed. */
export function takeAudience(scan: Scan, branch: number): { audience: string; count?: number } | undefined {
  const heard = scan.take(HEARD_BY)
  const heads = heard && parseNumber(heard.groups[1] as string)
  if (heard && heads !== undefined) return { audience: heard.groups[0] as string, count: heads }
  const newcomers = scan.take(NEWCOMERS)
  const fresh = newcomers && parseNumber(newcomers.groups[0] as string)
  if (newcomers && fresh !== undefined) return { audience: '新员工', count: fresh }
  const staff = scan.first(STAFF_COUNT)
  const all = staff && parseNumber(staff.groups[1] as string)
  if (staff && all !== undefined && all > branch) {
    scan.claim(staff)
    return { audience: staff.groups[0] as string, count: all }
  }
  const lectured = scan.first(LECTURED_TO)
  const listeners = (lectured?.groups[1] ?? lectured?.groups[3] ?? '').length
  if (lectured) scan.claim({ start: lectured.start, end: lectured.end - listeners })
  const named = lectured ? undefined : scan.take(AUDIENCE_COUNT)
  const counted = lectured ?? scan.take(COUNT_AUDIENCE)
  const [audience, count] = named ? named.groups : [...(counted?.groups ?? [])].filter(Boolean).reverse()
  const value = count === undefined ? undefined : parseNumber(count)
  if (audience !== undefined && value !== undefined) return { audience, count: value }
  const whom = scan.take(HEARD_BY_WHOM)?.groups.find(Boolean)
  return whom === undefined ? undefined : { audience: whom }
}

/** 对象：新员工, 听众：质管员18人: to whom it was given, when it names no member. */
export function labelledAudience(facts: Facts): { audience: string; count?: number } | undefined {
  const whole = zoneOf(facts, 'partner')
  // 对象保洁班组 垃圾分类 30分钟: a blank ends it.
  const blank = whole && facts.scan.text.slice(whole.start, whole.end).search(/(?<=[\u4E00-\u9FFF]) (?!\d)/)
  const zone = whole && blank !== undefined && blank > 0 ? { ...whole, end: whole.start + blank } : whole
  const text = zone && zoneText(facts.scan, zone)
  if (!zone || text === undefined || text === '' || membersIn(text, facts.names).length > 0) return undefined
  const said = COUNTED_AUDIENCE.exec(text)
  const [, before, audience = '', behind] = said ?? []
  const count = parseNumber(before ?? behind ?? '')
  if (!AUDIENCE.test(audience)) return undefined
  facts.scan.claim(zone)
  return count === undefined ? { audience } : { audience, count }
}
const COUNTED_AUDIENCE = new RegExp(
  `^(?:${N}\\s?(?:个|名|位))?([\\u4E00-\\u9FFF]+?)(?:共|等)?(?:${N}\\s?(?:个人|人|名|位))?$`,
)
const AUDIENCE =
  /^[\u4E00-\u9FFF]{0,10}(?:员工|职工|新人|服务员|质管员|会务员|讲解员|志愿者|实习生|同事|人员|(?<![党全成])员|骨干|班组长?|主管|领班|保安|保洁|学员|队员|文员|客户|单位|医院|学校|酒店|中心|(?<![支全])部|科|处|[一二三四五六班小]组|大?队)$/

/** 专长是茶艺, 擅长公文写作, （专长：插花）: what the lecturer is good at (domain.md P6). */
const SPECIALITY =
  /(?<=^|[\s,，。;；(（\uE001])(?:(?:他|她|本人|我)(?:的)?)?(?:个人|业务)?(?:专长|特长|强项|拿手的?)(?:[:：]|就?是|为|在于)\s?([\u4E00-\u9FFFA-Za-z]{2,12})(?=$|[\s,，。;；)）\uE001])|(?<=^|[\s,，。;；(（\uE001])(?:他|她)?(?:最)?擅长(?:的是)?([\u4E00-\u9FFFA-Za-z]{2,12})(?=$|[\s,，。;；)）\uE001])/

/** What the lecturer is good at; claimed, so that it is neither the subject nor left over. */
export function takeSpeciality(scan: Scan): string | undefined {
  const found = scan.take(SPECIALITY)
  return found?.groups[0] ?? found?.groups[1]
}

const CAMPAIGN = /[“"]?([\u4E00-\u9FFF]{2,16}(?:学习教育|主题教育|教育实践活动))[”"]?/
const DOCUMENT =
  /(中央|党中央|省委|省政府|市委|局党委|局)(?:[\u4E00-\u9FFF]{0,6}?)(?:文件|通知|意见|规定|条例|印发的?)?(《[^《》\n]{2,60}》)|(《(?:中国共产党|中共中央|中共浙江省委|浙江省委)[^《》\n]{2,60}》)/
const CATEGORY = new RegExp(
  `(?:类别|类型|分类|属于?|归[到入]?|算是?)(?:[:：]|为|是)?\\s?(${TRAINING_CATEGORIES.join('|')})|[(（](${TRAINING_CATEGORIES.join('|')})类?[)）]|(?<=^|[\\s,，。;；日号午天])(${TRAINING_CATEGORIES.join('|')})(?:类|方面)?(?:的)?(?=$|[\\s,，。;；]|培训)`,
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
  const said = category?.slice(1).find((one) => one !== undefined)
  if (said !== undefined) record.category = said
}
