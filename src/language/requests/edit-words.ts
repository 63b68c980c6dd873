import { FIELD_NAMES } from './edit-fields.js'

/** Words by which a correction of an entry is known, and told from a record in which something is taken back. */

export const COMMAND =
  /^\/?(?:请|麻烦|帮我?)?(?:更正|修改|订正|纠正|改(?![成为到作至主变期时善进正天日口革造编选]))(?![成为到])(?:一?下)?[:：,，\s]*/
export const CHANGED =
  /改成|改为|改到|改作|改一?下|改\s?(?=[\d一二两三四五六七八九十半])|再?(?:加|补|添)(?:一?[个位名]|上)|补一?下|(?:部门|地点|形式|主讲|主持人?|记录人|题目|主题|对象|时长|日期|时间|期限)改(?![善进革造期天选编])|换成|换为|更新[成为]|更正|订正|修改|变更为|调整为|(?:写|记|填|打|录|弄|搞|输)(?:错|反)|不对|有误|错了|应该|应[是为]|其实是|不是.{1,16}是|是.{1,16}不是|补充|补一?个|加上|补上|添上|漏(?:了|记|写)|少(?:记|写)了|忘了?(?:记|写)/
/** The field or the verb that a change begins with. */
export const BEGINS_CHANGE = new RegExp(
  `^[\\s,，:：的里把将]*(?:(?:(?:赞成|同意|反对|弃权)票?数?|${FIELD_NAMES})(?:的)?(?:给|都|统一|也|也要|要)?(?:(?:写|记|填|打|录|弄|搞|输)(?:错|反|成)|不对|有误|错了|应该?是|应[为改]|其实是|改成|改为|改到|改作|换成|换为|更正为|调整为|变更为|修改为|不是)|(?:应该?)?(?:改成|改为|更正为|调整为|变更为)|(?:再)?(?:补充|补上|补[一个]|加上|添上|漏了|漏记|少记|忘了?[记写]))`,
)
const AN_ENTRY =
  /(?:刚才|刚刚|上一?|最后|最近|前面|那|这|昨天|前天|今天|我记|记|\d日|\d号|[日号天])的?(?:那|这)?一?[条笔张份]|(?:记|录|登记)的(?:那|这)?|(?:那|这)[次场个]|\d{4}-[\u4E00-\u9FFF]-\d{1,5}/
/** 把…改成…, the thing to change named by kind: 把11月20号的培训地点改成二楼会议室. */
const PUT = /(?:^|[\s,，])(?:把|将).{1,40}?(?:改成|改为|改到|改一下|换成|更新[成为]|调[到成为至]|更正为|调整为|变更为)/
/** 党员大会记录人写错了，是李淑贤: nobody corrects himself so within a record. */
const MISWRITTEN = new RegExp(`^[^\\n]{0,24}?(?:${FIELD_NAMES})(?:的)?(?:写|记|填|打|录|弄|搞)错`)
const NO_RECORD_BEFORE = /小时|分钟|全员|全体|参加/
/** 我刚才记错日子了，应该是前天. */
export const WRONG_FIRST =
  /(?:我)?(刚才|刚刚)?(?:我)?(?:把)?(?:写|记|填|弄|搞|打)错了?(日子|日期|时间|地点|时长|人数|主讲人?|题目|主题|对象|记录人|主持人)了?/
const COMPLETED = new RegExp(`^补充(?:一下)?[:：,，\\s]\\s?(?=${FIELD_NAMES})`)
/** 主讲人写错了，是…; 时长改成2小时: a field named first, and nothing of an entry. */
const FIELD_WRONG = new RegExp(
  `^(?:把|将)?(?:${FIELD_NAMES})(?:的)?(?:给)?(?:(?:写|记|填|打|录|弄|搞|输)(?:错|反)|不对|有误|错了|应该?是|应为|其实是|改成|改为|换成|更正为|不是)`,
)
/** 刚才那条李响请假了. */
export const ATTENDED =
  /^(?:刚才|刚刚|上一?[条笔]|刚记的)(?:我)?(?:记|录|写)?的?(?:那|这)?一?[条笔]?(?:里)?[,，:：\s]*\S{2,8}?(?:其实|也)?(?:请假|没来|没参加|缺席|参加了|来了|到了)/
/** 4月8日主题党日的题目改为…: an entry by its day and kind, and its field. */
const FIELD_OF_ENTRY = new RegExp(
  `^(?:请|麻烦|帮我?)?(?:把|将)?[^,，。;；\\n]{2,24}?(?:党日|大会|支委会|小组会|生活会|谈话|谈心|党课|讲座|学习|培训|活动|自学|慰问|观影|[单条])(?:那[次场条张])?的?(?:${FIELD_NAMES})(?:统一|都|给)?(?:改成|改为|改到|换成|更正为|调整为|变更为|应为|应该是)`,
)
/** 3月10日党员大会补充：…: what is added to an entry named by day and kind. */
const ENTRY_COMPLETED =
  /^(?:把)?[^,，。;；:：\n]{2,20}(?:党日|大会|支委会|小组会|生活会|谈话|谈心|党课|讲座|学习|培训|活动|慰问|[单条])(?:那[次场条张])?(?:再)?补充(?:一?下|一条)?[:：,，\s]/
/** 刚刚那个志愿服务时长是4小时: of an entry just made. */
const FIELD_IS = new RegExp(
  `^(?:刚才|刚刚|刚|上一?)(?:记|录|写|发|登记)?的?(?:那|这)?一?[条笔个次张][^,，。;；\\n]{0,8}?(?:${FIELD_NAMES})(?:是|为|[:：])`,
)
/** A correction of the last entry that needs no other word: 不对，是3月6号. */
const OBJECTION = /^(?:不对|错了|写错了|记错了|打错了|说错了|不是的)[,，。!！\s]*(?:应该?)?(?:是|改成|为)/
const RECORD =
  /(?:学习|培训|谈心|谈话|谈了|党日|党员大会|支委会|讲座|党课|自学|慰问|活动).{0,60}(?:不对|说错|口误|写错|打错|更正|改一?下[,，\s]?是)/
/** 别改; but 类别改成廉政谈话 names a field. */
export const NO_EDIT =
  /(?:怎么|如何|咋|能不能|可以|能否|可否)(?:再)?(?:改|更正|修改)|(?:更正|修改|改)的?(?:格式|写法|命令|说法)|[?？]$|(?:不要|(?<![类级区特性识分辨])别|不用|不)改/

/** Whether a text asks for an entry to be changed; 不对，是6号 inside a record is the speaker's own correction. */
export function isEdit(open: string): boolean {
  if (ATTENDED.test(open)) return true
  if (FIELD_IS.test(open) || ENTRY_COMPLETED.test(open)) return !/[?？]|吗|多少/.test(open)
  // 还有啥台账没补上 asks.
  if (/什么|啥|哪[些几个项]|[?？]|吗$/.test(open) && !COMMAND.test(open)) return false
  if (!CHANGED.test(open) && !COMMAND.test(open)) return false
  if (MISWRITTEN.test(open) && !NO_RECORD_BEFORE.test(open)) return true
  if (RECORD.test(open) && !AN_ENTRY.test(open)) return false
  return (
    COMMAND.test(open) ||
    AN_ENTRY.test(open) ||
    PUT.test(open) ||
    OBJECTION.test(open) ||
    FIELD_WRONG.test(open) ||
    COMPLETED.test(open) ||
    (FIELD_OF_ENTRY.test(open) && !NO_RECORD_BEFORE.test(open)) ||
    /^(?:请|帮我?)?(?:改成|改为|改作|更正为)/.test(open) ||
    /^(?:刚才|刚刚|上一?[条笔])/.test(open)
  )
}

/** 不是半天，是一整天，刚记的那个改下: the entry behind what is to change. */
const ENTRY_LAST =
  /^([^\n]{2,40}?)[,，。\s]+(?:把|将|我)*((?:刚才?|刚刚|上|最后|最近)(?:我)?(?:记|录|写|发|登记)?的?(?:那|这)?一?[个条笔])(?:给|帮)?(?:我)?(?:改|更正|修改)(?:一?下|下|掉|过来)?[。.!！\s]*$/

/** 我刚才记错日子了 as 刚才日子写错了: the entry and the field first, as everywhere else. */
export const fieldFirst = (text: string): string =>
  text
    .replace(WRONG_FIRST, '$1$2写错了')
    .replace(ENTRY_LAST, (_all, what: string, entry: string) => `${entry.replace(/个$/, '条')} ${what}`)
