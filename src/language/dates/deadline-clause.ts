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
  '(?:(?:本|这个?|下个?)?月(?:底|末)|(?:第?[一二三四]|本|这个?)季度(?:之|以)?内|(?:今年|本年|年)内|(?:第?[一二三四]|本)?季度?末|(?:今年)?年(?:底|末)|年|春节|今天|今日|当天|当日|明天|后天)'
const WHEN = `(?:${DAY}|${WEEK}|${MONTH})`
const LENGTH = `${NUMBER}\\s?个?(?:工作日|天|日|小时|周|星期|礼拜|月)`
const LIMIT =
  '(?:(?:整改|完成|办结|处理)?(?:期限|时限|限期|截止(?:日期|时间)?|限)|(?:完成|整改|办结)(?:时间|日期)|到期日?)'
const DONE =
  '(?:必须|要|需|须|应)?(?:全部)?(?:完成|整改|改好|改完|改掉|改正|办结|闭环|落实|到位|解决|关闭|反馈|上报|回复|弄好|处理|做完|搞定|见效|销号|修好|修复|修完|更换|换好|换掉|补齐|清理(?:干净)?|清洗|装好|安装|改|(?:报|交|提交|上报|报送)(?:整改)?(?:措施|报告|方案|情况|结果))(?:整改|到位|完成|完毕|闭环|好|掉|了)*'
/** 明天下班前, 周五中午12点前. */
const OF_DAY = '(?:下班|上班|晚饭|中午|下午|上午|早上|晚上|[\\d一二两三四五六七八九十]{1,3}点|[\\d]{1,2}:\\d{2}){1,2}'
/** 12月15日前完成, 三天内整改, 月底之前. */
const BEFORE = new RegExp(
  `(?:(?:(?:要求|责令|责成|通知|让|叫|请)(?:他们|她们|对方|该?部门|其)|要求|限|须|需|请|务必|必须|最迟|应|计划|力争|确保|争取|将|拟)?(?:必须|务必|要)?(?:于|在|到|赶在)?)(${WHEN}(?:${OF_DAY})?(?:之前|以前|前|为止|截止)|(?:(?:第?[一二三四]|本|这个?)季度(?:之|以)?|(?:今年|本年|年))内|(?:本|这|下)个?(?:周|星期|礼拜|月)(?:之|以)?内|(?<![后每])${LENGTH}(?:之内|以内|内))(?:${DONE})?`,
)
/** 整改期限3月20日, 限本周五, 限三天: the word says that it is one. */
const LIMITED = new RegExp(
  `${LIMIT}\\s?[:：为是于在到至]?\\s?(${LENGTH}(?:之|以)?内|${WHEN}|${LENGTH})(?:(?:之|以)?[内前])?(?:${DONE})?`,
)
/** 要求下周五整改完. */
const THEN = new RegExp(`(?:要求|须|需|请|务必|必须)(?:于|在)?(${WHEN})(?:${DONE})`)

/** 本来要求20号前，后来宽限到月底: the later one holds. */
const EXTENDED = new RegExp(
  `(?<=^|[\\s,，。;；])(?:后来|现在|又|再|结果|最后|领导|书记|主任|部门|他们|经|研究|商量|申请|同意|批准|说|改口|可以|给)*(?:宽限|放宽|延长|延期|延|推迟|顺延|推|改|宽|整改|限)(?:到|至|成|为|在)了?(${WHEN})(?:之?前|以前)?(?:${DONE})?(?=$|[\\s,，。;；!！])`,
)
const FIRST_SAID = /(?:本来|原来|原本|原先|原定?|开始|当时)?(?:是|要求|定的?|说好?的?)*$/
/** 9月底见成效: an end that is to come, and what will be by then. */
const AT_END = new RegExp(
  `(?<=^|[\\s,，。;；\\uE001])(?:争取|力争|计划|预计|保证|最晚|最迟|务必|要|到|在)*((?:${NUMBER}月|本月|这个?月|下个?月|月|年|本?季度)(?:底|末)|(?:下|本|这)个?(?:周|星期|礼拜)[一二三四五六日天]|明天|后天)(?:要|得|必须|能|可)?(?:见成?效|看到成效|完成|整改完?|改[好完掉]|解决|到位|办结|闭环|销号|落实|补[齐上]|弄好|搞定)?(?:到位|完毕|完成|好|掉)*(?=$|[\\s,，。;；!！])`,
)
/** 清掉, 换上新的: what is done by then, in words of any kind, to the end of the clause. */
const TO_DO =
  /^(?:前|之前|以前)?(?:要|得|必须|须|全部|都|把|给)*[\u4E00-\u9FFF]{1,4}(?:掉|完|好|净|齐|到位|妥|清|新|平|牢|亮|通|实|走|开|回来?|下来|上去|上墙|复查|复检|整改|更换|补上|换上|装上)(?:了)?(?=$|[\s,，。;；!！])/

/** 国庆前, 清明节前一个工作日. */
const BEFORE_FESTIVAL = new RegExp(
  `(?:于|在|到|赶在|争取)?((?:元旦|清明|五一|劳动节|端午|中秋|国庆|十一)节?(?:放假|假期|长假)?(?:之?前|以前)(?:的?(?:最后)?一(?:天|个工作日))?)(?:${DONE})?`,
)

/** 当日整改, as a clause of its own; 当日整改完毕 is done already. */
const SAME_DAY =
  /(?<=^|[\s,，。;；])(?:要求|限|须|需)?(当天|当日)(?:内|下班前)?(?:必须)?(?:全部)?(?:完成)?(?:整改|改好|改完|改正|完成|落实|处理)(?=$|[\s,，。;；])/

/** The words of the one deadline in what is left, claimed. */
export function takeDeadline(scan: Scan): string | undefined {
  const later = scan.take(EXTENDED)
  const found =
    scan.first(LIMITED) ??
    ownClause(scan) ??
    scan.first(BEFORE_FESTIVAL) ??
    scan.first(BEFORE) ??
    scan.first(THEN) ??
    scan.first(AT_END) ??
    scan.first(SAME_DAY)
  if (!found) return later?.groups[0]
  scan.claim(found)
  const after = TO_DO.exec(scan.open.slice(found.end))
  if (after) scan.claim({ start: found.end, end: found.end + after[0].length })
  const lead = later && FIRST_SAID.exec(scan.open.slice(0, found.start))
  if (lead) scan.claim({ start: lead.index, end: found.start })
  return (later ?? found).groups[0]?.replace(PART_OF_DAY, '')
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
  if (length && n !== undefined && (/内$|^[两俩]日$/.test(words) || !/(?<!工作)日$/.test(words)))
    return after(n, length[2] as string, today)
  if (/^当[天日]/.test(words)) return eventDate
  // 二季度内, 年内: to the last day of it.
  if (/季度(?:之|以)?内$/.test(words)) return monthsEnd(words.replace(/(?:之|以)?内$/, '末'), eventDate, today)
  if (/年内$/.test(words)) return monthsEnd('年底', eventDate, today)
  if (/[\u4E00-\u9FFF](?:之?前|以前)$/.test(words) && NAMES_FESTIVAL.test(words))
    return namedDay(words.replace(/(?:放假|假期|长假)?(?:之|以)?前$/, '前一天'), today)
  // 本周五, 明天: counted from the day of speaking, whenever the event was.
  const from = /本|这|下|[今明后][天日]/.test(words) ? today : eventDate
  return monthsEnd(words, eventDate, today) ?? namedDay(words, from) ?? findDeadline(words, today)?.deadline.due_to
}

const PART_OF_DAY = new RegExp(`${OF_DAY}(?=之?前|以前|为止|截止)`)
const NAMES_FESTIVAL = /^(?:元旦|清明|五一|劳动节|端午|中秋|国庆|十一)/

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
  if (/下个?月(?:底|末|(?:之|以)?内)/.test(words))
    return lastDayOfMonth(addMonths(`${today.slice(0, 7)}-01`, 1).slice(0, 7))
  if (/月(?:底|末)|[本这]个?月(?:之|以)?内/.test(words)) return lastDayOfMonth(today)
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
