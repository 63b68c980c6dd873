import { addMonths, compare, daysBetween, monthNumberOf, yearOf } from '../../core/civil-date.js'
import { parseNumber } from '../chinese-numerals.js'
import type { Found, Scan } from '../scan.js'
import type { DateMention, DateRule, Tense } from './mention.js'
import { dayOfYear, isFar, isLongAgo, LATE_ENTRY, nearest, nearestDay, type Resolved } from './nearest.js'

/** Dates by number: 2026年3月5日, 三月五号, 3.5, 3/5, 本月10号, 10号, and spans of them (SCHEMA §1 "Dates"). */

const YEAR =
  '(?:(\\d{4}|\\d{2}|[〇零一二三四五六七八九]{4}|[〇零一二三四五六七八九]{2})年|(去年|今年|前年|上年|本年|当年|明年)的?)?'
const SMALL = '(\\d{1,2}|[一二三四五六七八九十廿卅]{1,4})'
const TO = '(?:-|~|至|到)'
/** After a month and a bare number these make it a count or a chapter, not a day; nor is 6月一把交清 the first. */
const NOT_A_DAY =
  '(?![\\d.:%]|个|人|次|点|时|条|项|份|月|年|名|届|期|章|节|场|小|分|学|课|元|天|位|张|级|度|(?<=(?<![二三四五六七八九十廿卅])一)(?:把|起|块|共|并|同|直|笔|下|些|口气|股脑|齐|样|律|切|趟|遍|道|概))'
/** 3号楼, 5号会议室: a number of a thing. */
const NUMBERED_THING =
  '(?!楼|线(?!上|下)|厅|水泵|泵|电梯|梯|锅炉|炉|配电|变压|冷库|餐厅|包厢|走廊|通道|入口|闸|灯|柜|箱|井|阀|探头|窗口|投影|屏|卫生间|洗手间|更衣|舞台|吧台|消防|会议|文|院|馆|门|车|室|报告|令|机|宿舍|台|公寓|活动|多功能|教室|展|库|桌|岗|包|贵宾|接待|培训室|位|员|召|称|码|子|航|店|铺|仓|地块|用|常|记|历|报|程|出(?!的|了|$|[,，。\\s])|后勤)'

const LONG = new RegExp(
  `${YEAR}\\s?${SMALL}月份?的?\\s?${SMALL}(?:日|号|(?=\\s|[,，。;；:(（]|$|上午|下午|中午|晚|早)|${NOT_A_DAY}(?=\\D))`,
  'g',
)
const LONG_SPAN = new RegExp(
  `${YEAR}\\s?${SMALL}月${SMALL}(?:日|号)?\\s?${TO}\\s?(?:${SMALL}月)?${SMALL}(?:日|号)`,
  'g',
)
/** 10月18、19两天; 3月7日和8日两天: two days that follow each other. */
const LONG_PAIR = new RegExp(
  `${YEAR}\\s?${SMALL}月${SMALL}(?:日|号)?(?:、|,|，|和|及)\\s?${SMALL}(?:日|号)?(?:连续|这)?(?:两天|二日|2天|两日)`,
  'g',
)
const ISO = /(?<![\d.])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:日|号)?(?![\d])/g
const ISO_SPAN = /(?<![\d.])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\s?(?:-|~|至|到)\s?(\d{4})\2(\d{1,2})\2(\d{1,2})(?!\d)/g
/** 25.12.5, 26/3/8: the year by its last two digits. */
const SHORT_ISO = /(?<![\d.第vV/:-])(2[4-9])([-/.])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?:日|号)?(?![\d.%/:-])/g
const COMPACT = /(?<!\d)(20\d{2})(0[1-9]|1[0-2])([0-3]\d)(?!\d)/g
const SHORT_SPAN = /(?<![\d.第vV])(\d{1,2})([./])(\d{1,2})\s?(?:-|~|至|到)\s?(\d{1,2})\2(\d{1,2})(?:日|号)?(?![\d.%])/g
/** 4.20-22号: the second day is of the same month; without 号 only where it can be no range of something else. */
const SHORT_DAY_SPAN =
  /(?<![\d.第vV])(\d{1,2})([./])(\d{1,2})\s?(?:-|~|至|到)\s?(\d{1,2})(?:[日号](?!楼|会议|厅)|(?=\s|[,，。;；(（]|$)|(?=[去赴在到外参组开集]|(?:这|共|连续)?[两二三四2345]天))/g
const SHORT =
  /(?<![\d.第vV]|\d[/:])(\d{1,2})[./·](\d{1,2})(?:日|号)?(?![\d.%/:]|\s?(?:小时|个|h|H|元|块|万|倍|版|分|学时|课时|天|人(?!数|员|人)|米|公里|级|折))/g
/** 8-18 at the beginning of a clause; elsewhere it is a range of hours, chapters or rooms. */
const DASHED =
  /(?<=^|[\s,，。;；:：\uE001])(1[0-2]|0?[1-9])-(3[01]|[12]\d|0?[1-9])(?=\s|$|[,，\u4E00-\u9FFF])(?! ?(?:点|时|个|人|分|章|条|页|课|讲|节|楼|层|月|年|届|版|元|小时|天|周|次|期|项|号|日|会议|级|岁|名|位|室))/g
const IN_MONTH = new RegExp(
  `(本月|这个?月|当月|上上个?月|上个?月|下下个?月|下个?月)(?:份|[末底初中])?的?\\s?${SMALL}(?:(?:日|号)${NUMBERED_THING}|(?=\\s|[,，。;；:(（]|$|上午|下午|中午|晚|早))`,
  'g',
)
const IN_MONTH_SPAN = new RegExp(
  `(本月|这个?月|当月|上上个?月|上个?月)份?的?${SMALL}(?:日|号)?${TO}${SMALL}(?:日|号)`,
  'g',
)
const IN_MONTH_PAIR = new RegExp(
  `(本月|这个?月|当月|上上个?月|上个?月)份?的?${SMALL}(?:日|号)?(?:、|,|，|和|及)\\s?${SMALL}(?:日|号)(?:连续|这)?(?:两天|二日|2天|两日)`,
  'g',
)
const DAY_SPAN = new RegExp(`(?<![\\d.月第])${SMALL}(?:日|号)?${TO}${SMALL}(?:日|号)${NUMBERED_THING}`, 'g')
const DAY = new RegExp(
  `(?<![\\d.月第周期一二三四五六七八九十廿卅百千年路街弄栋幢厅室])(?:(\\d{1,2})\\s?[日号]|([一二三四五六七八九十廿卅]{1,3})号|([二廿三卅]十?[一二三四五六七八九]|[二三]十|十[一二三四五六七八九])日)${NUMBERED_THING}`,
  'g',
)

/** 二月二, 八月十五: said so, without 日 or 号, more often the old calendar's feast. */
const LUNAR_FEAST = /^(?:二月二|三月三|五月五|七月七|八月十五|九月九)$/

/** Days known by their numbers: 3.15消费者权益 is as likely the subject as the day. */
const NAMED_DAYS: Readonly<Record<string, RegExp>> = {
  '3.8': /妇女/,
  '3.15': /消费|权益/,
  '4.15': /国家安全/,
  '5.12': /防灾|护士/,
  '6.5': /环境/,
  '6.26': /禁毒/,
  '7.1': /讲话|建党/,
  '9.18': /事变|纪念/,
  '11.9': /消防/,
  '12.4': /宪法/,
  '12.9': /运动|纪念/,
  '12.13': /公祭/,
}

/** 12.4国家宪法日: the day with its own name, which is no other day's subject where nothing else dates the message. */
const NAMED_DAY =
  /(?<=^|[\s,，。;；:：\uE001])(\d{1,2})[./·](\d{1,2})日?\s?(?:世界|国际|全国|国家|全民|中国)*(?:宪法(?:宣传)?日|消费者权益(?:保护)?日|公祭日|建党节|建军节|安全教育日|防灾减灾日|护士节|环境日|禁毒日|消防(?:宣传)?日|妇女节|植树节|劳动节|青年节|国庆节?)/g
const OTHER_DAY =
  /[昨今前][天日晚]|周[一二三四五六日天]|星期|礼拜|\d月|\d[日号](?!文)|\d{1,2}[./]\d{1,2}(?!\s?(?:个?小时|学时|课时|元|块))/
/** 12·5座谈会: a speech or a case called after its day. */
const CALLED_AFTER_DAY = /^(?:重要)?(?:座谈会|讲话|批示|指示|事件|事故|案|通知|精神)/

const YEARS_BACK: Readonly<Record<string, number>> = { 前年: 2, 去年: 1, 上年: 1, 明年: -1 }
const MONTHS_BACK: Readonly<Record<string, number>> = { 上: 1, 上上: 2, 下: -1, 下下: -2 }

function yearSaid(number: string | undefined, word: string | undefined, today: string): number | undefined {
  if (number !== undefined) {
    const value = parseNumber(number) ?? 0
    return number.length === 2 ? 2000 + value : value
  }
  if (word === undefined) return undefined
  return yearOf(today) - (YEARS_BACK[word] ?? 0)
}

const numbers = (found: Found, ...at: number[]): number[] =>
  at.map((index) => parseNumber(found.groups[index] ?? '') ?? 0)

interface Now {
  today: string
  tense: Tense
  /** It is said that the entry is made late. */
  late: boolean
}

function mention(found: Found, resolved: Resolved, { today, tense, late }: Now, yearWasSaid: boolean): DateMention {
  const base = { start: found.start, end: found.end, raw: found.text.trim() }
  if (resolved === 'bad' || resolved === 'unclear') return { ...base, kind: resolved }
  if (!yearWasSaid && isFar(resolved.date, today, tense, late)) return { ...base, kind: 'unclear', date: resolved.date }
  const longAgo = !yearWasSaid && tense === 'log' && isLongAgo(resolved.date, today)
  return { ...base, kind: 'day', date: resolved.date, ...(longAgo ? { longAgo } : {}) }
}

function span(found: Found, from: Resolved, to: Resolved, now: Now, yearWasSaid: boolean): DateMention {
  const first = mention(found, from, now, yearWasSaid)
  if (first.kind !== 'day') return first
  if (to === 'bad') return { ...first, kind: 'bad' }
  if (to === 'unclear' || compare(to.date, first.date as string) <= 0) return { ...first, kind: 'unclear' }
  return { ...first, kind: 'span', endDate: to.date }
}

const resolve = (year: number | undefined, month: number, day: number, { today, tense }: Now): Resolved =>
  year === undefined ? nearest(month, day, today, tense) : dayOfYear(year, month, day)

/** The second day of a span takes its year from the first: 12月30日至1月2日 ends in the next year. */
function spanEnd(from: Resolved, month: number, day: number): Resolved {
  if (from === 'bad' || from === 'unclear') return from
  const year = yearOf(from.date)
  return dayOfYear(month < monthNumberOf(from.date) ? year + 1 : year, month, day)
}

function monthFromWord(word: string, today: string): { year: number; month: number } {
  const back = MONTHS_BACK[word.replace(/个?月$/, '')] ?? 0
  const date = addMonths(`${today.slice(0, 7)}-01`, -back)
  return { year: yearOf(date), month: monthNumberOf(date) }
}

const takeWith = (scan: Scan, pattern: RegExp, read: (found: Found) => DateMention | undefined): DateMention[] => {
  const mentions: DateMention[] = []
  for (const found of scan.all(pattern)) {
    const result = read(found)
    if (!result) continue
    scan.claim(found)
    mentions.push(result)
  }
  return mentions
}

const findAll = (scan: Scan, now: Now): DateMention[] => [
  ...takeWith(scan, LONG_SPAN, (found) => {
    const [month = 0, day = 0, endDay = 0] = numbers(found, 2, 3, 5)
    const year = yearSaid(found.groups[0], found.groups[1], now.today)
    const from = resolve(year, month, day, now)
    const endMonth = found.groups[4] === undefined ? month : (parseNumber(found.groups[4]) ?? 0)
    return span(found, from, spanEnd(from, endMonth, endDay), now, year !== undefined)
  }),
  ...takeWith(scan, LONG_PAIR, (found) => {
    const [month = 0, day = 0, endDay = 0] = numbers(found, 2, 3, 4)
    if (endDay !== day + 1) return undefined
    const year = yearSaid(found.groups[0], found.groups[1], now.today)
    const from = resolve(year, month, day, now)
    return span(found, from, spanEnd(from, month, endDay), now, year !== undefined)
  }),
  ...takeWith(scan, ISO_SPAN, (found) => {
    const [y = 0, m = 0, d = 0, y2 = 0, m2 = 0, d2 = 0] = numbers(found, 0, 2, 3, 4, 5, 6)
    return span(found, dayOfYear(y, m, d), dayOfYear(y2, m2, d2), now, true)
  }),
  ...takeWith(scan, LONG, (found) => {
    const [month = 0, day = 0] = numbers(found, 2, 3)
    if (LUNAR_FEAST.test(found.text))
      return { start: found.start, end: found.end, raw: found.text.trim(), kind: 'unclear' }
    const year = yearSaid(found.groups[0], found.groups[1], now.today)
    return mention(found, resolve(year, month, day, now), now, year !== undefined)
  }),
  ...takeWith(scan, ISO, (found) => {
    const [year = 0, month = 0, day = 0] = numbers(found, 0, 2, 3)
    return mention(found, dayOfYear(year, month, day), now, true)
  }),
  ...takeWith(scan, SHORT_ISO, (found) => {
    const [year = 0, month = 0, day = 0] = numbers(found, 0, 2, 3)
    return mention(found, dayOfYear(2000 + year, month, day), now, true)
  }),
  ...takeWith(scan, COMPACT, (found) => {
    const [year = 0, month = 0, day = 0] = numbers(found, 0, 1, 2)
    return mention(found, dayOfYear(year, month, day), now, true)
  }),
  ...takeWith(scan, IN_MONTH_SPAN, (found) => {
    const { year, month } = monthFromWord(found.groups[0] as string, now.today)
    const [day = 0, endDay = 0] = numbers(found, 1, 2)
    return span(found, dayOfYear(year, month, day), dayOfYear(year, month, endDay), now, true)
  }),
  ...takeWith(scan, IN_MONTH_PAIR, (found) => {
    const { year, month } = monthFromWord(found.groups[0] as string, now.today)
    const [day = 0, endDay = 0] = numbers(found, 1, 2)
    if (endDay !== day + 1) return undefined
    return span(found, dayOfYear(year, month, day), dayOfYear(year, month, endDay), now, true)
  }),
  ...takeWith(scan, IN_MONTH, (found) => {
    const { year, month } = monthFromWord(found.groups[0] as string, now.today)
    return mention(found, dayOfYear(year, month, numbers(found, 1)[0] ?? 0), now, true)
  }),
  ...takeWith(scan, SHORT_SPAN, (found) => {
    const [m = 0, d = 0, m2 = 0, d2 = 0] = numbers(found, 0, 2, 3, 4)
    if (m < 1 || m > 12 || m2 < 1 || m2 > 12) return undefined
    const from = resolve(undefined, m, d, now)
    return span(found, from, spanEnd(from, m2, d2), now, false)
  }),
  ...takeWith(scan, SHORT_DAY_SPAN, (found) => {
    const [month = 0, day = 0, endDay = 0] = numbers(found, 0, 2, 3)
    if (month < 1 || month > 12 || day < 1 || endDay <= day || endDay > 31) return undefined
    const from = resolve(undefined, month, day, now)
    return span(found, from, spanEnd(from, month, endDay), now, false)
  }),
  ...takeWith(scan, NAMED_DAY, (found) => {
    const [month = 0, day = 0] = numbers(found, 0, 1)
    const rest = scan.text.slice(0, found.start) + scan.text.slice(found.end)
    return OTHER_DAY.test(rest) ? undefined : mention(found, resolve(undefined, month, day, now), now, false)
  }),
  ...takeWith(scan, SHORT, (found) => {
    const [month = 0, day = 0] = numbers(found, 0, 1)
    if (month < 1 || month > 12 || day < 1) return undefined
    if (found.text.includes('·') && CALLED_AFTER_DAY.test(scan.text.slice(found.end))) return undefined
    // 3.32 where a day begins the message is a slip of the date; elsewhere a number.
    if (day > 31) {
      const opens = /(?:^|\n)\s*(?:补[录记登写]|登记|记一?下)?[:：\s]*$/.test(scan.text.slice(0, found.start))
      const event =
        /^\s?(?:集中|学习|自学|培训|党员|支部|主题|党日|微党课|党课|专题|谈|和|跟|与|小家|志愿|走访|慰问|组织)/
      if (!opens || !event.test(scan.text.slice(found.end))) return undefined
      return { start: found.start, end: found.end, raw: found.text, kind: 'bad' }
    }
    const theme = NAMED_DAYS[`${month}.${day}`]
    // 7/1 is written for a day, 7.1 and 3·15 may be names.
    if (!found.text.includes('/') && theme?.test(scan.text.slice(found.end, found.end + 10))) {
      return { start: found.start, end: found.end, raw: found.text, kind: 'unclear' }
    }
    return mention(found, resolve(undefined, month, day, now), now, false)
  }),
  ...takeWith(scan, DASHED, (found) => {
    const [month = 0, day = 0] = numbers(found, 0, 1)
    if (/(?:午|晚|早|时间|[点时至到])[\s:：]*$/.test(scan.text.slice(0, found.start))) return undefined
    // 3-5 may be three to five o'clock; 8-18 can't.
    if (day <= 12) return { start: found.start, end: found.end, raw: found.text, kind: 'unclear' }
    return mention(found, resolve(undefined, month, day, now), now, false)
  }),
  ...takeWith(scan, DAY_SPAN, (found) => {
    const [day = 0, endDay = 0] = numbers(found, 0, 1)
    const from = nearestDay(day, now.today, now.tense)
    if (from === 'bad' || from === 'unclear') return mention(found, from, now, true)
    return span(found, from, dayOfYear(yearOf(from.date), monthNumberOf(from.date), endDay), now, true)
  }),
  ...takeWith(scan, DAY, (found) => {
    const day = parseNumber(found.groups[0] ?? found.groups[1] ?? found.groups[2] ?? '') ?? 0
    const said = mention(found, nearestDay(day, now.today, now.tense), now, true)
    return now.tense === 'log' && isNearerAhead(said.date, day, now.today) ? { ...said, longAgo: true } : said
  }),
]

/** 31号下午四点专题讲座 on the 20th: last month's, unless something says that it is over, or the one to come. */
function isNearerAhead(date: string | undefined, day: number, today: string): boolean {
  const next = nearestDay(day, today, 'plan')
  return (
    date !== undefined &&
    typeof next === 'object' &&
    date < `${today.slice(0, 7)}-01` &&
    daysBetween(today, next.date) < daysBetween(date, today)
  )
}

export const explicitDates: DateRule = (scan, today, tense) =>
  findAll(scan, { today, tense, late: LATE_ENTRY.test(scan.text) })
