import { addDays, compare, daysBetween } from '../../core/civil-date.js'
import { type Calendar, workdaysBetween } from '../../core/workdays.js'

/** Every workday list reaches this far; an event longer ago is late under any setting. */
const SURELY_LATE_DAYS = 400

/** By whose workdays lateness counts, and how many may pass. */
export interface LatenessRule {
  readonly lateAfterWorkdays: number
  readonly calendar: Calendar
}

/** Whether more workdays than allowed have passed after the event, the day of entry included. */
export function isLate(eventDate: string, today: string, { lateAfterWorkdays, calendar }: LatenessRule): boolean {
  if (compare(eventDate, today) >= 0) return false
  if (daysBetween(eventDate, today) > SURELY_LATE_DAYS) return true
  return workdaysBetween(addDays(eventDate, 1), today, calendar) > lateAfterWorkdays
}
