/** 月底28号: the end of this month; not 上个月底, 3月底 or 底28楼. */
const MONTH_END_DAY = /(?<![上下\d一二三四五六七八九十个])(?:这个|本)?月底(?:的)?(?=((?:2\d|3[01])[日号]))/

/**
 * The text with 月底28号 told as 本月28号 where that day is not over yet: by itself it would be the latest past 28th, and
 * what is planned would become a record of last month.
 */
export function monthEndDay(text: string, today: string): string {
  const found = MONTH_END_DAY.exec(text)
  if (!found || Number.parseInt(found[1] as string, 10) < Number(today.slice(8))) return text
  return `${text.slice(0, found.index)}本月${text.slice(found.index + found[0].length)}`
}
