import type { Scan } from './scan.js'

/** Fields that people write as a form: 时间：… 地点：… 内容：… */
export type LabelField =
  | 'when'
  | 'place'
  | 'topic'
  | 'lecturer'
  | 'host'
  | 'recorder'
  | 'attendees'
  | 'form'
  | 'note'
  | 'resolution'
  | 'talker'
  | 'partner'
  | 'problem'
  | 'followup'
  | 'votes'

const SUBJECT = '(?:培训|学习|会议|谈话|活动|党日|讲座|党课|课程|主要|讨论|参观|影片)?'

/** Longer labels first within each field; a colon, 为 or 是 follows, or (for the fields marked so) nothing. */
const LABELS: readonly { field: LabelField; words: string; bare?: boolean }[] = [
  { field: 'when', words: `${SUBJECT}(?:时间|日期)` },
  { field: 'place', words: `${SUBJECT}(?:地点|地址|场所|场地)`, bare: true },
  {
    field: 'lecturer',
    words:
      '主讲(?:人|老师|教师|嘉宾|者)|(?:授课|培训)(?:讲师|老师|教师)(?!讲|说|普通话|真|很|太|特别|人)|授课[人者]|宣讲[人员]|报告人|讲[座课]人|解读人|分享人|领[学读]人|带教(?:人|老师|师傅)|主讲|讲师',
    bare: true,
  },
  { field: 'lecturer', words: '(?:授课|培训)?(?:老师|教师)|授课' },
  { field: 'host', words: '(?:会议)?主持人?|召集人', bare: true },
  { field: 'recorder', words: '(?:会议)?记录(?:人|员)|记录者', bare: true },
  // 记录： alone is also the bot's order to record, so a name must follow.
  { field: 'recorder', words: '记录(?=[:：]\\s?[\\u4E00-\\u9FFF]{2,4}(?:[\\s,，。;；]|$))' },
  {
    field: 'attendees',
    words:
      '(?:参加|参会|出席|参训|参与|参学|受训|到会|学习|与会|培训)(?:人员|对象|党员|同志|的?人|者)|人员(?=[:：])|(?:参加|参会|出席|到会|到场|在场|来|去)的(?:有|同志|党员)?(?=[:：])|出席|参加|参会|到会|到场',
  },
  { field: 'form', words: '(?:培训|学习|活动)?(?:形式|方式)' },
  { field: 'form', words: '形式(?=\\s?(?:集中|线上|网上|自学|外出|专题|主题影片|观影|微党课|研讨|业务))', bare: true },
  { field: 'note', words: '备注|说明|附注' },
  { field: 'resolution', words: '决议|会议决议|决议事项|会议结果|结论|决定' },
  { field: 'partner', words: '谈话对象|被谈话人|被谈话对象|谈心对象', bare: true },
  { field: 'partner', words: '对象', bare: true },
  { field: 'partner', words: '听众|受众|听课(?:人员|对象)?|受训(?:人员|对象)?|参训|面向' },
  { field: 'talker', words: '(?<!被)谈话人|谈心人|主谈人', bare: true },
  { field: 'problem', words: '(?:反映|存在|发现|主要|具体)?(?:的)?问题(?:描述|内容|说明|简述|摘要)?' },
  { field: 'followup', words: '后续|下一步|跟进(?:事项)?|整改措施|措施|待办' },
  { field: 'votes', words: '表决(?:结果|情况)?|投票(?:结果)?' },
  {
    field: 'topic',
    words: `${SUBJECT}(?:内容(?!丰富|很|挺|较|比较|特别|太|真|蛮|有点|还|多|详实|充实|不错)|题目|课题|议题|议程|标题|片名|主题(?!党日|影片|教育|党课|班|团日))|事由|题为|片名`,
    bare: true,
  },
]

const CONNECT = '\\s?(?:[:：]|为[:：]?|是[:：]?|定为|叫做?|改[叫为成])\\s?'

const PATTERNS = LABELS.map(({ field, words, bare }) => ({
  field,
  pattern: new RegExp(
    `(?<=^|[\\s,，。;；:：、(（【\\[\\n\\uE001])(?:${words})(?:${CONNECT}${bare ? `|\\s?(?=[^\\s,，。;；、的了过员室会]|会[堂务场展])${field === 'place' ? '|\\s?(?=会议[室厅中])' : ''}${field === 'topic' ? '|\\s?(?=会议?[\\u4E00-\\u9FFF])|\\s(?=会)' : ''}` : ''})`,
    'g',
  ),
}))
/** The few that may stand directly behind other words, when a colon leaves no doubt. */
const GLUED = LABELS.filter(({ field }) => field !== 'attendees').map(({ field, words }) => ({
  field,
  pattern: new RegExp(
    field === 'host' || field === 'recorder'
      ? `(?:${words})(?:[:：]|是|为)\\s?`
      : field === 'topic'
        ? `(?:${words})[:：]\\s?|(?<!学习|培训)(?:主题|题目)是\\s?|(?:题目|片名|课题)(?:改叫|改为|改成|叫做?)\\s?`
        : `(?:${words})[:：]\\s?`,
    'g',
  ),
}))

export interface Label {
  field: LabelField
  start: number
  /** Where its value begins. */
  valueAt: number
}

/** Labels in order of appearance; only their words are claimed, not the values. */
export function findLabels(scan: Scan): Label[] {
  const labels: Label[] = []
  for (const { field, pattern } of [...PATTERNS, ...GLUED]) {
    for (const found of scan.takeAll(pattern)) labels.push({ field, start: found.start, valueAt: found.end })
  }
  return labels.sort((a, b) => a.start - b.start)
}

const LINE_END = /[\n]/
const CLAUSE_END = /[\n,，。;；]/
/** In one line a blank also ends a subject: 题目：青年党员的初心 20分钟. */
const TOPIC_END = /[\n,，。;；]|(?<=\S) (?!\d{1,2}[.、)）](?!\d)|[(（]\d[)）]|[一二三四五]、)/

/** A blank ends a place as well, unless what follows is a room of it: 地点：行政楼 三楼会议室. */
const PLACE_END = /[\n,，。;；]|(?<=\S) (?!\S{0,8}(?:室|厅|楼|馆|堂|中心)(?=[\s,，。;；]|$))/

const hidden = (text: string): string => '\uE000'.repeat(text.length)

/** Where a label's value ends: at the next label, at the line's end in the form layout, else at the clause's end. */
export function valueEnd(text: string, labels: readonly Label[], index: number): number {
  const label = labels[index] as Label
  const next = labels[index + 1]?.start ?? text.length
  const value = text.slice(label.valueAt, next)
  const wide = LINE_END.test(text) && /(?:^|\n)\s*$/.test(text.slice(0, label.start))
  // A formula has blanks of its own: =cmd|'/c calc'!A1.
  const formula = label.field === 'topic' && /^[=+@-]/.test(value)
  const narrow = formula
    ? CLAUSE_END
    : label.field === 'topic'
      ? TOPIC_END
      : label.field === 'place'
        ? PLACE_END
        : CLAUSE_END
  // A comma between a formula's brackets is its own: =SUM(1,2); so is a blank between quotes: 主题"学思想 强党性".
  const own = (formula ? value.replace(/\([^()]{0,40}\)/g, hidden) : value).replace(/^["“][^"”\n]{1,40}["”]/, hidden)
  const stop = own.search(wide ? LINE_END : narrow)
  const more = stop > 0 && label.field === 'topic' && !wide ? secondHalf(own.slice(0, stop), own.slice(stop)) : 0
  return stop < 0 ? next : label.valueAt + stop + more
}

/** 题目：牢记初心使命，走好新的赶考之路: how long the second half of a slogan is, its comma included. */
function secondHalf(first: string, rest: string): number {
  const second = SECOND_HALF.exec(rest)?.[0] ?? ''
  const alike = Math.abs([...first].length - [...second].length + 1) <= 3
  return alike && /^[\u4E00-\u9FFF]{4,12}$/.test(first) && !NO_SLOGAN.test(second) ? second.length : 0
}
const SECOND_HALF =
  /^[,，]\s?(?:走好|奋进|奋斗|奋发|争[当做创]|勇[当担毅攀]|敢[于为]|做[好新一合表]|践行|坚[定守持]|弘扬|传承|赓续|筑牢|凝[聚心]|推[动进]|促进|共[建筑创谋话赴迎]|建[设功]|永[远葆跟]|强[化国]|担[当起负]|铸[就牢魂]|感[悟受党恩]|汲取|不[忘负断]|激[发扬]|提[升振]|开[创拓启]|谱写|再[创启]|守[护好住正]|牢[记固]|砥砺|扬帆|献礼|服务|助力|践|绽放|书写|勠力|携手|笃行|实干|锤炼|淬炼|展现|续写|启航|创)[\u4E00-\u9FFF]{1,11}(?=$|[,，。;；])/
const NO_SLOGAN = /主讲|主持|记录|参加|地点|时间|全[员体]|人|请假|会议?室|分钟|小时|学时|我|支部|大家$/
