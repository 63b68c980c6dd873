/** What every way of cutting shares. */

/** A pasted list has a line for each. */
export const MOST_PIECES = 20
export const OWN_DAY = /\d{1,2}月\d|\d{1,2}[./]\d{1,2}|\d{1,2}[日号]|周[一二三四五六日天]|星期|礼拜|[今昨前]天/
export const HEADING = /^([^:：\n。;；]{2,30})[:：]\s?(.+)$/s
export const DEPARTMENT =
  /^(?!支部|全部|干部)[\u4E00-\u9FFF]{1,4}(?:部|科|中心|组|班|队)(?=\d|[一二两三四五六七八九十]{1,2}张|$|得|平均)/
export const NUMBERED =
  /(?:^|[\s,，;；。:：])(?:\d{1,2}[.、](?!\d)|\d{1,2}[)）](?!\d{3})|(?<=\n)\d{1,2}、(?=\d)|[(（]\d{1,2}[)）]|[一二三四五六七八九十]{1,2}、|[一二三四五六七八九十]是)\s?/
const EMPTY_WORDS =
  '请|帮我|列了|补录|补登|补记|登记|记录|记一下|党?支部|本|上|这|周|月|季度|的|台账|汇总|会议|研讨会?|问题清单|活动|[两三四五六]项|工作|活动|情况|内容|清单|如下|[几两二三四五六七八九十\\d]{1,2}(?:[件桩]|个)事情?|有|汇报|报备|同步|跟你说|[几两二三四五六七八九十\\d]{1,2}(?:[条件项笔]|月份?|季度)|问题|以下|20\\d\\d年|今年|(?:研讨会?)?上?(?:又|一共|共)?(?:出来|梳理|列|提|查)?出?了?[两二三四五六七八九十\\d]{1,2}个?(?:问题|短板)|补|记|报|一起|一并|一块儿?|份|哈|啊|呀|年底|年初|月底|还有|没|漏|登|俩|一下|给|你|我|跟|说|事儿?|分开|都|了|共|[几两二三四五六七八九十\\d]{1,2}(?:样|桩|件|个|次|场)|上|周末|加班|补班|值班|[,，\\s]'
/** 本周台账： says nothing that belongs to every item. */
export const EMPTY_HEADING = new RegExp(`^(?:${EMPTY_WORDS})*[:：]?$`)
const ANY_EMPTY_WORD = new RegExp(`${EMPTY_WORDS}|[:：\\s]`, 'g')
const KIND =
  /^(?:(?:集中|线上|业务|政治理论|理论)?(?:培训|学习)|自学|党员大会|支委会|党小组会|组织生活会|主题影片|专题党课|人人都是培训师|研讨|微党课|党课|专题讲座|讲座|主题党日|党日|谈心谈话|谈心|谈话|志愿(?:者|服务)?|慰问|走访慰问|质量单|党费|荣誉|捐款)$/
/** 3月培训如下: all that it says of the items is their kind. Undefined when it says more, or nothing. */
export function kindOfHeading(head: string): string | undefined {
  const said = head.replace(ANY_EMPTY_WORD, '')
  return KIND.test(said) ? said : undefined
}
/** 主题党日两次：3.20看电影…: of this kind is whatever stands under it, also where it has a word of another. */
export const holdsForAll = (kind: string): boolean => /党日|志愿|捐款|荣誉/.test(kind)
export const tidy = (piece: string): string =>
  piece
    .replace(
      /^\s*(?:\d{1,2}[.、:：](?!\d)|\d{1,2}[)）](?!\d{3})|\d{1,2}、(?=\d{1,2}[月.])|[(（]\d{1,2}[)）]|[-*•·])\s*/,
      '',
    )
    .replace(/(?<=主持|记录|主讲|地点|题目|主题)也(?=[是在])/g, '')
    .replace(/也是(?=全体|全员|大家都|[\d一二两三四五六七八九十半]{1,3}(?:个?人|个?小时|分钟|学时))/, '')
    .replace(/[,，\s](?:人没变|人员?(?:不变|没变|照旧|同上)|还是(?:这|那)些人|原班人马|同上)(?=$|[,，。])/, '')
    .replace(
      /^(?:(?:另外|还有|顺便|顺带|然后|紧?接着|再|又|完了|完事后?|结束后|散?会后|课后|学后|随后|后来|之后|再一个|先是|首先|先(?=上午|下午|\d|[一二三四五六七八九十]{1,2}点))[,，:]?)+/,
      '',
    )
    .replace(/^(?:同一天|同一日|同天|同日|当天|当日|那天)的?[,，]?(?=[\u4E00-\u9FFF])/, '')
    .trim()
