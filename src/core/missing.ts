import { monthOf, quarterSpan } from './civil-date.js'
import type { ObligationView } from './views.js'

type Duty = Pick<ObligationView, 'every' | 'period' | 'window' | 'met'>

/** First day of a quarter's third month: before it the quarter's duties are merely not done yet. */
const thirdMonthOf = (quarter: string): string => `${monthOf(quarterSpan(quarter).to)}-01`

/**
 * Whether a duty that is not met is to be called missing on a day: a month's once the month has begun, a quarter's in
 * its third month, a year's from the first day on which it is expected. After its time it stays missing.
 */
export function isMissingOn({ every, period, window, met }: Duty, day: string): boolean {
  if (met) return false
  return day >= (every === 'quarter' ? thirdMonthOf(period) : window.from)
}
