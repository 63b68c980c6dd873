/** 上周活动两项：周二…，周四…: the week said once is that of the bare weekdays behind it (SCHEMA §1 "Dates"). */
const WEEK_ALONE = /(上上个?|上个?|本|这个?|下下个?|下个?)(?:周|星期|礼拜)(?![一二三四五六天末年期1-7]|日(?!程|常))/g
const BARE_WEEKDAY =
  /(?<![上下本这每逢各一二两三四五六七八九十个]|上个|下个|这个)(周|星期|礼拜)(?=[一二三四五六日天](?![一二三四五六日天]|光|岁|年|边))/g

/** The text with 上 put before the weekdays that follow 上周; the week itself is left out where a weekday took it. */
export function spreadWeek(text: string): string {
  const weeks = [...text.matchAll(WEEK_ALONE)]
  const [week] = weeks
  if (week === undefined || weeks.length > 1) return text
  const behind = text.slice(week.index + week[0].length)
  const at = behind.search(BARE_WEEKDAY)
  // 上周没学，周一补的: another week's day.
  if (at < 0 || /没|未|不|取消|推迟|延|改|补(?!录|记|登|写)|今|昨|前天/.test(behind.slice(0, at))) return text
  // 上周太忙，周一学的: only a heading, or the same clause, says whose weekday it is.
  if (/[,，。;；\n]/.test(behind.slice(0, at)) && !/^[^,，。;；\n]{0,14}[:：]/.test(behind)) return text
  const spread = behind.replace(BARE_WEEKDAY, (weekday) => `${(week[1] as string).replace('个', '')}${weekday}`)
  return `${text.slice(0, week.index)}${spread}`
}
