import chineseDays from 'chinese-days'
import { addDays, isCivilDate, weekdayOf } from '../../core/civil-date.js'

/** The days of the year that are called by a name, and those of the old calendar (SCHEMA §1 "Dates"). */

export type DayOfYear = (year: number) => string | undefined

const solar =
  (monthDay: string): DayOfYear =>
  (year) =>
    `${year}-${monthDay}`
const lunar =
  (month: number, dayOfMonth: number): DayOfYear =>
  (year) =>
    fromLunar(year, month, dayOfMonth)

/** The days of the farmers' calendar that no weather or food is called by. */
const SOLAR_TERMS = [
  ['惊蛰', 3, 'the_waking_of_insects'],
  ['春分', 3, 'the_spring_equinox'],
  ['谷雨', 4, 'grain_rain'],
  ['小满(?=那天|当天|节气)', 5, 'lesser_fullness_of_grain'],
  ['芒种', 6, 'grain_in_beard'],
  ['小暑', 7, 'lesser_heat'],
  ['大暑', 7, 'greater_heat'],
  ['处暑', 8, 'the_end_of_heat'],
  ['白露', 9, 'white_dew'],
  ['秋分', 9, 'the_autumn_equinox'],
  ['寒露', 10, 'code_dew'],
  ['霜降', 10, 'frost_descent'],
  ['小寒', 1, 'lesser_cold'],
  ['大寒', 1, 'greater_cold'],
] as const

/** 母亲节, 父亲节: so many Sundays into a month. */
const nthSunday =
  (month: string, nth: number): DayOfYear =>
  (year) =>
    addDays(`${year}-${month}-01`, ((7 - weekdayOf(`${year}-${month}-01`)) % 7) + (nth - 1) * 7)

/** The words, as a pattern, and the day that they mean in a year. */
export const FESTIVALS: readonly (readonly [string, DayOfYear])[] = [
  ['元旦节?', solar('01-01')],
  ['除夕夜?|年三十', (year) => before(fromLunar(year, 1, 1))],
  ['春节', lunar(1, 1)],
  ['元宵节?', lunar(1, 15)],
  ['三八(?:妇女)?节|(?:国际)?妇女节', solar('03-08')],
  ['(?:向雷锋)?学(?:习)?雷锋(?:纪念)?日', solar('03-05')],
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
  ['国家安全(?:教育)?日', solar('04-15')],
  ['护士节|防灾减灾日', solar('05-12')],
  ['世界环境日|环境日', solar('06-05')],
  ['禁毒日', solar('06-26')],
  ['抗战胜利(?:纪念)?日', solar('09-03')],
  ['烈士纪念日', solar('09-30')],
  ['记者节', solar('11-08')],
  ['消防(?:宣传)?日', solar('11-09')],
  ['立春', (year) => chineseDays.getSolarTermDate(year, 2, 'the_beginning_of_spring')],
  ['立夏', (year) => chineseDays.getSolarTermDate(year, 5, 'the_beginning_of_summer')],
  ['夏至', (year) => chineseDays.getSolarTermDate(year, 6, 'the_summer_solstice')],
  ['立秋', (year) => chineseDays.getSolarTermDate(year, 8, 'the_beginning_of_autumn')],
  ['立冬', (year) => chineseDays.getSolarTermDate(year, 11, 'the_beginning_of_winter')],
  ['母亲节', nthSunday('05', 2)],
  ['父亲节', nthSunday('06', 3)],
  ['冬至', (year) => chineseDays.getSolarTermDate(year, 12, 'the_winter_solstice')],
  ...SOLAR_TERMS.map(
    ([words, month, key]) =>
      [`${words}(?:节气)?`, (year: number) => chineseDays.getSolarTermDate(year, month, key)] as const,
  ),
  ['平安夜', solar('12-24')],
  ['圣诞节?', solar('12-25')],
  ['跨年夜', solar('12-31')],
  ['国家公祭日|公祭日', solar('12-13')],
]

/** 除夕 of the lunar year that begins in this year; undefined where the calendar doesn't reach. */
export const newYearsEve = (year: number): string | undefined => before(fromLunar(year, 1, 1))

/** A day of the old calendar as a civil date; undefined where the year lacks it. */
export function fromLunar(year: number, month: number, dayOfMonth: number): string | undefined {
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

export const before = (date: string | undefined): string | undefined =>
  date === undefined ? undefined : addDays(date, -1)
