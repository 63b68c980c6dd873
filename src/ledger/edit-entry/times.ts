import { PERIODS_OF_DAY, type PeriodOfDay } from '../../core/entry.js'
import { UserError } from '../../core/errors.js'
import { type EditDraft, put } from './draft.js'
import { badValue, type EditContext, readChoice, readCount, readDate, readPastDate, readTime } from './values.js'

const LONGEST_MINUTES = 30 * 24 * 60
const MOST_CREDIT_HOURS = 200

/** The hours of a part of the day, as people use the words. */
const HOURS: Readonly<Record<PeriodOfDay, readonly [number, number]>> = {
  上午: [5, 13],
  中午: [10, 15],
  下午: [12, 20],
  晚上: [16, 24],
}

/** Day, times and length. UserError `bad_date`, `future_date`, `bad_value`, `count_mismatch`. */
export function editTimes(draft: EditDraft, set: Readonly<Record<string, unknown>>, ctx: EditContext): void {
  const { row } = draft
  const given = <T>(field: string, read: (value: unknown) => T, write: (value: T | undefined) => void): void => {
    if (field in set) write(set[field] === null ? undefined : read(set[field]))
  }
  if ('date' in set) row.date = row.kind === 'plan' ? readDate(set.date) : readPastDate(set.date, ctx.today)
  given(
    'end_date',
    (value) => (row.kind === 'plan' ? readDate(value) : readPastDate(value, ctx.today)),
    (value) => put(row, 'endDate', value),
  )
  given('start', readTime, (value) => put(row, 'start', value))
  given('end', readTime, (value) => put(row, 'end', value))
  if (row.span === undefined) {
    given(
      'period',
      (value) => readChoice(value, PERIODS_OF_DAY, '时段'),
      (value) => put(row, 'period', value),
    )
  }
  given('minutes', readMinutes, (value) => put(row, 'minutes', value))
  given('credit_hours', readCreditHours, (value) => put(row, 'creditHours', value))
  if ('approx' in set) put(row, 'approx', set.approx === true ? true : undefined)
  else if ('minutes' in set) put(row, 'approx', undefined)
  settleDays(draft)
  settleClock(draft)
}

function readMinutes(value: unknown): number {
  const minutes = typeof value === 'number' && Number.isInteger(value) ? value : 0
  if (minutes <= 0 || minutes > LONGEST_MINUTES) throw badValue('时长没看明白，请写成“更正 2小时”或“更正 90分钟”')
  return minutes
}

function readCreditHours(value: unknown): number {
  if (typeof value === 'number' && value > 0 && value <= MOST_CREDIT_HOURS) return value
  throw badValue('学时没看明白，请写成“更正 4学时”')
}

function settleDays({ row }: EditDraft): void {
  if (row.endDate === undefined) return
  if (row.endDate < row.date) {
    throw badValue(`结束日期${row.endDate}早于开始日期${row.date}，请两个一起改，如“更正 3月5日至3月6日”`)
  }
  if (row.endDate === row.date) put(row, 'endDate', undefined)
}

/** Clock and length agree afterwards: what was not said follows what was. */
function settleClock({ row, touched }: EditDraft): void {
  const saysClock = touched.has('start') || touched.has('end')
  if (touched.has('period') && !saysClock) dropClockOutside(row)
  if (touched.has('start') && !touched.has('period')) put(row, 'period', undefined)
  const said = touched.has('minutes')
  if ((saysClock || said) && !touched.has('credit_hours')) put(row, 'creditHours', undefined)
  if (row.start === undefined || row.end === undefined || row.endDate !== undefined) return
  const between = minutesOfDay(row.end) - minutesOfDay(row.start)
  if (between <= 0) throw badValue(`结束时间${row.end}不晚于开始时间${row.start}，请写成“更正 14:00—16:00”`)
  if (saysClock && said && row.minutes !== between) {
    throw new UserError('count_mismatch', `${row.start}—${row.end}是${between}分钟，与说的时长不一致，请只写其中一个`)
  }
  if (saysClock) row.minutes = between
  else if (said && row.minutes !== undefined && row.minutes !== between) moveEnd(row, row.start, row.minutes)
}

/** The beginning stands; the end follows and is marked as nobody's words. */
function moveEnd(row: EditDraft['row'], start: string, minutes: number): void {
  const end = minutesOfDay(start) + minutes
  if (end >= 24 * 60) {
    put(row, 'end', undefined)
    return
  }
  row.end = `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`
  row.inferred = [...row.inferred, 'end']
}

function dropClockOutside(row: EditDraft['row']): void {
  const [from, to] = row.period === undefined ? [0, 24] : HOURS[row.period]
  const hour = Number(row.start?.slice(0, 2))
  if (row.start === undefined || (hour >= from && hour < to)) return
  put(row, 'start', undefined)
  put(row, 'end', undefined)
}

const minutesOfDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** A deadline, or the day something was dealt with. */
export function editDeadlines(draft: EditDraft, set: Readonly<Record<string, unknown>>, ctx: EditContext): void {
  const { row } = draft
  if ('due_to' in set) {
    put(row, 'dueTo', set.due_to === null ? undefined : readDate(set.due_to))
    if (row.kind === 'plan' && row.dueTo !== undefined && !('date' in set)) row.date = row.dueTo
  } else if (row.kind === 'plan' && 'date' in set) put(row, 'dueTo', undefined)
  if (row.dueTo !== undefined && row.dueTo < row.date) {
    throw badValue(`期限${row.dueTo}早于${row.date}，请写成“更正 期限4月10日”`)
  }
  if ('closed_on' in set) {
    put(row, 'closedOn', set.closed_on === null ? undefined : readPastDate(set.closed_on, ctx.today))
    const { name, id } = ctx.editor
    put(row, 'closedBy', row.closedOn === undefined ? undefined : { name, memberId: id })
  }
  if (row.closedOn !== undefined && row.closedOn < row.date) {
    throw badValue(`销号日期${row.closedOn}早于${row.date}，请写成“更正 销号4月10日”`)
  }
  if ('paid_on' in set) put(row, 'paidOn', set.paid_on === null ? undefined : readPastDate(set.paid_on, ctx.today))
  if ('count' in set) put(row, 'count', set.count === null ? undefined : readCount(set.count, '张数', 1))
}
