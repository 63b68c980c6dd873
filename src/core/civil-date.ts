/**
 * Civil dates as `YYYY-MM-DD` text and integer arithmetic. No `Date` is built from text here: `new Date('2026-03-05')`
 * is midnight in Greenwich and prints the day before on a server west of it (facts/domain.md §6.4).
 */

const DATE_SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/
const WEEKDAY_NAMES = ['一', '二', '三', '四', '五', '六', '日'] as const
const MINUTE_MS = 60_000

interface Parts {
  year: number
  month: number
  day: number
}

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** Days of a month, `month` 1–12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function partsOf(date: string): Parts {
  const match = DATE_SHAPE.exec(date)
  const parts = { year: Number(match?.[1]), month: Number(match?.[2]), day: Number(match?.[3]) }
  if (!match || !existsInCalendar(parts.year, parts.month, parts.day)) throw new RangeError(`not a civil date: ${date}`)
  return parts
}

/** Whether year, month and day name a day of the calendar (years 1–9999). */
export function existsInCalendar(year: number, month: number, day: number): boolean {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return false
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Whether the text is a day that exists, written `YYYY-MM-DD`. */
export function isCivilDate(text: string): boolean {
  const match = DATE_SHAPE.exec(text)
  return match !== null && existsInCalendar(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** The date of these numbers; throws when there is no such day. */
export function civilDate(year: number, month: number, day: number): string {
  if (!existsInCalendar(year, month, day)) throw new RangeError(`no such day: ${year}-${month}-${day}`)
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`
}

const pad = (n: number): string => String(n).padStart(2, '0')

export const yearOf = (date: string): number => partsOf(date).year
/** 1–12. */
export const monthNumberOf = (date: string): number => partsOf(date).month
export const dayOf = (date: string): number => partsOf(date).day

/**
 * Days since 1970-01-01. Counts in years that begin on 1 March, so that the leap day is the last of its year
 * (Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil).
 */
function dayNumber({ year, month, day }: Parts): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** Inverse of `dayNumber` (civil_from_days of the same source). */
function dateOfDayNumber(n: number): string {
  const z = n + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return civilDate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

/** The day `days` later (earlier when negative). */
export const addDays = (date: string, days: number): string => dateOfDayNumber(dayNumber(partsOf(date)) + days)

/** The same day of the month `months` later; the month's last day where it has no such day (31 March − 1 = 28 February). */
export function addMonths(date: string, months: number): string {
  const { year, month, day } = partsOf(date)
  const index = year * 12 + (month - 1) + months
  const [y, m] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1]
  return civilDate(y, m, Math.min(day, daysInMonth(y, m)))
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => dayNumber(partsOf(to)) - dayNumber(partsOf(from))

/** 1 = Monday … 7 = Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(date: string): number {
  return ((((dayNumber(partsOf(date)) + 3) % 7) + 7) % 7) + 1
}

/** Monday of the date's week; weeks run from Monday to Sunday (SCHEMA §1). */
export const mondayOf = (date: string): string => addDays(date, 1 - weekdayOf(date))

/** Last day of the month of a date or of a `YYYY-MM`. */
export function lastDayOfMonth(dateOrMonth: string): string {
  const { year, month } = partsOf(dateOrMonth.length === 7 ? `${dateOrMonth}-01` : dateOrMonth)
  return civilDate(year, month, daysInMonth(year, month))
}

/** `YYYY-MM`. */
export function monthOf(date: string): string {
  partsOf(date)
  return date.slice(0, 7)
}

/** `YYYY-Qn`. */
export function quarterOf(date: string): string {
  const { month } = partsOf(date)
  return `${date.slice(0, 4)}-Q${Math.ceil(month / 3)}`
}

/** First and last day of a `YYYY-Qn`. */
export function quarterSpan(quarter: string): { from: string; to: string } {
  const match = /^(\d{4})-Q([1-4])$/.exec(quarter)
  if (!match) throw new RangeError(`not a quarter: ${quarter}`)
  const lastMonth = Number(match[2]) * 3
  const from = `${match[1]}-${pad(lastMonth - 2)}-01`
  return { from: civilDate(yearOf(from), lastMonth - 2, 1), to: lastDayOfMonth(`${match[1]}-${pad(lastMonth)}`) }
}

/** A year, half year, quarter or month: `2026`, `2026-H1`, `2026-Q1`, `2026-03`. */
const SPAN_SHAPE = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?$/

/** Whether the text is a span that `spanOf` reads (SCHEMA §4, `period`). */
export const isSpan = (text: string): boolean => SPAN_SHAPE.test(text) && !text.startsWith('0000')

/** First and last day of a `2026`, `2026-H1`, `2026-Q1` or `2026-03`; throws RangeError for anything else. */
export function spanOf(span: string): { from: string; to: string } {
  const match = SPAN_SHAPE.exec(span)
  if (!match) throw new RangeError(`not a span of time: ${span}`)
  const [, year, half, quarter, month] = match
  const months = half ? 6 : quarter ? 3 : month ? 1 : 12
  const last = half ? Number(half) * 6 : quarter ? Number(quarter) * 3 : Number(month ?? 12)
  return {
    from: civilDate(Number(year), last - months + 1, 1),
    to: lastDayOfMonth(`${year}-${pad(last)}`),
  }
}

/** The `YYYY-MM` of a span, in order. */
export function monthsOf(span: string): string[] {
  const { from, to } = spanOf(span)
  const months: string[] = []
  for (let day = from; day <= to; day = addMonths(day, 1)) months.push(monthOf(day))
  return months
}

/** The `YYYY-Qn` that a span touches, in order. */
export const quartersOf = (span: string): string[] => [
  ...new Set(monthsOf(span).map((month) => quarterOf(`${month}-01`))),
]

/** Negative, zero or positive, for sorting and comparing. Fixed-width text orders as the calendar does. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** 周一 … 周日. */
export const weekdayName = (date: string): string => `周${WEEKDAY_NAMES[weekdayOf(date) - 1]}`

/** 3月17日（周二）; the year comes first when it is not that of `today`. */
export function formatChinese(date: string, today?: string): string {
  const { year, month, day } = partsOf(date)
  const prefix = today !== undefined && yearOf(today) !== year ? `${year}年` : ''
  return `${prefix}${month}月${day}日（${weekdayName(date)}）`
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function zoned(epochMs: number, timezone: string): { date: string; time: string } {
  let formatter = formatters.get(timezone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    formatters.set(timezone, formatter)
  }
  const part = Object.fromEntries(formatter.formatToParts(epochMs).map(({ type, value }) => [type, value]))
  return {
    date: civilDate(Number(part.year), Number(part.month), Number(part.day)),
    time: `${part.hour}:${part.minute}`,
  }
}

/** The civil date at a moment in an IANA time zone. */
export const civilDateAt = (epochMs: number, timezone: string): string => zoned(epochMs, timezone).date

/** `HH:MM` at a moment in an IANA time zone. */
export const civilTimeAt = (epochMs: number, timezone: string): string => zoned(epochMs, timezone).time

/**
 * The moment at which it is `time` (`HH:MM`) on `date` in the zone. An hour that a change of clocks skips becomes the
 * moment just after it by the same count; of an hour that occurs twice the first is meant.
 */
export function epochOf(date: string, time: string, timezone: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time)
  if (!match) throw new RangeError(`not a time of day: ${time}`)
  const wall = dayNumber(partsOf(date)) * 1440 + Number(match[1]) * 60 + Number(match[2])
  const offsetAt = (minutes: number): number => {
    const local = zoned(minutes * MINUTE_MS, timezone)
    const [hours, rest] = [Number(local.time.slice(0, 2)), Number(local.time.slice(3))]
    return dayNumber(partsOf(local.date)) * 1440 + hours * 60 + rest - minutes
  }
  const before = offsetAt(wall - 1440)
  const after = offsetAt(wall + 1440)
  const early = wall - Math.max(before, after)
  const late = wall - Math.min(before, after)
  if (offsetAt(early) === wall - early) return early * MINUTE_MS
  if (offsetAt(late) === wall - late) return late * MINUTE_MS
  return (wall - before) * MINUTE_MS
}

/** Whether a text names a time zone of the IANA database, such as Asia/Shanghai. */
export function isTimezone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: text })
    return true
  } catch {
    return false
  }
}
