import { isCivilDate } from '../../core/civil-date.js'
import { UserError } from '../../core/errors.js'
import type { MemberView } from '../../core/views.js'
import type { Calendar } from '../../core/workdays.js'
import type { PersonRow } from '../../models/fields.js'
import { memberOf, toPerson } from '../new-entry/source.js'

/** What an edit is judged by. */
export interface EditContext {
  readonly editor: MemberView
  /** Everybody who ever was a member. */
  readonly everybody: readonly MemberView[]
  /** 应到 on the entry's date after the edit. */
  readonly expected: readonly MemberView[]
  /** The day of the edit in the branch's zone. */
  readonly today: string
  readonly lateAfterWorkdays: number
  /** The branch's workdays. */
  readonly calendar: Calendar
  /** The day on which the entry was told. */
  readonly enteredOn: string
}

const LONGEST_TEXT = 500
const LARGEST_COUNT = 9999

/** A value that can't be; the sentence says what to type instead. */
export const badValue = (sentence: string): UserError => new UserError('bad_value', sentence)

export function readText(value: unknown, name: string): string {
  const text = typeof value === 'string' ? value.trim() : ''
  if (text === '') throw badValue(`没看到新的${name}，请写成“更正 ${name}：……”`)
  if ([...text].length > LONGEST_TEXT) throw badValue(`${name}太长，请缩到${LONGEST_TEXT}字以内`)
  return text
}

export function readCount(value: unknown, name: string, least = 0): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= LARGEST_COUNT) return value
  throw badValue(`${name}要是整数，请写成“更正 ${name}6”`)
}

export function readFlag(value: unknown, name: string): boolean {
  if (typeof value === 'boolean') return value
  throw badValue(`${name}只能是“是”或“否”`)
}

export function readChoice<T extends string>(value: unknown, choices: readonly T[], name: string): T {
  const choice = choices.find((one) => one === value)
  if (choice === undefined) throw badValue(`${name}只能是${choices.join('、')}之一，请写成“更正 ${choices[0]}”`)
  return choice
}

/** UserError `bad_date` for a day that doesn't exist. */
export function readDate(value: unknown): string {
  if (typeof value === 'string' && isCivilDate(value)) return value
  throw new UserError('bad_date', '日历上没有这一天，请写成“更正 3月5日”')
}

/** As `readDate`, for what has happened. UserError `future_date`. */
export function readPastDate(value: unknown, today: string): string {
  const date = readDate(value)
  if (date > today) {
    throw new UserError('future_date', `${date}还没到，不能记成已办；要记计划请说“安排……”，要更正请写已过去的日子`)
  }
  return date
}

export function readTime(value: unknown): string {
  if (typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)) return value
  throw badValue('时间没看明白，请写成“更正 14:00—16:00”')
}

/** Somebody of the roster. UserError `unknown_person`. */
export const readMember = (value: unknown, name: string, ctx: EditContext): PersonRow & { memberId: string } =>
  memberOf(readPerson(value, name, ctx))

/** Somebody of the roster, or a visitor as said. */
export const readPerson = (value: unknown, name: string, { editor, everybody }: EditContext): PersonRow =>
  toPerson(readText(value, name), editor, everybody)

export function readList(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  if (typeof value === 'string') return [value]
  throw badValue(`没看明白${name}是哪些人，请写姓名，如“更正 ${name}：陈立、王敏”`)
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
