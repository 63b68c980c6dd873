import type { PeriodOfDay } from '../core/entry.js'
import { parseNumber } from './chinese-numerals.js'
import { isCorrected } from './corrections.js'
import type { Found, Scan } from './scan.js'

/** Times of day (SCHEMA §1 "Dates", last but four): `start` and `end` when a clock time was said, otherwise `period`. */
export interface TimeOfDay {
  start?: string
  end?: string
  period?: PeriodOfDay
  /** Neither 上午 nor 下午 was said and the hour could be either. */
  guessedHalf?: boolean
  /** No half of the day was said with either clock time, so one that stands apart decides. */
  open?: boolean
  /** More than one time, or one that can't be. */
  doubt?: boolean
}

const MORNING = '一大早|大清早|大早上|清早|一早|早上|早晨|清晨|上午|上半晌|前晌|头晌|今早'
const NOON = '中午|正午|晌午|午间'
const AFTERNOON = '下午|午后|下半晌|下晌|后晌'
const EVENING = '傍晚|晚上|晚间|夜里|夜晚|夜间'
const PERIOD_WORD = `${MORNING}|${NOON}|${AFTERNOON}|${EVENING}`
const PERIOD = `(${PERIOD_WORD}|晚|早)?儿?`
const HOUR = '(\\d{1,2}|[一二两三四五六七八九十]{1,3})'
/** 4点三楼会议室: a single numeral without 分 belongs to what follows. */
const MINUTE =
  '(\\d{1,2}(?!\\d|(?<!:\\d\\d)\\s?[楼层号])|[一二三四五六七八九](?=分)|[〇零][一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)'
const CLOCK = `${PERIOD}的?\\s?(?:${HOUR}(?::|点|时(?!候|间|代|事|政|长|刻)|(?=\\s?[apAP]\\.?[mM]))(?:${MINUTE}(?!刻)分?|(半)|过?([一三13])刻钟?)?(?:整|钟)?(?:\\s?([apAP])\\.?[mM]\\.?(?![A-Za-z]))?)`
/** 两点半开到五点, 9点→11点: what stands between the two ends. */
const UNTIL = '\\s?(?:(?:开始|开会?|起|学习?|聊|谈|讲|看|听|忙|干|搞)?(?:了|一直)?(?:-|~|至|到|—)+|-?[>→])\\s?'
const RANGE = new RegExp(`${CLOCK}${UNTIL}${CLOCK}`, 'g')
const HOUR_RANGE = new RegExp(`${PERIOD}的?\\s?(?<![\\d.])(\\d{1,2})(?:-|~|至|到)${CLOCK}`, 'g')
/** 1330-1500: four digits each; two that could be years (2020-2025) are left alone. */
const DIGIT_RANGE = /(?<![\d.])([01]\d|2[0-3])([0-5]\d)\s?(?:-|~|至|到)\s?([01]\d|2[0-4])([0-5]\d)(?![\d年.])/g
/** 一小时多一点, 早一点: a little, and no o'clock. */
const SINGLE = new RegExp(
  `(?<![\\d.第]|[多差有早晚快好少大长短慢高低](?=一点))${CLOCK}(?!\\d|\\s\\d(?!\\d{0,2}(?:\\.\\d)?\\s?(?:人|名|位|个|小时|分钟|学时|课时|h|min)))`,
  'g',
)
const PERIOD_ONLY = new RegExp(
  `(?:一整?个?)?(${PERIOD_WORD}|(?<=[昨今前天日号\\uE001])晚(?![宴会餐班]|饭(?!后))|(?<=[昨今\\uE001])早|(?<![A-Za-z])[apAP]\\.?[mM]\\.?(?![A-Za-z]))儿?`,
  'g',
)

const PERIODS: Readonly<Record<string, PeriodOfDay>> = Object.fromEntries(
  (
    [
      [`${MORNING}|早|a`, '上午'],
      [NOON, '中午'],
      [`${AFTERNOON}|p`, '下午'],
      [`${EVENING}|晚`, '晚上'],
    ] as const
  ).flatMap(([words, period]) => words.split('|').map((word) => [word, period])),
)
const periodOf = (word: string): PeriodOfDay | undefined =>
  PERIODS[/^[ap]/i.test(word) ? (word[0] as string).toLowerCase() : word]

interface Clock {
  minutes: number
  period?: PeriodOfDay
  /** The hour was 1–12 and no half of the day was said. */
  open: boolean
}

function readClock(groups: readonly (string | undefined)[], at: number): Clock | undefined {
  const [periodWord, hourText, minuteText, half, quarter, behind] = groups.slice(at, at + 6)
  const hour = parseNumber(hourText ?? '')
  const minute = half ? 30 : quarter ? (/[三3]/.test(quarter) ? 45 : 15) : minuteText ? parseNumber(minuteText) : 0
  if (hour === undefined || minute === undefined || hour > 24 || minute > 59) return undefined
  const said = periodWord ?? behind
  const period = said === undefined ? undefined : periodOf(said)
  return { ...inHalf(hour, minute, period), period }
}

function inHalf(hour: number, minute: number, period: PeriodOfDay | undefined): { minutes: number; open: boolean } {
  const afternoon = period === '下午' || period === '晚上' || (period === '中午' && hour < 11)
  if (afternoon && hour < 12) return { minutes: (hour + 12) * 60 + minute, open: false }
  return { minutes: hour * 60 + minute, open: period === undefined && hour >= 1 && hour <= 12 }
}

const clockOf = (hour: string, minute: string): Clock => ({ minutes: Number(hour) * 60 + Number(minute), open: false })

const hhmm = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** An hour from 1 to 6 without a half of the day: nobody meets before dawn, so the afternoon is put forward (marked as a guess). */
function settleOpen(clock: Clock): { minutes: number; guessed: boolean } {
  if (!clock.open || clock.minutes >= 7 * 60) return { minutes: clock.minutes, guessed: false }
  return { minutes: clock.minutes + 720, guessed: true }
}

function range(first: Clock, second: Clock): TimeOfDay {
  const start = settleOpen(first)
  let end = second.minutes
  // 下午2:30-4:30: the half of the day carries over; 11点到1点 passes noon.
  if (second.open && end <= start.minutes && end < 720) end += 720
  // 6:00-11:00: nobody serves from six until late at night.
  if (start.guessed && second.open && end > 22 * 60 && end - 720 > first.minutes && first.minutes >= 5 * 60)
    return { start: hhmm(first.minutes), end: hhmm(end - 720), guessedHalf: true }
  // 从6点到12点: the afternoon was only put forward.
  if (start.guessed && end <= start.minutes && end > first.minutes && end <= 840)
    return { start: hhmm(first.minutes), end: hhmm(end) }
  if (end <= start.minutes || end > 1440) return { doubt: true }
  return {
    start: hhmm(start.minutes),
    end: hhmm(end),
    guessedHalf: start.guessed || undefined,
    ...(first.open && second.open && end < 720 ? { open: true } : {}),
  }
}

interface Said {
  found: Found
  clock?: Clock
  /** Of a range: where it begins. */
  first?: Clock | undefined
  time: TimeOfDay
}

/** The time of day said in what is left of the text; its words are claimed. */
export function findTime(scan: Scan): TimeOfDay {
  const said: Said[] = []
  for (const found of scan.takeAll(RANGE)) {
    const [first, second] = [readClock(found.groups, 0), readClock(found.groups, 6)]
    said.push({ found, first, time: first && second ? range(first, second) : { doubt: true } })
  }
  for (const found of scan.takeAll(HOUR_RANGE)) {
    const first = readClock([found.groups[0], found.groups[1]], 0)
    const second = readClock(found.groups, 2)
    said.push({ found, first, time: first && second ? range(first, second) : { doubt: true } })
  }
  for (const found of scan.all(DIGIT_RANGE)) {
    const [h1 = '', m1 = '', h2 = '', m2 = ''] = found.groups
    if (/^(?:19|20)$/.test(h1) && /^(?:19|20)$/.test(h2)) continue
    scan.claim(found)
    said.push({ found, time: range(clockOf(h1, m1), clockOf(h2, m2)) })
  }
  for (const found of scan.takeAll(SINGLE)) {
    const clock = readClock(found.groups, 0)
    if (!clock || clock.minutes >= 1440) said.push({ found, time: { doubt: true } })
    else {
      const { minutes, guessed } = settleOpen(clock)
      const time = { start: hhmm(minutes), guessedHalf: guessed || undefined }
      said.push({ found, clock, time: clock.open && minutes < 720 ? { ...time, open: true } : time })
    }
  }
  const periods = scan.takeAll(PERIOD_ONLY)
  if (said.length > 0) return settleClocks(scan, said, periods)
  const names = new Set(periods.map((found) => periodOf(found.groups[0] as string)))
  if (names.size > 1) return { doubt: true }
  const [period] = names
  return period === undefined ? {} : { period }
}

/** One clock time out of all; a period that stands apart (上午…9点) decides an open hour. */
function settleClocks(scan: Scan, said: Said[], periods: readonly Found[]): TimeOfDay {
  const { text } = scan
  said.sort((a, b) => a.found.start - b.found.start)
  correctEnds(scan, said)
  const standing = said.filter((one, index) => {
    const next = said[index + 1]
    return next === undefined || !isCorrected(text.slice(one.found.end, next.found.start))
  })
  dropFormer(scan, standing)
  dropRepeated(standing)
  joinStartAndEnd(scan, standing)
  dropRepeatedStart(standing)
  dropRepeated(standing)
  const [first] = standing
  if (first === undefined || standing.length > 1) return { doubt: true }
  const names = new Set(periods.map((found) => periodOf(found.groups[0] as string)))
  const { open, ...time } = first.time
  if (names.size === 0) return time
  const [apart] = names
  const later = open && (apart === '下午' || apart === '晚上') ? halfDayLater(time) : time
  const start = later.start
  if (names.size > 1 || start === undefined || !contains(apart as PeriodOfDay, start)) return { doubt: true }
  const { guessedHalf: _, ...settled } = later
  return settled
}

/** 赵阳 9:00-12:00 李响 9:00-12:00: the same said twice. */
function dropRepeated(standing: Said[]): void {
  const distinct = standing.filter((one, index) => !standing.slice(0, index).some((other) => sameTime(other, one)))
  standing.splice(0, standing.length, ...distinct)
}

/** 原定3点，书记临时有会，拖到3点半才开: the hour that it was put off from, and why. */
function dropFormer(scan: Scan, standing: Said[]): void {
  const [first, second] = standing
  if (!first || !second) return
  const former = FORMER.exec(scan.text.slice(0, first.found.start))
  if (!former) return
  const between = scan.text.slice(first.found.end, second.found.start)
  const put = PUT_OFF.exec(between)
  if (!put) return
  scan.claim({ start: former.index, end: first.found.start })
  scan.claim({ start: first.found.end, end: second.found.start })
  standing.shift()
}
const FORMER =
  /(?:本来|原来|原本|原先|原|通知|说好)(?:是)?(?:定|说好?|计划|安排|打算|通知|约)?(?:的|在|是|于|了|到)*\s?$/
const PUT_OFF =
  /^(?:开始|开会?|学|集合)?的?(?:[,，]\s?[^,，。;；\d\n]{2,12}){0,2}[,，\s]{0,2}(?:就|才|又|只好|结果|最后|实际|后来)*(?:拖|推|推迟|延|延迟|顺延|挪|改|耽搁|耽误|等|上|从)?(?:到|至|成|在|是|从)?了?$/

/** 上午九点上党课，9点讲到10点40: the hour said first is where the range begins. */
function dropRepeatedStart(standing: Said[]): void {
  const [range, other] = standing.filter(({ time }) => time.end !== undefined)
  const singles = standing.filter(({ clock }) => clock !== undefined)
  if (!range?.first || other || singles.length === 0 || standing.length !== singles.length + 1) return
  const later = range.time.open ? halfDayLater(range.time) : undefined
  const at = (time: TimeOfDay | undefined): boolean =>
    time?.start !== undefined && singles.every((one) => one.time.start === time.start && one.time.end === undefined)
  const meant = at(range.time) ? range.time : at(later) ? later : undefined
  if (!meant) return
  const { open: _, guessedHalf: __, ...settled } = meant
  const said = singles.some(({ clock }) => clock?.period !== undefined)
  standing.splice(0, standing.length, { ...range, time: said ? settled : meant })
}

const sameTime = (a: Said, b: Said): boolean =>
  !a.time.doubt && a.time.start === b.time.start && a.time.end === b.time.end

/** 四点到五点谈心，不对，是到四点半: only the end is taken back. */
function correctEnds({ text }: Scan, said: Said[]): void {
  for (const [index, one] of said.entries()) {
    const next = said[index + 1]
    const between = next ? text.slice(one.found.end, next.found.start) : ''
    if (!one.first || !next?.clock || !/[到至]\s?$/.test(between)) continue
    if (!isCorrected(between.replace(/(?:才|只|就)?[到至]\s?$/, ''))) continue
    next.time = range(one.first, next.clock)
  }
}

/** 昨晚音乐党课 7点到9点半: the half of the day was said before. */
function halfDayLater(time: TimeOfDay): TimeOfDay {
  const later = (clock: string): string => `${Number(clock.slice(0, 2)) + 12}${clock.slice(2)}`
  return {
    ...time,
    ...(time.start === undefined ? {} : { start: later(time.start) }),
    ...(time.end === undefined ? {} : { end: later(time.end) }),
  }
}

const BEGAN =
  /^\s?(?:准时)?(?:开始|开会|开的会?|开场|开讲|开课|开(?=$|[\s,，。;；\uE001])|起(?!草|来|身)|上课|出发|集合)/
const ENDED =
  /^\s?(?:才|就|准时|差不多)?(?:结束|散会|散的会?|散场|散(?=$|[\s,，。;；了\uE001])|下课|收工|收尾|收场|收(?=$|[\s,，。;；了的\uE001])|闭会|完事儿?|[学谈讲看开听搞弄聊忙]?完|止|撤(?=$|[\s,，。;；了的\uE001])|回来|返回|返程|回到?单位)[了的]?/

/** 9点开始…11点结束: two clock times that are the two ends of one. */
function joinStartAndEnd(scan: Scan, standing: Said[]): void {
  const [first, second] = standing
  if (standing.length !== 2 || !first?.clock || !second?.clock) return
  const ended = ENDED.exec(scan.text.slice(second.found.end, second.found.end + 10))
  const until = /(?:一直)?[到至](?:了|快)?$|(?<=[,，\s])快$/.exec(scan.text.slice(0, second.found.start))
  if (!ended && !until) return
  const began = BEGAN.exec(scan.text.slice(first.found.end, first.found.end + 4))
  if (began) scan.claim({ start: first.found.end, end: first.found.end + began[0].length })
  if (ended) scan.claim({ start: second.found.end, end: second.found.end + ended[0].length })
  if (until) scan.claim({ start: until.index, end: second.found.start })
  standing.splice(0, 2, { found: first.found, time: range(first.clock, second.clock) })
}

function contains(period: PeriodOfDay, time: string): boolean {
  if (period === '上午') return time < '12:30'
  if (period === '中午') return time >= '11:00' && time <= '14:30'
  return period === '下午' ? time >= '12:00' && time < '19:00' : time >= '17:00'
}
