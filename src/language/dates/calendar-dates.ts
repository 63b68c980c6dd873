import chineseDays from 'chinese-days'
import { addDays, compare, isCivilDate, yearOf } from '../../core/civil-date.js'
import { shiftWorkdays } from '../../core/workdays.js'
import { branchCalendar } from '../branch-calendar.js'
import { parseNumber } from '../chinese-numerals.js'
import type { DateMention, DateRule, Tense } from './mention.js'
import { isFar } from './nearest.js'

/** 除夕 of the lunar year that begins in this year; undefined where the calendar doesn't reach. */
export const newYearsEve = (year: number): string | undefined => before(fromLunar(year, 1, 1))

/** Lunar dates and festivals, and workdays counted from a holiday: 正月十五, 清明前一天, 节后第一个工作日 (SCHEMA §1 "Dates"). */

const LUNAR =
  /(?:农历|阴历|旧历)?(?:(去年|今年|明年)的?)?(?:(正月|腊月|冬月)|(?<=农历|阴历|旧历)([二三四五六七八九十]{1,2})月|([二三四五六七八九十]{1,2})月(?=初|廿))(初[一二三四五六七八九十]|[十廿][一二三四五六七八九]|二十[一二三四五六七八九]?|三十|十|卅)(?![日号点时人个])/g
const NEW_YEAR_DAY = /大年(初[一二三四五六七八九十]|三十)(?:的?(前一天|头一天|第二天|后一天))?/g

/** 初四跟赵阳谈心, in the days after the New Year. */
const NEW_YEAR_DAY_ALONE =
  /(?<=^|[\s,，。;；:：\uE001])(初[一二三四五六七八九十])(?![一二三四五六七八九十年级班中心步期次])(?=$|[\s,，。;；上下中晚和跟与同那我在去支组集])/g
const NEW_YEAR_DAYS = 30
const LUNAR_MONTHS: Readonly<Record<string, number>> = { 正月: 1, 冬月: 11, 腊月: 12 }

type DayOfYear = (year: number) => string | undefined

const solar =
  (monthDay: string): DayOfYear =>
  (year) =>
    `${year}-${monthDay}`
const lunar =
  (month: number, dayOfMonth: number): DayOfYear =>
  (year) =>
    fromLunar(year, month, dayOfMonth)

const FESTIVALS: readonly (readonly [string, DayOfYear])[] = [
  ['元旦节?', solar('01-01')],
  ['除夕夜?|年三十', (year) => before(fromLunar(year, 1, 1))],
  ['春节', lunar(1, 1)],
  ['元宵节?', lunar(1, 15)],
  ['三八(?:妇女)?节|(?:国际)?妇女节', solar('03-08')],
  ['(?:3·12)?植树节', solar('03-12')],
  ['清明节?', (year) => chineseDays.getSolarTermDate(year, 4, 'pure_brightness')],
  ['五一(?:国际)?(?:劳动)?节?|劳动节', solar('05-01')],
  ['五四(?:青年)?节?|青年节', solar('05-04')],
  ['端午节?', lunar(5, 5)],
  ['六一(?:儿童)?节?|儿童节', solar('06-01')],
  ['七一建党节|建党节|建党日|七一', solar('07-01')],
  ['八一建军节|建军节|八一', solar('08-01')],
  ['七夕节?', lunar(7, 7)],
  ['教师节', solar('09-10')],
  ['中秋节?', lunar(8, 15)],
  ['国庆节?|十一', solar('10-01')],
  ['重阳节?', lunar(9, 9)],
  ['腊八节?', lunar(12, 8)],
  ['龙抬头|二月二', lunar(2, 2)],
  ['国家宪法日|宪法日', solar('12-04')],
  ['平安夜', solar('12-24')],
  ['圣诞节?', solar('12-25')],
  ['跨年夜', solar('12-31')],
  ['国家公祭日|公祭日', solar('12-13')],
]

/** What makes a festival's name a day; without it 清明祭英烈 is a subject. */
const EXACT = '(?:那天|当天|这天|当日|那日|那晚|当晚)'
const STARTS_THE_DAY =
  '(?=[,，]?\\s?(?:上午|下午|中午|晚上|早上|我们|支部|大家|全体|全员|组织|开展|召开|在|去了|给(?![\\u4E00-\\u9FFF]{0,6}(?:节|过年))|\\d{1,2}[:点]))'
const SHIFT = '(?:的?(前一天|前夜|头一天|第二天|后一天|次日|转天))'
const WORKDAY_SHIFT = '(?:假期|放假|长假|小长假|节)?(前|后)的?(?:的)?(第一个|最后一个|首个|第二个)(?:工作日|上班日)'
const BACK_AT_WORK = '(?:假期|放假|长假|节)?后?(?:上班|复工|开工|收假)(?:后的?)?第一天'

/** 节后第一个工作日, the holiday not named: the one just past. */
const AFTER_LAST_HOLIDAY = /(?:节|假期|长假|假)后的?(?:(?:上班|开工|复工)的?第一天|(?:第一|首)个(?:工作日|上班日))/g

/** 元旦假期第一天, 国庆长假最后一天: a day of the free days around the festival. */
const DAY_OF_HOLIDAY = '(?:假期|放假|长假|小长假|节假期)的?(?:第([一二三四五六七八1-8])天|(最后一天))'
const HOLIDAY_PATTERNS = FESTIVALS.map(([words, find]) => ({
  find,
  within: new RegExp(`(?:(去年|今年|明年)的?)?(?:${words})${DAY_OF_HOLIDAY}`, 'g'),
  workday: new RegExp(`(?:(去年|今年|明年)的?)?(?:${words})(?:${WORKDAY_SHIFT}|(${BACK_AT_WORK}))`, 'g'),
  shifted: new RegExp(`(?:(去年|今年|明年)的?)?(?<![\\d二三四五六七八九])(?:${words})${SHIFT}`, 'g'),
  exact: new RegExp(
    `(?:(去年|今年|明年)的?)?(?<![\\d二三四五六七八九迎庆祝念])(?:${words})(?:${EXACT}|${STARTS_THE_DAY})`,
    'g',
  ),
}))

/** What follows the day of an event: 三八节小家活动, 妇女节搞了…. */
const EVENT_BEHIND =
  '(?=(?:那会儿?|时)?(?:支部|工会|部门|我们|大家|全体|全员)?(?:组织|开展|举办|举行|召开|搞|办|做|开)?了?(?:一次|一场|个)?(?:工会|小家|党员大会|支部大会|集中学|学习了?|培训|走访|慰问|看望|志愿|义务|观看|看了|参观|微党课|党课|专题|谈心|捐款|募捐|[和跟与同]))'
const OF_EVENT = FESTIVALS.filter(([words]) => /[节日]/.test(words)).map(([words, find]) => ({
  find,
  pattern: new RegExp(
    `(?<=^|[\\s,，。;；:：\\n\\uE001]|补录|补记|补登|登记|记录|一下)(?=[^\\s,，。;；]{1,6}[节日])(?:${words})(?<=[节日])${EVENT_BEHIND}`,
    'g',
  ),
}))

const ANY_FESTIVAL =
  /元旦|除夕|春节|元宵|清明|五一|端午|七一|八一|中秋|国庆|十一|正月|初|腊[月八]|龙抬头|平安夜|跨年|圣诞|二月二|冬月|大年|农历|阴历|[节植教妇重七五六]/

function fromLunar(year: number, month: number, dayOfMonth: number): string | undefined {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`
  try {
    const { date } = chineseDays.getSolarDateFromLunar(text)
    if (!isCivilDate(date)) return undefined
    // A 腊月三十 that the year lacks comes back as the next month's first day.
    const back = chineseDays.getLunarDate(date)
    return back.lunarMon === month && back.lunarDay === dayOfMonth ? date : undefined
  } catch {
    return undefined
  }
}

const before = (date: string | undefined): string | undefined => (date === undefined ? undefined : addDays(date, -1))

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
  const base = { start: span.start, end: span.end, raw: span.text }
  if (date === undefined) return { ...base, kind: 'unclear' }
  return isFar(date, today, tense) ? { ...base, kind: 'unclear', date } : { ...base, kind: 'day', date }
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
  for (const { find, workday, shifted, exact, within } of HOLIDAY_PATTERNS) {
    for (const span of scan.takeAll(within)) {
      const [yearWord, nth, last] = span.groups
      const shift = (festival: string): string | undefined =>
        dayOfHoliday(festival, last ? -1 : (parseNumber(nth ?? '') ?? 1))
      mentions.push(found(span, beside(find, shift, now, yearWord), now))
    }
    for (const span of scan.takeAll(workday)) {
      const [yearWord, side, which, back] = span.groups
      const forward = back !== undefined || side === '后'
      const agrees = back !== undefined || (forward ? which !== '最后一个' : which === '最后一个')
      const steps = which === '第二个' ? 2 : 1
      const shift = (festival: string): string | undefined =>
        agrees && branchCalendar().isKnown(festival)
          ? shiftWorkdays(festival, forward ? steps : -1, branchCalendar())
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
  return mentions
}

/**
 * The festival directly before what was done, read only where no other day is said: 三八节小家活动. A name without 节
 * (清明主题党日) may as well be the theme.
 */
export const festivalOfEvent: DateRule = (scan, today, tense) =>
  ANY_FESTIVAL.test(scan.open)
    ? OF_EVENT.flatMap(({ find, pattern }) =>
        scan.takeAll(pattern).map((span) => found(span, nearest(find, { today, tense }, undefined), { today, tense })),
      )
    : []

/** The festival at which something is to be done: 打算端午节搞小家活动, 七一准备开大会. */
const OF_PLAN = FESTIVALS.map(([words, find]) => ({
  find,
  pattern: new RegExp(
    `(?<=^|[\\s,，。;；:：\\n\\uE001]|打算|安排|计划|准备|想|在|于|定)(?:${words})(?=[,，]?(?:在|我们|支部|工会|大家)?(?:去|到|搞|办|开|组织|举|上午|下午|晚上|中午|准备|打算|计划|走访|慰问|看望|召开|集中|观看|参观))`,
    'g',
  ),
}))

export const festivalOfPlan: DateRule = (scan, today, tense) =>
  ANY_FESTIVAL.test(scan.open)
    ? OF_PLAN.flatMap(({ find, pattern }) =>
        scan.takeAll(pattern).map((span) => found(span, nearest(find, { today, tense }, undefined), { today, tense })),
      )
    : []

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
