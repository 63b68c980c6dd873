/** The fields that a person names when he corrects an entry, by SCHEMA name; `when` is a date or a time of day. */
export type EditField =
  | 'when'
  | 'minutes'
  | 'credit_hours'
  | 'place'
  | 'lecturer'
  | 'host'
  | 'recorder'
  | 'talker'
  | 'partner'
  | 'owner'
  | 'occasion'
  | 'topic'
  | 'expected'
  | 'actual'
  | 'count'
  | 'form'
  | 'kind'
  | 'department'
  | 'note'
  | 'resolution'
  | 'problem'
  | 'measure'
  | 'due_to'
  | 'closed_on'
  | 'prize'
  | 'post'
  | 'attendees'
  | 'absent'
  | 'votes'
  | 'money'
  | 'total'
  | 'start'
  | 'end'
  | 'end_date'
  | 'month'
  | 'audience'
  | 'speciality'
  | 'winners'
  | 'year'

/** Longer words first where one begins with another. */
const FIELDS: readonly (readonly [EditField, string])[] = [
  ['due_to', '整改期限|整改时限|完成时限|完成期限|截止日期|截止时间|期限|时限|限期'],
  ['closed_on', '销号(?:日期|时间)|办结(?:日期|时间)|整改完成(?:日期|时间|日子)'],
  ['minutes', '(?:培训|学习|谈话|会议|活动)?(?:时长|时间长度|时数|分钟数)'],
  ['end_date', '结束(?:日期|日子|那天)|返程(?:日期|时间)'],
  ['start', '(?:会议|活动|培训|学习|谈话)?(?:开始|起始|开会|开场)的?(?:时间|钟点|点)'],
  ['end', '(?:会议|活动|培训|学习|谈话)?(?:结束|散会|散场)的?(?:时间|钟点|点)'],
  ['month', '(?:党费)?(?:所属)?月份'],
  ['audience', '(?:听课|授课|培训|受训|听讲)对象|听众|受众'],
  ['speciality', '(?:个人|业务)?(?:专长|特长)'],
  ['credit_hours', '(?<!自)学时(?!长)数?'],
  ['year', '年份|年度(?=写|填|搞|弄|错|改|应|是|[:：]|不对|有误)'],
  [
    'when',
    '时间跨度|起止(?:时间|日期)|(?:培训|学习|谈话|会议|活动|举办|召开|开始|结束|开单|开具|检查|发生)?(?:日期|时间|日子)',
  ],
  ['place', '(?:培训|学习|谈话|会议|活动)?(?:地点|地址|场所|场地|地方(?!台))'],
  [
    'lecturer',
    '主讲(?:人|老师|嘉宾)?|(?:讲课|授课|上课)的老师(?:的?(?:姓名|名字))?|讲师|授课(?:人|老师|教师)|报告人|宣讲人|领学人|(?:讲|上)课的?人|讲的人|讲课老师|老师(?:的?(?:名字|姓名))?(?=写|填|错|改|应|是|[:：]|不对|有误)',
  ],
  ['host', '主持人?|召集人'],
  ['recorder', '记录人员?|记录者|记录员'],
  ['partner', '谈话对象|谈心对象|被谈话人|(?:谈话?|聊)的(?:人|对象|同志)|对方(?=是|应|写|不是|不对|填|错)|对象'],
  ['talker', '谈话人|谈心人'],
  ['occasion', '谈(?:心谈)?话时机|谈心时机|时机'],
  ['owner', '责任人|负责人|整改人'],
  [
    'topic',
    '(?:培训|学习|会议|谈话|活动)?(?:题目|主题(?!党日|影片)|内容|议题|标题|片名|片子(?=叫|是|应|名)|(?<!党)课题|名称)',
  ],
  ['expected', '应到(?:的)?(?:人数)?'],
  ['winners', '获奖(?:的|人员?|者|同志|的?人)(?=是|为|改|漏|写|应|有|[:：])'],
  [
    'actual',
    '(?:参加|参会|来|到|到会|出席)的(?=(?:是|有)?\\s?[\\d一二两三四五六七八九十]{1,3}\\s?(?:个|位|名)?人)|(?:实到|到会|参会|参加|出席|参训|到场)(?:的)?人数|实到|实际(?:的)?人数|人头(?:数|的数)?|人数',
  ],
  ['form', '(?:培训|学习|活动)?(?:形式|方式)'],
  ['kind', '(?:会议|谈话|活动|单子?)?(?:类型|类别|种类)'],
  ['department', '(?:责任|被查|受检|所在)?部门'],
  ['note', '备注|说明'],
  ['resolution', '会议决议|决议|会议结果'],
  ['measure', '整改措施|措施'],
  [
    'problem',
    '(?<!请假|请假的|缺席|缺席的)事由(?=应|写|改|是|记|填|错|不对|[:：])|问题(?=[那这]一?[栏项块]|改(?!由)|写|应|不对|有误|描述|是|:)(?:描述)?',
  ],
  ['prize', '奖项|奖次|名次'],
  ['post', '岗位'],
  ['attendees', '(?:参加|参会|出席|到会|参训)(?:的)?(?:人员|名单|人)|人员|名单'],
  ['absent', '(?:请假|缺席|未到)(?:的)?(?:人员|名单|人)?'],
  [
    'votes',
    '(?=(?:赞成|同意|反对|弃权)(?:票|数|的)*\\s?(?:改|多|少|漏|应|是|为|[:：]|写|记|填|错|不对|有误|\\d|[一二三四五六七八九十零〇]))|表决(?:结果|情况)?|票数',
  ],
  ['total', '合计(?:金额)?|总(?:的)?金额|总额|总数|总计|总共(?=应|写|记|是|不对|错)'],
  ['money', '(?:党费|捐款|交费)?(?:金额|钱数|数额)'],
  ['count', '张数|份数|数量'],
]

const KIND_PREFIX = /\(\?:[^()]*\)\?/g

const START = FIELDS.map(([field, words]) => ({ field, pattern: new RegExp(`^(?:${words})`) }))
/** Any name of a field, as a pattern. */
export const FIELD_NAMES = FIELDS.map(([, words]) => `(?:${words})`).join('|')
/** 培训 of 培训地点 may be the entry's name (把3月5日的培训地点改成…), so it stays outside. */
const ANYWHERE = new RegExp(FIELDS.map(([, words]) => `(?:${words.replace(KIND_PREFIX, '')})`).join('|'))

/** The field whose name stands at the beginning of a text, and how long the name is. */
export function fieldAt(text: string): { field: EditField; length: number } | undefined {
  for (const { field, pattern } of START) {
    const match = pattern.exec(text)
    if (match) return { field, length: match[0].length }
  }
  return undefined
}

/** Where the first name of a field stands in a text, or -1. */
export const firstField = (text: string): number => text.search(ANYWHERE)
