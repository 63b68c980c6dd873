/**
 * 七月台账：2号党员大会…，15号集中学习…: the month said once is that of the bare days behind it. Without this 2号 typed in
 * August would be August's (SCHEMA §1 "Dates").
 */
const MONTH_ALONE =
  /(?<=^|[\s,，。;；:：]|补[录记登写]|登记|记录|记一下|汇总|支部|我们|我部|部门)((?:(?:20\d\d年|去年|今年)的?)?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月|上上个?月|上个?月|本月|这个?月|当月|下下个?月|下个?月)份?(?!\s?[\d一二三四五六七八九十廿初底末中上下旬第最至到~-]|党费)的?/g
const BARE_DAY =
  /(?<![\d.月第周期号至到~/、和-]|\d日|星期|礼拜|本月|个月|上月|下月)(?=(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号](?!楼|线(?!上|下)|厅|会议|文|院|馆|门|车|室|令|机|台|公寓|桌|岗|包|贵宾|接待|位|员))/g
const ANY_MONTH = /月(?:\d|[一二三四五六七八九十廿初])|\d[./]\d{1,2}(?![\d.]|\s?(?:个?小时|元|块|学时|折|万))/
/** What the month is said of is another thing than the day: an entry looked for or changed, dues for a month. */
const OF_ANOTHER = /党费|改|更正|撤|删|作废|[?？]|吗$|查|多少|工作(?:要点|计划|重点|总结)|通报|简报/

/** The text with the month put before the bare days that follow it, and left out where it stood. */
export function spreadMonth(text: string): string {
  if (!/[日号]/.test(text) || !text.includes('月') || OF_ANOTHER.test(text)) return text
  const months = [...text.matchAll(MONTH_ALONE)]
  const [month] = months
  if (month === undefined || months.length > 1) return text
  const [head, behind] = [text.slice(0, month.index), text.slice(month.index + month[0].length)]
  // 三月台账：2号…；4月2日…: up to a day with a month of its own.
  const other = behind.search(ANY_MONTH)
  const own = other < 0 ? behind : behind.slice(0, other)
  const spread = own.replace(BARE_DAY, (month[1] as string).replace('的', ''))
  return ANY_MONTH.test(head) || spread === own ? text : `${head}${spread}${behind.slice(own.length)}`
}
