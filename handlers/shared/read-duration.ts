import { DECIMAL, parseNumber } from '../../src/language/chinese-numerals.js'

export interface Duration {
  readonly minutes?: number
  readonly credit_hours?: number
  readonly approx?: boolean
}

const HOURS = new RegExp(`^(${DECIMAL})个?(半)?(?:小时|钟头|h)(半)?(?:(${DECIMAL})分钟?)?$`, 'i')
const MINUTES = new RegExp(`^(${DECIMAL})(?:分钟?|min)$`, 'i')
const CREDIT_HOURS = new RegExp(`^(${DECIMAL})个?学时$`)
const DAY_PARTS: Readonly<Record<string, number>> = { 半天: 4, 一天: 8, 全天: 8, 整天: 8, 一整天: 8 }
const FIXED: Readonly<Record<string, number>> = { 半小时: 30, 半个小时: 30, 半个钟头: 30, 一刻钟: 15, 三刻钟: 45 }
const LONGEST_MINUTES = 24 * 60

/** The whole text of a form's duration field; undefined when it is none. Half a day and a day are 学时 by rule. */
export function readDuration(text: string): Duration | undefined {
  const bare = text.replace(/\s+/gu, '')
  const words = bare.replace(/^(?:大概|大约|约|差不多)|(?:左右|上下)$/gu, '')
  const approx = words === bare ? {} : { approx: true }
  const day = DAY_PARTS[words]
  if (day !== undefined) return { credit_hours: day, ...approx }
  const credit = CREDIT_HOURS.exec(words)
  const hours = credit ? parseNumber(credit[1] ?? '') : undefined
  if (hours !== undefined && hours > 0 && hours <= 100) return { credit_hours: hours, ...approx }
  const minutes = minutesOf(words)
  if (minutes === undefined || !Number.isInteger(minutes) || minutes <= 0 || minutes > LONGEST_MINUTES) return undefined
  return { minutes, ...approx }
}

function minutesOf(words: string): number | undefined {
  const fixed = FIXED[words]
  if (fixed !== undefined) return fixed
  const inMinutes = MINUTES.exec(words)
  if (inMinutes) return parseNumber(inMinutes[1] ?? '')
  const inHours = HOURS.exec(words)
  const hours = inHours ? parseNumber(inHours[1] ?? '') : undefined
  if (!inHours || hours === undefined) return undefined
  const [, , halfBefore, halfAfter, rest] = inHours
  const extra = rest === undefined ? 0 : parseNumber(rest)
  if (extra === undefined) return undefined
  return Math.round(hours * 60) + (halfBefore || halfAfter ? 30 : 0) + extra
}
