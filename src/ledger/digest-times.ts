import { addDays } from '../core/civil-date.js'
import { type BranchDays, DIGEST_TIME, digestDue } from './reminder-times.js'

/** More days than any 保障期 with a holiday on either side; a branch of none at all is told no day. */
const LONGEST_WAIT_DAYS = 130

/**
 * The day from `today` on which the next digest falls due at 16:10; undefined when there is none in sight. The week of
 * `toldMonday` had its digest already.
 */
export function nextDigestDay(today: string, days: BranchDays, toldMonday?: string): string | undefined {
  for (let wait = 0; wait <= LONGEST_WAIT_DAYS; wait += 1) {
    const date = addDays(today, wait)
    const monday = digestDue({ date, time: DIGEST_TIME }, days)
    if (monday !== undefined && monday !== toldMonday) return date
  }
  return undefined
}
