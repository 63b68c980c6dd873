import { addDays, compare, yearOf } from '../../core/civil-date.js'
import { shiftWorkdays } from '../../core/workdays.js'
import { branchCalendar } from '../branch-calendar.js'
import { parseNumber } from '../chinese-numerals.js'
import { before, type DayOfYear, FESTIVALS, fromLunar } from './festivals.js'
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

/** What makes a festival's name a day; without it 清明祭英烈 is a subject. */
const EXACT = '(?:那天|当天|这天|当日|那日|那晚|当晚)'
const STARTS_THE_DAY =
  '(?=[,，]?\\s?(?:上午|下午|中午|晚上|早上|我们|我(?!国)|支部|大家|全体|全员|组织|开展|召开|在|去了|给(?![\\u4E00-\\u9FFF]{0,6}(?:节|过年))|\\d{1,2}[:点]))'
const SHIFT = '(?:的?(前一天|前夜|头一天|第二天|后一天|次日|转天))'
const WORKDAY_SHIFT =
  '(?:假期|放假|长假|小长假|节)?(前|后)的?(第一个|最后一?个|首个|头一?个|第二个|倒数第[一二]个|一个)(?:工作日|上班日)'
const BACK_AT_WORK =
  '(?:假期|放假|长假|小长假|节)?(?:后?(?:上班|复工|开工|收假|返岗|返工|到岗)(?:后的?)?(?:[第头]一天|首日)|后的?(?:第一|头一|首)[天日](?:上班|复工|开工|到岗|返岗|返工)(?:时|那天|当天)?)'

/** 节后第一个工作日, the holiday not named: the one just past. */
const AFTER_LAST_HOLIDAY =
  /(?<![教妇佳细])(?:节|假期|长假|(?<![请休病事年产婚丧])假)后的?(?:(?:上班|开工|复工|返岗|返工)的?(?:第一天|头一天|首日)|(?:第一天|头一天)(?:上班|开工|复工|返岗|返工)|(?:第一|首|头一?)个(?:工作日|上班日))|收假(?:后的?)?(?:上班)?(?:第一天|头一天|首日)/g
/** 节前最后一个工作日, the holiday not named: the one just past, or about to begin. */
const BEFORE_LAST_HOLIDAY = /(?:节|假期|长假|放假)前的?(?:最后一?个?(?:工作日|上班日)|最后一天(?:上班|班))/g

/** 元旦假期第一天, 国庆长假最后一天: a day of the free days around the festival. */
const DAY_OF_HOLIDAY =
  '[的这]?(?:[三五六七八3-8]天)?(?:假期|放假|长假|小长假|节假期|(?<=[三五六七八3-8]天)假|节?假)的?(?:第([一二三四五六七八1-8])天|(最后一天))'
/** 年后上班第一天: before and behind a holiday's workday 年 alone is the Spring Festival. */
const NEW_YEAR = '春节|过年|(?<![今去前明每本当近半全两三一整\\d])年'
const HOLIDAY_PATTERNS = FESTIVALS.map(([words, find]) => ({
  find,
  named: new RegExp(words === '春节' ? NEW_YEAR : words),
  within: new RegExp(`(?:(去年|今年|明年)的?)?(?:${words})${DAY_OF_HOLIDAY}`, 'g'),
  workday: new RegExp(
    `(?:(去年|今年|明年)的?)?(?:${words === '春节' ? NEW_YEAR : words})(?:${WORKDAY_SHIFT}|(${BACK_AT_WORK}))`,
    'g',
  ),
  shifted: new RegExp(`(?:(去年|今年|明年)的?)?(?<![\\d二三四五六七八九])(?:${words})${SHIFT}`, 'g'),
  exact: new RegExp(
    `(?:(去年|今年|明年)的?)?(?<![\\d二三四五六七八九迎庆祝念])(?:${words})(?:${EXACT}|${STARTS_THE_DAY})`,
    'g',
  ),
}))

/** What follows the day of an event: 三八节小家活动, 妇女节搞了…. */
const EVENT_BEHIND =
  '(?=(?:那会儿?|时)?(?:支部|工会|部门|我们|大家|全体|全员)?(?:组织|开展|举办|举行|召开|搞|办|做|开)?了?(?:一次|一场|个)?(?:工会|小家|党员大会|支部大会|集中学|学习了?|培训|走访|慰问|看望|志愿|义务|观看|看了|参观|微党课|党课|专题|谈心|捐款|募捐|我?[和跟与同]))'
const OF_EVENT = FESTIVALS.filter(([words]) => /[节日]/.test(words)).map(([words, find]) => ({
  find,
  named: new RegExp(words),
  pattern: new RegExp(
    `(?<=^|[\\s,，。;；:：\\n\\uE001]|补录|补记|补登|登记|记录|一下)(?=[^\\s,，。;；]{1,6}[节日])(?:${words})(?<=[节日])${EVENT_BEHIND}`,
    'g',
  ),
}))

const ANY_FESTIVAL =
  /元旦|除夕|春节|元宵|清明|五一|端午|七一|八一|中秋|国庆|十一|正月|初|腊[月八]|龙抬头|平安夜|跨年|圣诞|二月二|冬月|大年|农历|阴历|[节植教妇重七五六假至]|立[春夏秋冬]|年[前后]|[全育境毒利念防传锋灾法祭]日|建党日/

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
  if (isFar(date, today, tense)) return { ...base, kind: 'unclear', date }
  const yearSaid = /^(?:去年|今年|明年)/.test(span.text)
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
  for (const { find, named, workday, shifted, exact, within } of HOLIDAY_PATTERNS) {
    // Four patterns for each of forty names: most sentences have none of them.
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
export const festivalOfEvent: DateRule = (scan, today, tense) =>
  ANY_FESTIVAL.test(scan.open)
    ? OF_EVENT.filter(({ named }) => named.test(scan.open)).flatMap(({ find, pattern }) =>
        scan.takeAll(pattern).map((span) => found(span, nearest(find, { today, tense }, undefined), { today, tense })),
      )
    : []

/** The festival at which something is to be done: 打算端午节搞小家活动, 七一准备开大会. */
const OF_PLAN = FESTIVALS.map(([words, find]) => ({
  find,
  named: new RegExp(words),
  pattern: new RegExp(
    `(?<=^|[\\s,，。;；:：\\n\\uE001]|打算|安排|计划|准备|想|在|于|定)(?:${words})(?=[,，]?(?:在|我们|支部|工会|大家)?(?:去|到|搞|办|开|组织|举|上午|下午|晚上|中午|准备|打算|计划|走访|慰问|看望|召开|集中|观看|参观))`,
    'g',
  ),
}))

export const festivalOfPlan: DateRule = (scan, today, tense) =>
  ANY_FESTIVAL.test(scan.open)
    ? OF_PLAN.filter(({ named }) => named.test(scan.open)).flatMap(({ find, pattern }) =>
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
