import { addDays, compare, yearOf } from '../../core/civil-date.js'
import { shiftWorkdays } from '../../core/workdays.js'
import { branchCalendar } from '../branch-calendar.js'
import { parseNumber } from '../chinese-numerals.js'
import type { Scan } from '../scan.js'
import { before, type DayOfYear, fromLunar } from './festivals.js'
import { HOLIDAYS } from './holiday-patterns.js'
import type { DateMention, DateRule, Tense } from './mention.js'
import { isFar, isLongAgo } from './nearest.js'

/** Lunar dates and festivals, and workdays counted from a holiday: 正月十五, 清明前一天, 节后第一个工作日 (SCHEMA §1 "Dates"). */

const LUNAR =
  /(?:农历|阴历|旧历)?(?:(去年|今年|明年)的?)?(?:(正月|腊月|冬月)|(?<=农历|阴历|旧历)([二三四五六七八九十]{1,2})月|([二三四五六七八九十]{1,2})月(?=初|廿))(初[一二三四五六七八九十]|[十廿][一二三四五六七八九]|二十[一二三四五六七八九]?|三十|十|卅|(?<=[农阴旧]历[二三四五六七八九十]{1,2}月)[一二三四五六七八九])(?![日号点时人个])/g
const NEW_YEAR_DAY = /大年(初[一二三四五六七八九十]|三十)(?:的?(前一天|头一天|第二天|后一天))?/g

/** 初四跟赵阳谈心, in the days after the New Year. */
const NEW_YEAR_DAY_ALONE =
  /(?<=^|[\s,，。;；:：\uE001])(初[一二三四五六七八九十])(?![一二三四五六七八九十年级班中心步期次])(?=$|[\s,，。;；上下中晚和跟与同那我在去支组集])/g
const NEW_YEAR_DAYS = 30
const LUNAR_MONTHS: Readonly<Record<string, number>> = { 正月: 1, 冬月: 11, 腊月: 12 }

/** 节后第一个工作日, the holiday not named: the one just past. */
const AFTER_LAST_HOLIDAY =
  /(?<![教妇佳细])(?:节|假期|长假|(?<![请休病事年产婚丧])假)后的?(?:(?:上班|开工|复工|返岗|返工)的?(?:第一天|头一天|首日)|(?:第一天|头一天)(?:上班|开工|复工|返岗|返工)|(?:第一|首|头一?)个(?:工作日|上班日))|收假(?:后的?)?(?:上班)?(?:第一天|头一天|首日)/g
/** 节前最后一个工作日, the holiday not named: the one just past, or about to begin. */
const BEFORE_LAST_HOLIDAY = /(?:节|假期|长假|放假)前的?(?:最后一?个?(?:工作日|上班日)|最后一天(?:上班|班))/g

const ANY_FESTIVAL =
  /元旦|除夕|春节|元宵|清明|五一|端午|七一|八一|中秋|国庆|十一|正月|初|腊[月八]|龙抬头|平安夜|跨年|圣诞|二月二|冬月|大年|农历|阴历|[节植教妇重七五六假至亲]|立[春夏秋冬]|惊蛰|[春秋]分|谷雨|小满|芒种|[小大处]暑|[白寒]露|霜降|[小大]寒|年[前后]|[全育境毒利念防传锋灾法祭]日|建党日/

interface Now {
  today: string
  tense: Tense
}

const YEARS_ON: Readonly<Record<string, number>> = { 去年: -1, 明年: 1 }

/** The latest past day of a yearly date, in a plan the nearest to come; a named year decides by itself. */
function nearest(find: DayOfYear, { today, tense }: Now, yearWord: string | undefined): string | undefined {
  const year = yearOf(today)
  if (yearWord !== undefined) return find(year + (YEARS_ON[yearWord] ?? 0))
  // The lunar months at a year's end fall in the civil year after it.
  for (const candidate of tense === 'log' ? [year, year - 1] : [year - 1, year, year + 1]) {
    const date = find(candidate)
    if (date !== undefined && (tense === 'log' ? compare(date, today) <= 0 : compare(date, today) >= 0)) return date
  }
  return undefined
}

/** A day counted from a festival. In a plan the day itself must be to come: on 3 October 国庆后第一个工作日 is this year's. */
function beside(
  find: DayOfYear,
  shift: (festival: string) => string | undefined,
  now: Now,
  yearWord: string | undefined,
): string | undefined {
  const shifted: DayOfYear = (year) => {
    const festival = find(year)
    return festival === undefined ? undefined : shift(festival)
  }
  if (now.tense === 'plan') return nearest(shifted, now, yearWord)
  const festival = nearest(find, now, yearWord)
  return festival === undefined ? undefined : shift(festival)
}

function lunarDay(text: string): number {
  return parseNumber(text.replace('初', '')) ?? 0
}

function found(
  span: { start: number; end: number; text: string },
  date: string | undefined,
  { today, tense }: Now,
): DateMention {
  const base = { start: span.start, end: span.end, raw: span.text.replace(/[当那这]$/, '') }
  if (date === undefined) return { ...base, kind: 'unclear' }
  const yearSaid = /^(?:去年|今年|明年)/.test(span.text)
  if (!yearSaid && isFar(date, today, tense)) return { ...base, kind: 'unclear', date }
  return { ...base, kind: 'day', date, ...(!yearSaid && isLongAgo(date, today) ? { longAgo: true } : {}) }
}

export const calendarDates: DateRule = (scan, today, tense) => {
  const now = { today, tense }
  if (!ANY_FESTIVAL.test(scan.open)) return []
  const mentions: DateMention[] = []
  for (const span of scan.takeAll(LUNAR)) {
    const [yearWord, name, spoken, numbered, dayText = ''] = span.groups
    const month = name === undefined ? (parseNumber(spoken ?? numbered ?? '') ?? 0) : (LUNAR_MONTHS[name] as number)
    // 腊月 of the lunar year that begins in `year` falls in the January or February after it.
    const offset = yearWord !== undefined && month >= 11 ? undefined : 0
    const find: DayOfYear = (year) => fromLunar(year, month, lunarDay(dayText))
    mentions.push(found(span, offset === undefined ? undefined : nearest(find, now, yearWord), now))
  }
  for (const span of scan.takeAll(NEW_YEAR_DAY)) {
    const text = span.groups[0] as string
    const find: DayOfYear = (year) =>
      text === '三十' ? before(fromLunar(year, 1, 1)) : fromLunar(year, 1, lunarDay(text))
    const beside = span.groups[1]
    const day = nearest(find, now, undefined)
    const shifted = day === undefined || beside === undefined ? day : addDays(day, /前|头/.test(beside) ? -1 : 1)
    mentions.push(found(span, shifted, now))
  }
  for (const span of scan.all(NEW_YEAR_DAY_ALONE)) {
    const date = nearest((year) => fromLunar(year, 1, lunarDay(span.groups[0] as string)), now, undefined)
    if (tense !== 'log' || date === undefined || compare(addDays(date, NEW_YEAR_DAYS), today) < 0) continue
    scan.claim(span)
    mentions.push(found(span, date, now))
  }
  for (const { find, named, workday, shifted, exact, within } of HOLIDAYS) {
    if (!named.test(scan.open)) continue
    for (const span of scan.takeAll(within)) {
      const [yearWord, nth, last] = span.groups
      const shift = (festival: string): string | undefined =>
        dayOfHoliday(festival, last ? -1 : (parseNumber(nth ?? '') ?? 1))
      mentions.push(found(span, beside(find, shift, now, yearWord), now))
    }
    for (const span of scan.takeAll(workday)) {
      const [yearWord, side, which, back] = span.groups
      const forward = back !== undefined || side === '后'
      const fromEnd = /最后|倒数/.test(which ?? '')
      const agrees = back !== undefined || which === '一个' || forward !== fromEnd
      const steps = which?.endsWith('第二个') ? 2 : 1
      const shift = (festival: string): string | undefined =>
        agrees && branchCalendar().isKnown(festival)
          ? shiftWorkdays(festival, forward ? steps : -steps, branchCalendar())
          : undefined
      mentions.push(found(span, beside(find, shift, now, yearWord), now))
    }
    for (const span of scan.takeAll(shifted)) {
      const days = /第二天|后一天|次日|转天/.test(span.groups[1] as string) ? 1 : -1
      mentions.push(
        found(
          span,
          beside(find, (festival) => addDays(festival, days), now, span.groups[0]),
          now,
        ),
      )
    }
    for (const span of scan.takeAll(exact)) mentions.push(found(span, nearest(find, now, span.groups[0]), now))
  }
  for (const span of scan.takeAll(AFTER_LAST_HOLIDAY)) mentions.push(found(span, firstDayBack(now), now))
  for (const span of scan.takeAll(BEFORE_LAST_HOLIDAY)) mentions.push(found(span, lastDayBefore(now), now))
  return mentions
}

/**
 * The festival directly before what was done, read only where no other day is said: 三八节小家活动. A name without 节
 * (清明主题党日) may as well be the theme.
 */
export const festivalOfEvent: DateRule = (scan, today, tense) => byName('ofEvent', scan, { today, tense })

/** The festival at which something is to be done: 打算端午节搞小家活动, 七一准备开大会. */
export const festivalOfPlan: DateRule = (scan, today, tense) => byName('ofPlan', scan, { today, tense })

function byName(way: 'ofEvent' | 'ofPlan', scan: Scan, now: Now): DateMention[] {
  if (!ANY_FESTIVAL.test(scan.open)) return []
  return HOLIDAYS.filter(({ named }) => named.test(scan.open)).flatMap((holiday) =>
    scan.takeAll(holiday[way]).map((span) => found(span, nearest(holiday.find, now, undefined), now)),
  )
}

/** The nth of the free days around a festival, -1 for the last one. */
function dayOfHoliday(festival: string, nth: number): string | undefined {
  const calendar = branchCalendar()
  if (!calendar.isKnown(festival) || calendar.isWorkday(festival)) return undefined
  let [first, last] = [festival, festival]
  for (let days = 0; days < 10 && !calendar.isWorkday(addDays(first, -1)); days++) first = addDays(first, -1)
  for (let days = 0; days < 10 && !calendar.isWorkday(addDays(last, 1)); days++) last = addDays(last, 1)
  const date = nth < 0 ? last : addDays(first, nth - 1)
  return compare(date, last) <= 0 ? date : undefined
}

const LONGEST_MEMORY = 21
/** A plan may look ahead to the next holiday from anywhere in the year. */
const FARTHEST_HOLIDAY = 200

/** The latest workday before three or more free days in a row; in a plan the next one. */
function lastDayBefore({ today, tense }: Now): string | undefined {
  const calendar = branchCalendar()
  for (let days = 0; days <= (tense === 'log' ? LONGEST_MEMORY : FARTHEST_HOLIDAY); days++) {
    const date = addDays(today, tense === 'log' ? -days : days)
    const free = [1, 2, 3].every((on) => !calendar.isWorkday(addDays(date, on)))
    if (free && calendar.isWorkday(date)) return calendar.isKnown(date) ? date : undefined
  }
  return undefined
}

/** The latest workday that follows three or more free days in a row; in a plan the next one. */
function firstDayBack({ today, tense }: Now): string | undefined {
  const calendar = branchCalendar()
  for (let days = 0; days <= (tense === 'log' ? LONGEST_MEMORY : FARTHEST_HOLIDAY); days++) {
    const date = addDays(today, tense === 'log' ? -days : days)
    const free = [1, 2, 3].every((back) => !calendar.isWorkday(addDays(date, -back)))
    if (free && calendar.isWorkday(date)) return calendar.isKnown(date) ? date : undefined
  }
  return undefined
}
