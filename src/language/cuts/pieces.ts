/** What every way of cutting shares. */

/** A pasted list has a line for each. */
export const MOST_PIECES = 20
export const OWN_DAY = /\d{1,2}月\d|\d{1,2}[./]\d{1,2}|\d{1,2}[日号]|周[一二三四五六日天]|星期|礼拜|[今昨前]天/
export const HEADING = /^([^:：\n]{2,30})[:：]\s?(.+)$/s
export const DEPARTMENT = /^(?!支部|全部|干部)[\u4E00-\u9FFF]{1,4}(?:部|科|中心|组|班|队)(?=\d|$|得|平均)/
export const NUMBERED =
  /(?:^|[\s,，;；。:：])(?:\d{1,2}[.、)）](?!\d)|(?<=\n)\d{1,2}、(?=\d)|[(（]\d{1,2}[)）]|[一二三四五六七八九十]{1,2}、|[一二三四五六七八九十]是)\s?/
/** 本周台账： says nothing that belongs to every item. */
export const EMPTY_HEADING =
  /^(?:请|帮我|补录|补登|补记|登记|记录|记一下|党?支部|本|上|这|周|月|季度|的|台账|汇总|会议|研讨会?|问题清单|活动|[两三四五六]项|工作|活动|情况|内容|清单|如下|[几两二三四五六七八九十\d]{1,2}(?:[条件项笔]|月份?|季度)|以下|20\d\d年|今年)*[:：]?$/
export const tidy = (piece: string): string =>
  piece
    .replace(/^\s*(?:\d{1,2}[.、)）:：](?!\d)|\d{1,2}、(?=\d{1,2}[月.])|[(（]\d{1,2}[)）]|[-*•·])\s*/, '')
    .replace(/^(?:另外|还有|然后|接着|再|又)[,，:]?/, '')
    .trim()
