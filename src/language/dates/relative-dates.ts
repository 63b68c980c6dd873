import {
  addDays,
  addMonths,
  compare,
  lastDayOfMonth,
  mondayOf,
  monthNumberOf,
  weekdayOf,
  yearOf,
} from '../../core/civil-date.js'
import { nthLastWorkdayOfMonth, nthWorkdayOfMonth, shiftWorkdays } from '../../core/workdays.js'
import { branchCalendar } from '../branch-calendar.js'
import { NUMBER, parseNumber } from '../chinese-numerals.js'
import type { Scan } from '../scan.js'
import type { DateMention, DateRule, Tense } from './mention.js'

/** Days by their distance from today: 昨天, 三天前, 上周三, 上个月最后一个工作日 (SCHEMA §1 "Dates"). */

const DAY_WORDS: readonly (readonly [RegExp, number])[] = [
  [/大前[天日儿]个?|大前(?=晚|夜)/g, -3],
  [/(?<=^|[\s,，。;；:：我咱们于在是了记])前(?=晚(?!会)|夜(?!班))/g, -2],
  [/(?<!目)前(?:[天日]|儿个?|个儿)(?!起)/g, -2],
  [/昨(?:天|日|儿个?|个儿?|夜)|昨(?=晚|早|上午|下午|中午|晨|[)）]|已?[收交缴补付转开谈学听])/g, -1],
  [/今(?:天|日|儿个?|个儿|夜)|今(?=晚|早|晨|上午|下午|中午|晨|已?[收交缴付])/g, 0],
  [/大后[天日]/g, 3],
  [/明(?:天|日|儿个?)(?!确|显)|明(?=晚|早(?!期)|上午|下午|中午|晨)/g, 1],
  [/(?<![之以今往背前])后天(?!性|的努力|努力)/g, 2],
]

/** 前天到昨天. */
const DAY_WORD_SPAN = /(大前天|前天)(?:到|至|-|~)(前天|昨天|今天)/g
const DAYS_AGO = new RegExp(`(?<![\\d前])(${NUMBER})天(?:以前|之前|前)`, 'g')
const DAYS_AHEAD = new RegExp(`(?<![\\d])(${NUMBER})天(?:以后|之后|后)`, 'g')

/** 安排一下下周五: the first 下 belongs to 一下. */
const WEEK_PREFIX = '(上上个?|上个?|这个?|本|(?<!一)下下个?|下个?)?'
/** 上周的周三. */
const OF_WEEK = '(?:(?<=[上这本下个])(?:周|星期|礼拜)的)?'
const WEEKDAY = new RegExp(
  `(?<![每逢各黄逐])${WEEK_PREFIX}${OF_WEEK}(周|星期|礼拜)([一二三四五六日天]|[1-7](?![\\d.:]))(?![二三四五六日天]|一(?!直|[起块同道]|共|并|整|早|大早|上午|下午|晚上|[个堂次节场])|光|岁|年|边|[到至](?=本?周|\\1(?:周|星期|礼拜)|星期|礼拜|[一二三四五六日天])|-|~|、)`,
  'g',
)
const WEEKDAY_SPAN = new RegExp(
  `(?<![每逢])${WEEK_PREFIX}(?:周|星期|礼拜)([一二三四五六日天])(?:(?:到|至|-|~)(?:(\\1|本|这个?)?(?:周|星期|礼拜))?|[和与、]?(?:周|星期|礼拜)(?=[一二三四五六日天]\\S{0,6}两天)|[和与、]?(?=[二三四五六日天](?:这?[两俩]天|连着|连续)))([一二三四五六日天])`,
  'g',
)
const WEEK_OFFSETS: Readonly<Record<string, number>> = { 上上: -14, 上: -7, 这: 0, 本: 0, 下: 7, 下下: 14 }

const MONTH_WORD =
  '(?:(\\d{4}年|去年|今年|明年)的?)?(本月|这个?月|当月|上上个?月|上个?月|下下个?月|下个?月|(?<=^|[^\\d一二三四五六七八九十个上下本这])月(?=[底末]?的?最后)|(?:\\d{1,2}|[一二三四五六七八九十]{1,2})月)[份底末初]?的?'
const ORDINAL = '(最[后末]一?个?|末一?个|倒数第[一二三四五1-5]个?|首个|头一?个?|第[一二三四五1-5]个?)'
const IN_MONTH_BY_ORDINAL = new RegExp(
  `${MONTH_WORD}${ORDINAL}(工作日|上班日|天|(?:周|星期|礼拜)[一二三四五六日天])`,
  'g',
)
/** 去年最后一天, 2025年最后一个工作日. */
const IN_YEAR_BY_ORDINAL = new RegExp(
  `(\\d{4}年|去年|前年|今年|明年)(?:底|末|初)?的?${ORDINAL}(工作日|上班日|天|(?:周|星期|礼拜)[一二三四五六日天])`,
  'g',
)
const IN_WEEK_BY_ORDINAL =
  /(上周|上个?星期|上个?礼拜|本周|这周|这个?星期|下周|下个?星期|下个?礼拜)的?(最后一个?|第一个?|首个)(工作日|上班日)/g
const NEIGHBOUR_WORKDAY = /上一?个工作日|前一个工作日|下一?个工作日/g

const DAYS_BACK: Readonly<Record<string, number>> = { 大前天: 3, 前天: 2, 昨天: 1, 今天: 0 }

export const weekdayNumber = (char: string): number => (char === '天' || char === '日' ? 7 : (parseNumber(char) ?? 0))

const day = (span: { start: number; end: number; text: string }, date: string): DateMention => ({
  start: span.start,
  end: span.end,
  raw: span.text,
  kind: 'day',
  date,
})

function ordinal(text: string): number {
  if (/^(?:最[后末]|末)/.test(text)) return -1
  if (/^[首头]/.test(text)) return 1
  const n = parseNumber(/[一二三四五1-5]/.exec(text)?.[0] ?? '') ?? 1
  return text.startsWith('倒数') ? -n : n
}

function byOrdinal(month: string, n: number, what: string): string | undefined {
  if (what === '工作日' || what === '上班日') {
    return n < 0 ? nthLastWorkdayOfMonth(month, -n, branchCalendar()) : nthWorkdayOfMonth(month, n, branchCalendar())
  }
  const days = Array.from({ length: Number(lastDayOfMonth(month).slice(8)) }, (_, index) =>
    addDays(`${month}-01`, index),
  )
  const fitting = what === '天' ? days : days.filter((date) => weekdayOf(date) === weekdayNumber(what.at(-1) as string))
  return fitting.at(n < 0 ? n : n - 1)
}

interface Now {
  today: string
  tense: Tense
}

const YEARS_ON: Readonly<Record<string, number>> = { 去年: -1, 今年: 0, 明年: 1 }

function monthOfWord(year: string | undefined, word: string, { today, tense }: Now): string {
  const first = `${today.slice(0, 7)}-01`
  if (/^[本这当月]/.test(word)) return today.slice(0, 7)
  if (word.startsWith('上')) return addMonths(first, word.startsWith('上上') ? -2 : -1).slice(0, 7)
  if (word.startsWith('下')) return addMonths(first, word.startsWith('下下') ? 2 : 1).slice(0, 7)
  const number = parseNumber(word.slice(0, -1)) ?? 0
  const on = YEARS_ON[year ?? '']
  const said = on === undefined ? Number.parseInt(year ?? '', 10) : yearOf(today) + on
  const unsaid =
    tense === 'log'
      ? yearOf(today) - (number > monthNumberOf(today) ? 1 : 0)
      : yearOf(today) + (number < monthNumberOf(today) ? 1 : 0)
  const inYear = year === undefined ? unsaid : said
  return `${String(inYear).padStart(4, '0')}-${String(number).padStart(2, '0')}`
}

function ordinalDays(scan: Scan, now: Now): DateMention[] {
  const { today } = now
  const mentions: DateMention[] = []
  for (const found of scan.takeAll(IN_MONTH_BY_ORDINAL)) {
    const [year, word = '', which = '', what = ''] = found.groups
    const month = monthOfWord(year, word, now)
    const date = /-(0[1-9]|1[0-2])$/.test(month) ? byOrdinal(month, ordinal(which), what) : undefined
    mentions.push(date === undefined ? { ...day(found, ''), kind: 'bad', date: undefined } : day(found, date))
  }
  for (const found of scan.takeAll(IN_YEAR_BY_ORDINAL)) {
    const [word = '', which = '', what = ''] = found.groups
    const year = Number.parseInt(word, 10) || yearOf(today) + (word === '前年' ? -2 : (YEARS_ON[word] ?? 0))
    const n = ordinal(which)
    const date = byOrdinal(`${year}-${n < 0 ? '12' : '01'}`, n, what)
    mentions.push(date === undefined ? { ...day(found, ''), kind: 'unclear', date: undefined } : day(found, date))
  }
  for (const found of scan.takeAll(IN_WEEK_BY_ORDINAL)) {
    const week = found.groups[0]?.[0] as string
    const monday = addDays(mondayOf(today), WEEK_OFFSETS[week] ?? 0)
    const workdays = Array.from({ length: 7 }, (_, index) => addDays(monday, index)).filter((day) =>
      branchCalendar().isWorkday(day),
    )
    const date = found.groups[1]?.startsWith('最后') ? workdays.at(-1) : workdays[0]
    mentions.push(date === undefined ? { ...day(found, ''), kind: 'unclear', date: undefined } : day(found, date))
  }
  for (const found of scan.takeAll(NEIGHBOUR_WORKDAY)) {
    mentions.push(day(found, shiftWorkdays(today, found.text.startsWith('下') ? 1 : -1, branchCalendar())))
  }
  return mentions
}

function weekdays(scan: Scan, now: Now): DateMention[] {
  const { today } = now
  const mentions: DateMention[] = []
  for (const found of scan.takeAll(WEEKDAY_SPAN)) {
    const [prefix, from = '', second, to = ''] = found.groups
    const base = { start: found.start, end: found.end, raw: found.text }
    // 上周五到本周二, 上周五到周二: the second may be of the week after.
    const later = prefix !== undefined && (/^[本这]/.test(second ?? '') || weekdayNumber(from) >= weekdayNumber(to))
    const endWeek = second !== undefined && second !== prefix ? second : prefix
    const end =
      prefix === undefined
        ? nearestWeekday(weekdayNumber(to), now)
        : later && endWeek === prefix
          ? addDays(ofWeek(prefix, weekdayNumber(to), today), 7)
          : ofWeek(endWeek as string, weekdayNumber(to), today)
    const start =
      end === undefined
        ? undefined
        : later
          ? ofWeek(prefix, weekdayNumber(from), today)
          : addDays(end, weekdayNumber(from) - weekdayNumber(to))
    if (start === undefined || end === undefined || compare(start, end) >= 0)
      mentions.push({ ...base, kind: 'unclear' })
    else mentions.push({ ...base, kind: 'span', date: start, endDate: end })
  }
  for (const found of scan.takeAll(WEEKDAY)) {
    const weekday = weekdayNumber(found.groups[2] as string)
    const prefix = found.groups[0]
    const base = { start: found.start, end: found.end, raw: found.text, weekday }
    if (prefix !== undefined) {
      mentions.push({ ...base, kind: 'day', date: ofWeek(prefix, weekday, today) })
      continue
    }
    mentions.push({ ...base, kind: 'weekday', date: nearestWeekday(weekday, now) })
  }
  return mentions
}

/**
 * A bare weekday is the latest past one, in a plan the nearest to come; on the same weekday it is today or a week off,
 * and only more words can tell.
 */
function nearestWeekday(weekday: number, { today, tense }: Now): string | undefined {
  const back = (weekdayOf(today) - weekday + 7) % 7
  if (back === 0) return undefined
  return addDays(today, tense === 'log' ? -back : 7 - back)
}

function ofWeek(prefix: string, weekday: number, today: string): string {
  return addDays(mondayOf(today), (WEEK_OFFSETS[prefix.replace('个', '')] ?? 0) + weekday - 1)
}

/** 两周后的今天, 三周后的周三; in a log it is counted from something else. */
const WEEKS_AHEAD = new RegExp(
  `(${NUMBER})个?(?:周|星期|礼拜)(?:以后|之后|后)的?(?:(今天|这(?:一)?天|同一天|本日)|(?:周|星期|礼拜)([一二三四五六日天]))`,
  'g',
)

function weeksAhead(scan: Scan, { today, tense }: Now): DateMention[] {
  if (tense !== 'plan') return []
  return scan.takeAll(WEEKS_AHEAD).map((found) => {
    const [count = '', same, weekday] = found.groups
    const days = (parseNumber(count) ?? 0) * 7
    const date = same ? addDays(today, days) : addDays(mondayOf(today), days + weekdayNumber(weekday as string) - 1)
    return days > 0 && days <= 70 ? day(found, date) : { ...day(found, ''), kind: 'unclear' as const, date: undefined }
  })
}

export const relativeDates: DateRule = (scan, today, tense) => {
  const now = { today, tense }
  const mentions = [...ordinalDays(scan, now), ...weeksAhead(scan, now)]
  for (const found of scan.takeAll(/大{2,}[前后][天日]/g))
    mentions.push({ ...day(found, ''), kind: 'unclear', date: undefined })
  for (const found of scan.takeAll(DAYS_AGO)) {
    const days = parseNumber(found.groups[0] as string)
    if (days !== undefined && days <= 60) mentions.push(day(found, addDays(today, -days)))
    else mentions.push({ ...day(found, ''), kind: 'unclear', date: undefined })
  }
  for (const found of scan.takeAll(DAYS_AHEAD)) {
    const days = parseNumber(found.groups[0] as string)
    // 三天后 in a log is counted from something else that was said.
    if (tense === 'plan' && days !== undefined && days <= 60) mentions.push(day(found, addDays(today, days)))
    else mentions.push({ ...day(found, ''), kind: 'unclear', date: undefined })
  }
  mentions.push(...weekdays(scan, now))
  for (const found of scan.takeAll(DAY_WORD_SPAN)) {
    const [from = 0, to = 0] = found.groups.map((word) => DAYS_BACK[word as string])
    const base = { start: found.start, end: found.end, raw: found.text }
    if (from <= to) mentions.push({ ...base, kind: 'unclear' })
    else mentions.push({ ...base, kind: 'span', date: addDays(today, -from), endDate: addDays(today, -to) })
  }
  for (const [pattern, offset] of DAY_WORDS) {
    for (const found of scan.takeAll(pattern)) mentions.push(day(found, addDays(today, offset)))
  }
  return mentions
}
