import { addDays } from '../core/civil-date.js'
import type { PeriodOfDay } from '../core/entry.js'
import { type BranchDays, type CivilMoment, isOpenDay, isOpenMoment } from './reminder-times.js'
import { compareMoments } from './times/card-times.js'

/** What is planned, as far as it decides when somebody is reminded of it. */
export interface PlannedEvent {
  /** Its first day; of a deadline the last one on which it can be done. */
  readonly date: string
  readonly isDeadline: boolean
  readonly start?: string
  readonly period?: PeriodOfDay
  /** When the plan was told. */
  readonly plannedAt: CivilMoment
}

/** A notice is of use from `from` on, and before `until`. */
export interface UsefulSpan {
  readonly from: CivilMoment
  readonly until: CivilMoment
}

/**
 * The workday before, late in the afternoon: the day's work is done, tomorrow is being looked at, nobody has left yet,
 * and there is time to prepare or to say that one can't come. A month ahead it would be forgotten, on the same morning
 * a lecturer could only apologise.
 */
const EVE_TIME = '16:30'
/** When people have sat down, after the 08:00 at which unasked messages may begin and before meetings do. */
export const MORNING_TIME = '08:30'
/** An hour after the reminders of the morning and before the working day is full of other things. */
const HELD_TIME = '09:30'
/** Nobody can still act on what comes later than an hour before. */
const AHEAD_MINUTES = 60
/** Whoever has just planned it needs no reminder. */
const FRESH_MINUTES = 30
/** 办了吗 is asked for two weeks; after that the month's cards name what is open. */
const HELD_DAYS = 14
/** Longer than any 保障期 with a holiday on either side. */
const LONGEST_REST_DAYS = 125

/** When each half of a day begins at the earliest; of a day without any hour the morning. */
const BEGINS: Readonly<Record<PeriodOfDay, string>> = { 上午: '09:00', 中午: '11:30', 下午: '13:30', 晚上: '18:00' }

/**
 * When somebody is reminded of a plan: on the last open day before it at 16:30; of a deadline in the morning of that
 * day, so that two working days are left. Missed by downtime, until it begins. A plan told later than that: in the
 * morning of its day, or an hour before it begins; `knows` left out (he didn't plan it himself), at once where neither
 * is possible. Undefined: a reminder would come too late to be of use.
 */
export function reminderSpan(event: PlannedEvent, days: BranchDays, { knows = false } = {}): UsefulSpan | undefined {
  const until = beginOf(event)
  const usual = usualMoment(event, days)
  const { plannedAt } = event
  const span = (from: CivilMoment): UsefulSpan | undefined =>
    compareMoments(from, until) < 0 ? { from, until } : undefined
  if (usual !== undefined && compareMoments(plannedAt, usual) < 0) return span(usual)
  if (minutesBetween(plannedAt, until) < AHEAD_MINUTES) return undefined
  const late = lateMoment(event, until, days)
  if (late !== undefined) return span(late)
  return knows ? undefined : span(plannedAt)
}

/** On the day itself: in the morning, or an hour before it begins. */
function lateMoment(event: PlannedEvent, until: CivilMoment, days: BranchDays): CivilMoment | undefined {
  if (!isOpenDay(event.date, days)) return undefined
  const morning = { date: event.date, time: MORNING_TIME }
  const isAhead = minutesBetween(morning, until) >= AHEAD_MINUTES
  if (isAhead && compareMoments(event.plannedAt, morning) < 0) return morning
  if (event.start === undefined || event.plannedAt.date !== event.date) return undefined
  const hourBefore = { date: event.date, time: timeOf(minutesOf(event.start) - AHEAD_MINUTES) }
  return minutesBetween(event.plannedAt, hourBefore) >= FRESH_MINUTES ? hourBefore : undefined
}

function usualMoment({ date, isDeadline }: PlannedEvent, days: BranchDays): CivilMoment | undefined {
  if (!isDeadline) return at(openDayBefore(date, days), EVE_TIME)
  const last = isOpenDay(date, days) ? date : openDayBefore(date, days)
  return last === undefined ? undefined : at(openDayBefore(last, days), MORNING_TIME)
}

/** The moment from which a reminder of it would come too late; a deadline lasts until the evening of its day. */
function beginOf({ date, isDeadline, start, period }: PlannedEvent): CivilMoment {
  if (isDeadline) return { date, time: '21:00' }
  return { date, time: start ?? BEGINS[period ?? '上午'] }
}

/**
 * 明天再说: the morning of the next open day, until the plan begins. Undefined when there is none before it.
 */
export function snoozeDay(event: PlannedEvent, now: CivilMoment, days: BranchDays): string | undefined {
  const day = openDayAfter(now.date, days)
  return day !== undefined && snoozedSpan(event, day) !== undefined ? day : undefined
}

/** When a reminder that was put off to `day` comes again. Undefined: the plan begins before that, it was moved. */
export function snoozedSpan(event: PlannedEvent, day: string): UsefulSpan | undefined {
  const span = { from: { date: day, time: MORNING_TIME }, until: beginOf(event) }
  return compareMoments(span.from, span.until) < 0 ? span : undefined
}

/**
 * When it is asked whether what was planned took place: at 09:30 of the first open day after its last day, or, missed,
 * within two weeks of it. Undefined for what was told afterwards.
 */
export function heldSpan(lastDay: string, plannedAt: CivilMoment, days: BranchDays): UsefulSpan | undefined {
  const day = openDayAfter(lastDay, days)
  if (day === undefined || plannedAt.date > lastDay) return undefined
  return { from: { date: day, time: HELD_TIME }, until: { date: addDays(day, HELD_DAYS), time: '00:00' } }
}

/** Whether a notice may be sent at a moment: it is of use, and it is no night, rest day or 保障期. */
export const isUseful = (moment: CivilMoment, { from, until }: UsefulSpan, days: BranchDays): boolean =>
  compareMoments(from, moment) <= 0 && compareMoments(moment, until) < 0 && isOpenMoment(moment, days)

const openDayBefore = (date: string, days: BranchDays): string | undefined => openDayFrom(date, -1, days)
const openDayAfter = (date: string, days: BranchDays): string | undefined => openDayFrom(date, 1, days)

/** The next open day in a direction, the day itself not counted. */
function openDayFrom(date: string, step: 1 | -1, days: BranchDays): string | undefined {
  for (let count = 1; count <= LONGEST_REST_DAYS; count += 1) {
    const day = addDays(date, step * count)
    if (isOpenDay(day, days)) return day
  }
  return undefined
}

const at = (date: string | undefined, time: string): CivilMoment | undefined =>
  date === undefined ? undefined : { date, time }

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const timeOf = (minutes: number): string => {
  const within = Math.max(0, minutes)
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
}

/** Minutes from one moment to another; of different days as many as surely lie between them, or a day. */
function minutesBetween(from: CivilMoment, to: CivilMoment): number {
  if (from.date !== to.date) return from.date < to.date ? 24 * 60 + minutesOf(to.time) - minutesOf(from.time) : -1
  return minutesOf(to.time) - minutesOf(from.time)
}
