import { addDays, compare, daysBetween } from '../../core/civil-date.js'
import { workdaysBetween } from '../../core/workdays.js'

/** Every workday list reaches this far; an event longer ago is late under any setting. */
const SURELY_LATE_DAYS = 400

/** Whether more workdays than allowed have passed after the event, the day of entry included. */
export function isLate(eventDate: string, today: string, lateAfterWorkdays: number): boolean {
  if (compare(eventDate, today) >= 0) return false
  if (daysBetween(eventDate, today) > SURELY_LATE_DAYS) return true
  return workdaysBetween(addDays(eventDate, 1), today) > lateAfterWorkdays
}
