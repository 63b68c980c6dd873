import { addDays, civilDate, daysBetween, existsInCalendar, formatChinese, weekdayOf } from './civil-date.js'

/** Something in a pasted notice contradicts itself; the message is one Chinese sentence for the person who pasted it. */
export class NoticeProblem extends Error {
  override readonly name = 'NoticeProblem'
}

/** What a paragraph says of its days, each as `YYYY-MM-DD`. */
export interface SectionDays {
  readonly rest: readonly string[]
  readonly work: readonly string[]
}

interface Section {
  readonly year: number
  /** As the notice calls it. */
  readonly name: string
  /** A December in it is the year before's. */
  readonly atNewYear: boolean
}

/** 安排职工在除夕（2月9日）休息 is advice to offices, no day off for all. */
const ADVICE = /鼓励|倡导|建议|带薪/
const DAY = '(?:(\\d{4})年)?(?:(\\d{1,2})月)?(\\d{1,2})[日号](\\([^()]{0,30}\\)|(?:周|星期|礼拜)[一二三四五六日天])?'
/** A day or a span; what happens on the days before it; or how many they are. */
const TOKEN = new RegExp(
  `${DAY}(?:(?:至|到|[-~—–〜]+)${DAY})?|(放假|补休|休息)|(上班)|共?([\\d一二三四五六七八九十]{1,2})天`,
  'g',
)
const WEEKDAY = /(?:周|星期|礼拜)([一二三四五六日天])/
const WEEKDAYS = '一二三四五六日'
const DIGITS = '零一二三四五六七八九十'
/** No holiday has been longer than nine days; a wrong month would make one of weeks. */
const LONGEST_DAYS = 16

/** The days off and the days at work of one paragraph. Throws NoticeProblem. */
export function readSection(text: string, section: Section): SectionDays {
  const rest: string[] = []
  const work: string[] = []
  for (const sentence of text.split(/[。;]/)) {
    if (!ADVICE.test(sentence)) readSentence(sentence, section, { rest, work })
  }
  if (rest.length === 0) throw new NoticeProblem(`「${section.name}」没看到哪天放假`)
  return { rest, work }
}

function readSentence(
  sentence: string,
  section: Section,
  { rest, work }: { readonly rest: string[]; readonly work: string[] },
): void {
  const waiting: string[] = []
  let off = 0
  let month: number | undefined
  /** 放假时间为…: what happens is said before the days. */
  let ahead: string[] | undefined
  for (const token of sentence.matchAll(TOKEN)) {
    const [whole, , , day, , , , , , isRest, isWork, count] = token
    if (day !== undefined) {
      const span = daysIn(token, month, section)
      month = span.month
      waiting.push(...span.days)
    } else if (isRest !== undefined) {
      ahead = waiting.length === 0 && off === 0 ? rest : undefined
      off += waiting.length
      rest.push(...waiting.splice(0))
    } else if (isWork !== undefined) {
      ahead = waiting.length === 0 ? work : undefined
      work.push(...waiting.splice(0))
    } else if (count !== undefined && off > 0 && numberOf(count) !== off && !sentence.includes('连休')) {
      throw new NoticeProblem(`「${section.name}」写的是${whole}，按日期算是${off}天，请核对原文`)
    }
  }
  if (ahead) ahead.push(...waiting)
  else if (waiting.length > 0) {
    throw new NoticeProblem(`「${section.name}」里的${formatChinese(waiting[0] as string)}没看懂是放假还是上班`)
  }
}

/** The days of one token, both ends included; a month not said is the one before it. */
function daysIn(
  token: RegExpExecArray,
  before: number | undefined,
  section: Section,
): { days: string[]; month: number } {
  const [, year, month, day, beside, endYear, endMonth, endDay, endBeside] = token
  const first = dateOf({ year, month: month ?? before, day }, section)
  checkWeekday(first.date, beside)
  if (endDay === undefined) return { days: [first.date], month: first.month }
  const last = dateOf({ year: endYear, month: endMonth ?? first.month, day: endDay }, section)
  checkWeekday(last.date, endBeside)
  const length = daysBetween(first.date, last.date) + 1
  if (length < 2 || length > LONGEST_DAYS) {
    throw new NoticeProblem(
      `「${section.name}」从${formatChinese(first.date)}到${formatChinese(last.date)}不对，请核对原文`,
    )
  }
  return { days: Array.from({ length }, (_, index) => addDays(first.date, index)), month: last.month }
}

interface SaidDay {
  readonly year: string | undefined
  readonly month: string | number | undefined
  readonly day: string | undefined
}

function dateOf(said: SaidDay, { year, name, atNewYear }: Section): { date: string; month: number } {
  const month = Number(said.month)
  const day = Number(said.day)
  if (said.month === undefined) throw new NoticeProblem(`「${name}」里的${day}日没写是几月`)
  const inYear = said.year === undefined ? year - (atNewYear && month === 12 ? 1 : 0) : Number(said.year)
  if (!existsInCalendar(inYear, month, day)) throw new NoticeProblem(`「${name}」里的${month}月${day}日没有这一天`)
  if (inYear !== year && !(atNewYear && inYear === year - 1))
    throw new NoticeProblem(`「${name}」里写的是${inYear}年，标题是${year}年，请核对原文`)
  return { date: civilDate(inYear, month, day), month }
}

/** A weekday beside the day must be its own: else one of the two was mistyped, or the year is another. */
function checkWeekday(date: string, beside: string | undefined): void {
  const said = WEEKDAY.exec(beside ?? '')?.[1]?.replace('天', '日')
  if (said === undefined || WEEKDAYS.indexOf(said) + 1 === weekdayOf(date)) return
  throw new NoticeProblem(`${formatChinese(date)}写成了周${said}，请核对原文`)
}

const numberOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) : DIGITS.indexOf(text))
