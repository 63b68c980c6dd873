import {
  addDays,
  addMonths,
  lastDayOfMonth,
  mondayOf,
  quarterOf,
  quarterSpan,
  weekdayOf,
} from '../../../core/civil-date.js'
import type { ErrorMeaning } from '../../../core/meaning.js'
import { shiftWorkdays } from '../../../core/workdays.js'
import { branchCalendar } from '../../branch-calendar.js'
import { NUMBER, parseNumber } from '../../chinese-numerals.js'
import { festivalOfPlan } from '../../dates/calendar-dates.js'
import { deadlineDay } from '../../dates/deadline-clause.js'
import { type Deadline, findDeadline } from '../../dates/deadlines.js'
import { findDates } from '../../dates/find-dates.js'
import { settleDate } from '../../dates/settle-date.js'
import { vagueDates } from '../../dates/vague-dates.js'
import { Scan } from '../../scan.js'

/** When a plan is for: a day (or several), or a deadline. */
export interface PlanWhen {
  date?: string
  end_date?: string
  due_from?: string
  due_to?: string
  error?: ErrorMeaning
  question?: string
  /** A time that names no day and no span (周末, 最近). */
  vague?: boolean
  /** A day was named that is over: what is told is no plan. */
  past?: boolean
}

const MONTH_NAME = '(?:(?:今年|明年|\\d{4}年)的?)?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?'
const BEFORE = '(?:之前|以前|前(?!后|往|面|期|夕|一天|一?个(?:工作日|上班日)|的?(?:最后|第|倒数|头)|两天))'
/** 月底前, 下周五之前, 3月20日前, 10号以前. */
const BY_DAY = new RegExp(
  `((?:${MONTH_NAME}|(?:本|这个?|下下?个?)?月)(?:底|末|中旬?)|年底|季度末|(?:本|这个?|下下?个?)?(?:周|星期|礼拜)[一二三四五六日天]|(?:${MONTH_NAME}|(?:本|这个?|下个?)月)?(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|\\d{1,2}[./]\\d{1,2}|明天|后天)(?:下班|上班|中午|下午|上午|晚上)?${BEFORE}`,
)
/** 6月前, 下个月以前: before it begins. */
const BY_MONTH = new RegExp(`(${MONTH_NAME}|下个?月)${BEFORE}`)
/** 下周前: before it begins. */
const BY_WEEK = new RegExp(`(下下?)个?(?:周|星期|礼拜)(?![一二三四五六日天末])${BEFORE}`)
const IS_BEFORE = new RegExp(`^${BEFORE}`)
const BEFORE_FESTIVAL = new RegExp(
  `((?:元旦|春节|元宵|清明|五一|五四|端午|七一|八一|中秋|国庆|十一)节?|过年|年)(?:放假|假期|长假)?${BEFORE}`,
)
const WITHIN = new RegExp(`(${NUMBER})\\s?个?(工作日|天|日|周|星期|礼拜|月)(?:之|以)?内`)
const END_OF = new RegExp(`(${MONTH_NAME}|(?:本|这个?|下下?个?)?月)(?:底|末)(?!最后)|(年底|年内|今年内|季度末)`)
/** Spans that a plan is put into as a whole: 下周, 下个月, 本季度, 6月份. */
const SPAN =
  /(下下|下|本|这)个?(周|星期|礼拜)(?![一二三四五六日天末])(?:之|以)?内?|(下下|下|本|这)个?(月|季度)份?(?![\d一二三四五六七八九十底末初中]|的?第)(?:之|以)?内?/
const WEEKEND = /(?:这个?|本|下个?)?周末/
const MONTH_SPAN = new RegExp(`${MONTH_NAME}(?![\\d一二三四五六七八九十底末初中上下]|的?第|的?最后)(?:之|以)?内?`)

/** The time of a plan in what is left of the text; its words are claimed. */
export function takeWhen(scan: Scan, today: string): PlanWhen {
  const due = takeDue(scan, today)
  const exact = findDates(scan, today, 'plan')
  const mentions = exact.length > 0 ? exact : festivalOfPlan(scan, today, 'plan')
  if (mentions.some(({ date, endDate }) => date !== undefined && (endDate ?? date) < today)) return { past: true }
  // 五月二十前: a day with a word of before behind it is a deadline, however it is written.
  const [only] = mentions
  if (!due && only?.date !== undefined && mentions.length === 1 && IS_BEFORE.test(scan.open.slice(only.end)))
    return { due_to: only.date }
  if (due) return mentions.length > 0 ? { ...due, question: '是哪一天，还是在那之前？' } : due
  // 这个周末（20号）: the weekend says the same day again.
  if (mentions.some(({ date }) => date !== undefined && weekdayOf(date) > 5)) scan.take(WEEKEND)
  const date = settleDate(scan.text, mentions, today, 'plan')
  if (date.kind === 'error') return { error: date.error }
  if (date.kind === 'doubt') return { question: date.question }
  if (date.kind === 'said') {
    const end = date.endDate === undefined ? {} : { end_date: date.endDate }
    return { date: date.date, ...end }
  }
  return takeSpanOfDays(scan, today) ?? (vagueDates(scan).length > 0 ? { vague: true } : {})
}

function takeDue(scan: Scan, today: string): PlanWhen | undefined {
  const festival = scan.take(BEFORE_FESTIVAL)
  if (festival) return dueBy(eveOf(festival.groups[0] as string, today))
  const day = scan.take(BY_DAY)
  if (day) return dueBy(dayBefore(day.groups[0] as string, today))
  const week = scan.take(BY_WEEK)
  if (week) return dueBy(addDays(mondayOf(today), (week.groups[0] as string).length * 7 - 1))
  const month = scan.take(BY_MONTH)
  if (month) return dueBy(beforeMonth(month.groups[0] as string, today))
  const within = scan.take(WITHIN)
  if (within) return dueBy(inTime(parseNumber(within.groups[0] as string), within.groups[1] as string, today))
  const end = scan.take(END_OF)
  return end && dueBy(deadlineDay(end.text.replace('年内', '年底'), today, today))
}

const dueBy = (due_to: string | undefined): PlanWhen =>
  due_to === undefined ? { question: '期限是哪一天？' } : { due_to }

const dayBefore = (words: string, today: string): string | undefined =>
  deadlineDay(words, today, today) ?? findDeadline(`${words}前`, today)?.deadline.due_to

/** The last day before a month. */
function beforeMonth(words: string, today: string): string | undefined {
  const last = deadlineDay(/下/.test(words) ? '下个月底' : `${words.replace(/份$/, '')}底`, today, today)
  const eve = last && addDays(`${last.slice(0, 7)}-01`, -1)
  return eve !== undefined && eve >= today ? eve : undefined
}

/** The last day before a festival; before 年 it is 除夕 (SCHEMA §1 "Dates", deadlines). */
function eveOf(name: string, today: string): string | undefined {
  if (/^(?:过?年|春节)/.test(name)) return findDeadline('年前', today)?.deadline.due_to
  const [mention] = findDates(new Scan(`${name}前一天`), today, 'plan')
  return mention?.date
}

function inTime(n: number | undefined, unit: string, today: string): string | undefined {
  if (n === undefined || n < 1 || n > 100) return undefined
  if (unit === '工作日') return shiftWorkdays(today, n, branchCalendar())
  if (unit === '月') return addMonths(today, n)
  return addDays(today, unit === '天' || unit === '日' ? n : n * 7)
}

/** 下周 is Monday to Sunday; 下个月, 本季度 and a named month from their first day to the last. */
function takeSpanOfDays(scan: Scan, today: string): Deadline | undefined {
  const found = scan.take(SPAN)
  if (found) {
    const [week, weekUnit, month, unit] = found.groups
    const on = (word: string | undefined): number => (word === '下下' ? 2 : word === '下' ? 1 : 0)
    if (weekUnit !== undefined) {
      const monday = addDays(mondayOf(today), on(week) * 7)
      return span(monday, addDays(monday, 6), today)
    }
    if (unit === '季度') {
      const { from, to } = quarterSpan(quarterOf(addMonths(`${today.slice(0, 7)}-01`, on(month) * 3)))
      return span(from, to, today)
    }
    const first = addMonths(`${today.slice(0, 7)}-01`, on(month))
    return span(first, lastDayOfMonth(first), today)
  }
  const named = scan.take(MONTH_SPAN)
  const last = named && deadlineDay(`${named.text.replace(/份|(?:之|以)?内/g, '')}底`, today, today)
  return last === undefined ? undefined : span(`${last.slice(0, 7)}-01`, last, today)
}

/** What is left of a span: its days before today are over. */
const span = (from: string, to: string, today: string): Deadline =>
  from <= today ? { due_to: to } : { due_from: from, due_to: to }
