import { compare, formatChinese, weekdayOf } from './civil-date.js'
import { dayOfFestival, FESTIVALS, type Festival } from './festivals.js'
import { NoticeProblem, readSection, type SectionDays } from './notice-days.js'
import type { HolidayList } from './workdays.js'

/** One paragraph of the notice: 一、元旦：1月1日（周五）至3日（周日）放假，共3天。 */
export interface Holiday extends SectionDays {
  /** More than one when they fall together: 国庆节、中秋节. */
  readonly festivals: readonly Festival[]
}

/** The State Council's notice on a year's holidays, with nothing in it that contradicts itself. */
export interface HolidayNotice {
  readonly year: number
  readonly holidays: readonly Holiday[]
}

/** The seven festivals are days off since 2008 (《全国年节及纪念日放假办法》, 2007 revision). */
const FIRST_YEAR = 2008
const LAST_YEAR = 2099

const NAMES: Readonly<Record<string, Festival>> = {
  元旦: '元旦',
  新年: '元旦',
  春节: '春节',
  清明: '清明节',
  清明节: '清明节',
  劳动节: '劳动节',
  五一: '劳动节',
  端午: '端午节',
  端午节: '端午节',
  中秋: '中秋节',
  中秋节: '中秋节',
  国庆: '国庆节',
  国庆节: '国庆节',
}
const NAME = '(?:元旦|新年|春节|清明节?|(?:五一)?(?:国际)?劳动节|五一|端午节?|中秋节?|国庆节?)'
/** What begins a paragraph: the festival, or two that fall together, and a colon or at once the day. */
const HEAD = new RegExp(
  `(${NAME}(?:[、,和及与/]${NAME}){0,2})(?:假期|放假(?:安排|时间)?|安排)?(?::|(?=(?:\\d{4}年)?\\d{1,2}月\\d))`,
  'g',
)
/** Where the paragraphs end: what the notice says to every office, its signature, its date. */
const TAIL = /节假日期间|各地区|国务院办公厅|\(此件公开发布\)|\d{4}年\d{1,2}月\d{1,2}日$/
/** The notice has some 600 characters; pages around it are pasted along. */
const LONGEST_TEXT = 10_000

/** Enough of the notice to know what was pasted, also when a part of it is missing or wrong. */
export function isHolidayNotice(text: string): boolean {
  if (text.length > LONGEST_TEXT) return false
  const plain = plainOf(text)
  const paragraphs = [...plain.matchAll(HEAD)].length
  return paragraphs >= 3 ? plain.includes('放假') : paragraphs > 0 && /节假日安排的?通知/.test(plain)
}

/**
 * Reads the notice from pasted text, whatever its layout. `problem`: one Chinese sentence on what contradicts itself or
 * is missing; a list with a hole in it would make workdays of holidays, so nothing is read from such a text.
 */
export function parseHolidayNotice(text: string): { notice: HolidayNotice } | { problem: string } {
  try {
    return { notice: readNotice(plainOf(text)) }
  } catch (error) {
    if (error instanceof NoticeProblem) return { problem: error.message }
    throw error
  }
}

/** The days of a notice as a calendar takes them. */
export const listOf = ({ year, holidays }: HolidayNotice): HolidayList => ({
  year,
  rest: holidays.flatMap(({ rest }) => rest).toSorted(compare),
  work: holidays.flatMap(({ work }) => work).toSorted(compare),
})

/** Half width, without blanks: pages and chats break lines anywhere. */
const plainOf = (text: string): string =>
  text.normalize('NFKC').replace(/[\s\p{Default_Ignorable_Code_Point}*#|]+/gu, '')

function readNotice(text: string): HolidayNotice {
  const year = yearIn(text)
  const heads = [...text.matchAll(HEAD)]
  const holidays = heads.map((head, index): Holiday => {
    const from = head.index + head[0].length
    const body = text.slice(from, heads[index + 1]?.index ?? text.length)
    const festivals = festivalsIn(head[1] ?? '')
    // Of the next paragraph only its number is left at the end: 二、
    const own = (TAIL.test(body) ? body.slice(0, body.search(TAIL)) : body).replace(
      /[(]?[一二三四五六七八九十\d]+[)、.]+$/,
      '',
    )
    return { festivals, ...readSection(own, { year, name: head[1] ?? '', atNewYear: festivals.includes('元旦') }) }
  })
  checkWhole(year, holidays)
  return { year, holidays }
}

function yearIn(text: string): number {
  const said = /(\d{4})年(?:全国)?(?:部分)?(?:法定)?(?:节假日|放假|元旦|休假)/.exec(text)?.[1]
  if (said === undefined) throw new NoticeProblem('没看到是哪一年的安排，请把通知连标题一起贴过来')
  const year = Number(said)
  if (year < FIRST_YEAR || year > LAST_YEAR) throw new NoticeProblem(`${year}年的节假日安排我不认`)
  return year
}

const festivalsIn = (head: string): Festival[] =>
  head.split(/[、,和及与/]/).flatMap((name) => NAMES[name] ?? (name.endsWith('劳动节') ? '劳动节' : []))

/** What no paragraph can know by itself. */
function checkWhole(year: number, holidays: readonly Holiday[]): void {
  const said = holidays.flatMap(({ festivals }) => festivals)
  const twice = said.find((festival, index) => said.indexOf(festival) !== index)
  if (twice) throw new NoticeProblem(`「${twice}」出现了两次，请只贴一份通知`)
  const missing = FESTIVALS.filter((festival) => !said.includes(festival))
  if (missing.length > 0) throw new NoticeProblem(`通知里没有${missing.join('、')}，请把全文贴过来`)
  for (const { festivals, rest } of holidays) {
    for (const festival of festivals) {
      const day = dayOfFestival(festival, year)
      if (day && !rest.includes(day)) {
        throw new NoticeProblem(`${festival}是${formatChinese(day)}，通知里这天没有放假，年份或日期可能贴错了`)
      }
    }
  }
  const rest = holidays.flatMap((holiday) => holiday.rest)
  const work = holidays.flatMap((holiday) => holiday.work)
  const again = [...rest, ...work].find((date, index, all) => all.indexOf(date) !== index)
  if (again) {
    const both = rest.includes(again) && work.includes(again)
    throw new NoticeProblem(`${formatChinese(again)}${both ? '又放假又上班' : '写了两次'}，请核对原文`)
  }
  const weekday = work.find((date) => weekdayOf(date) <= 5)
  if (weekday) throw new NoticeProblem(`${formatChinese(weekday)}不是周末，本来就上班，请核对原文`)
}
