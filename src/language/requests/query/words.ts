/** Words by which a question is known and told from a record. */

const WHO = '(?:谁|哪些(?:人|同志|党员)?|哪几(?:个|位)|哪(?:个|位)|几个人|多少人|有没有人|有人|名单)'
const NOT = '(?:没|未|缺口|不够|不足|不到|不满|差|缺|少|低于|欠|落|漏)'
/** 本月学时未到4个的同志, 还没谈的, 还有没交的吗: those who have not, without a question word. */
const THOSE_WITHOUT =
  '(?:没|未|不够|不足|不到|不满|漏|欠|缺)[^。;；\\n]{0,14}的?(?:(?:人员?|同志|党员|名单|都有谁|有谁|是谁)(?:有|都有|是)?|的有?)(?:吗|呢|没有)?(?:名单)?(?:报|列|发|看|查|拉|说|念)?(?:一?下|出来|给我|我|吧)*[?？。!！\\s]*$'
const WHO_HAS_NOT = new RegExp(
  `${WHO}[^。;；\\n]{0,14}${NOT}|${NOT}[^。;；\\n,，]{0,8}${WHO}|还(?:差|缺|剩|有)(?:谁|哪)|还(?:要|得|该|需)(?:要)?(?:找|和|跟|与)(?:谁|哪)|${THOSE_WITHOUT}`,
)

const ASKED = new RegExp(
  `[?？]|吗(?=$|[\\s,，。!！])|谁|多少|(?<![多好])几[次个场条张份点位人节期堂件项回遍趟](?!的)|是几(?=$|[\\s。])|哪[些个位几]|什么|啥|有没有|是否|没(?:有)?(?=[\\s。!！]*$)|([交收缴开学谈讲办写记])没\\1|到几月|多久|多长时间|到哪(?:了|儿)|够不够|齐不齐|达标|查(?:一?下|询|查)?|统计|看(?:一?下|看)|列(?:出|一?下)|告诉我|汇总一下|进度|名单|次数|数量(?=$|[\\s。])|(?:台账|学时|课时|记录|材料|[年月]|季度|半年)的?缺口|查漏补缺|查缺补漏|缺项|(?<![\\d一二三四五六七八九十两半]个?\\s?)(?:学时|课时)(?:的?(?:情况|统计|明细|汇总|累计|数|完成情况))?[。\\s]*$|算(?:一?下|算|出)|标准和金额|^\\/?待办[。\\s]*$|${THOSE_WITHOUT}`,
)
/** What only a record has: how long, who was away, how many came. */
const RECORD_FACT =
  /共\s?\d+\s?张(?![^\n]*[?？吗几])|\d\s?(?:小时|分钟)|半小时|请假|缺席|应到|实到|全员参加|全体参加|主讲(?!过)|(?:昨天|今天|前天|上周[一二三四五六日天])[^?？吗谁几多]{0,24}(?:学习?了|谈了|开了|召开了|听了|看了)(?!几|多少|吗|没|[?？])|单\s?[\d一二两三四五六七八九十]{1,3}\s?张(?![^,，]*[?？吗几])|[:：].{0,20}(?:\d\s?元|元\s?[,，])/

/** Whether a text asks who has not done something. `open` has quoted titles hidden. */
export const asksWhoHasNot = (open: string): boolean => WHO_HAS_NOT.test(open)

/** Whether a text is a question at all; hours that are asked about are no duration of a record. */
export const isQuestion = (open: string): boolean =>
  ASKED.test(open) && !RECORD_FACT.test(open.replace(/\d+\s?个?(?:学时|课时)/g, ''))
