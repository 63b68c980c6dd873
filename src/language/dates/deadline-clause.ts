import {
  addDays,
  addMonths,
  lastDayOfMonth,
  monthNumberOf,
  quarterOf,
  quarterSpan,
  yearOf,
} from '../../core/civil-date.js'
import { shiftWorkdays } from '../../core/workdays.js'
import { branchCalendar } from '../branch-calendar.js'
import { parseNumber } from '../chinese-numerals.js'
import { type Found, Scan } from '../scan.js'
import { findDeadline } from './deadlines.js'
import { findDates } from './find-dates.js'

/** A deadline said inside a record (a slip, a problem), told from the day of the event by its words (SCHEMA §1 "Dates"). */

const NUMBER = '[\\d一二两三四五六七八九十]{1,3}'
const DAY = `(?:(?:\\d{4}年|今年|明年)?(?:${NUMBER}月份?(?:${NUMBER}[日号]?|底|末))|\\d{1,4}[./-]\\d{1,2}(?:[./-]\\d{1,2})?|${NUMBER}[日号])`
const WEEK = '(?:(?:本|这个?|下个?)?(?:周|星期|礼拜)(?:[一二三四五六日天]|末))'
const MONTH =
  '(?:(?:本|这个?|下个?)?月(?:底|末)|(?:第?[一二三四]|本)?季度?末|(?:今年)?年(?:底|末)|年|春节|今天|今日|当天|当日|明天|后天)'
const WHEN = `(?:${DAY}|${WEEK}|${MONTH})`
const LENGTH = `${NUMBER}\\s?个?(?:工作日|天|日|小时|周|星期|礼拜|月)`
const LIMIT =
  '(?:(?:整改|完成|办结|处理)?(?:期限|时限|限期|截止(?:日期|时间)?|限)|(?:完成|整改|办结)(?:时间|日期)|到期日?)'
const DONE =
  '(?:必须|要|需|须|应)?(?:全部)?(?:完成|整改|改好|改完|改掉|改正|办结|闭环|落实|到位|解决|关闭|反馈|上报|回复|弄好|处理|做完|搞定|见效|销号|修好|修复|修完|更换|换好|换掉|补齐|清理(?:干净)?|清洗|装好|安装|改|(?:报|交|提交|上报|报送)(?:整改)?(?:措施|报告|方案|情况|结果))(?:整改|到位|完成|完毕|闭环|好|掉|了)*'
/** 12月15日前完成, 三天内整改, 月底之前. */
const BEFORE = new RegExp(
  `(?:(?:要求|限|须|需|请|务必|必须|最迟|应|计划|力争|确保|争取|将|拟)?(?:于|在|到)?)(${WHEN}(?:之前|以前|前|为止|截止)|(?:本|这)[周月]内|(?<![后每])${LENGTH}(?:之内|以内|内))(?:${DONE})?`,
)
/** 整改期限3月20日, 限本周五, 限三天: the word says that it is one. */
const LIMITED = new RegExp(
  `${LIMIT}\\s?[:：为是于在到至]?\\s?(${LENGTH}(?:之|以)?内|${WHEN}|${LENGTH})(?:(?:之|以)?[内前])?(?:${DONE})?`,
)
/** 要求下周五整改完. */
const THEN = new RegExp(`(?:要求|须|需|请|务必|必须)(?:于|在)?(${WHEN})(?:${DONE})`)

/** 当日整改, as a clause of its own; 当日整改完毕 is done already. */
const SAME_DAY =
  /(?<=^|[\s,，。;；])(?:要求|限|须|需)?(当天|当日)(?:内|下班前)?(?:必须)?(?:全部)?(?:完成)?(?:整改|改好|改完|改正|完成|落实|处理)(?=$|[\s,，。;；])/

/** The words of the one deadline in what is left, claimed. */
export function takeDeadline(scan: Scan): string | undefined {
  const found = scan.first(LIMITED) ?? ownClause(scan) ?? scan.first(BEFORE) ?? scan.first(THEN) ?? scan.first(SAME_DAY)
  if (!found) return undefined
  scan.claim(found)
  return found.groups[0]
}

/** 措施：三日内归档，…，11月30日前: of several the last one that is a clause by itself. */
function ownClause(scan: Scan): Found | undefined {
  const all = scan.all(new RegExp(BEFORE.source, 'g'))
  if (all.length < 2) return undefined
  return all.findLast(
    ({ start, end }) =>
      /(?:^|[\s,，。;；:：])$/.test(scan.open.slice(0, start)) && /^(?:$|[\s,，。;；!！])/.test(scan.open.slice(end)),
  )
}

/**
 * The day that a deadline's words mean: a length is counted from today, a day is the nearest one not before the event.
 * Undefined when they name none.
 */
export function deadlineDay(words: string, eventDate: string, today: string): string | undefined {
  const length = /^(.+?)\s?个?(工作日|天|日|小时|周|星期|礼拜|月)(?:之|以)?内?$/.exec(words)
  const n = length && !/月.*[日号]/.test(words) ? parseNumber(length[1] as string) : undefined
  if (length && n !== undefined && (/内$/.test(words) || !/[日]$/.test(words)))
    return after(n, length[2] as string, today)
  if (/^当[天日]/.test(words)) return eventDate
  // 本周五, 明天: counted from the day of speaking, whenever the event was.
  const from = /本|这|下|[今明后][天日]/.test(words) ? today : eventDate
  return monthsEnd(words, eventDate, today) ?? namedDay(words, from) ?? findDeadline(words, today)?.deadline.due_to
}

function after(n: number, unit: string, today: string): string | undefined {
  if (n > 366) return undefined
  switch (unit) {
    case '工作日':
      return shiftWorkdays(today, n, branchCalendar())
    case '小时':
      return addDays(today, Math.ceil(n / 24))
    case '月':
      return addMonths(today, n)
    case '天':
    case '日':
      return addDays(today, n)
    default:
      return addDays(today, n * 7)
  }
}

/** 12月底, 本月底, 季度末, 年底. */
function monthsEnd(words: string, eventDate: string, today: string): string | undefined {
  const named = new RegExp(`(${NUMBER})月份?(?:底|末)`).exec(words)
  if (named) {
    const month = parseNumber(named[1] as string) ?? 0
    if (month < 1 || month > 12) return undefined
    const year = yearOf(eventDate) + (/明年/.test(words) || month < monthNumberOf(eventDate) ? 1 : 0)
    return lastDayOfMonth(`${year}-${String(month).padStart(2, '0')}`)
  }
  if (/下个?月(?:底|末)/.test(words)) return lastDayOfMonth(addMonths(`${today.slice(0, 7)}-01`, 1).slice(0, 7))
  if (/月(?:底|末)|[本这]月内/.test(words)) return lastDayOfMonth(today)
  const quarter = /([一二三四])季度?末/.exec(words)?.[1]
  if (quarter !== undefined) return quarterSpan(`${yearOf(today)}-Q${parseNumber(quarter)}`).to
  if (/季度?末/.test(words)) return quarterSpan(quarterOf(today)).to
  return /年(?:底|末)/.test(words) ? `${yearOf(today)}-12-31` : undefined
}

function namedDay(words: string, eventDate: string): string | undefined {
  const [mention, other] = findDates(new Scan(words), eventDate, 'plan')
  if (!mention || other || mention.date === undefined || mention.kind === 'bad') return undefined
  return mention.date >= eventDate ? mention.date : undefined
}
