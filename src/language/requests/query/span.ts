import { monthOf, quarterOf } from '../../../core/civil-date.js'
import { takePeriod } from '../../dates/periods.js'
import type { Scan } from '../../scan.js'

/** The span a question or a report is about (SCHEMA §4 `period`), its words claimed. */
export function takeSpan(scan: Scan, today: string): string | undefined {
  if (scan.take(/(?:截至|截止)?(?:到)?(?:目前|现在|今天)为?止?/)) {
    return takePeriod(scan, today) ?? today.slice(0, 4)
  }
  const span = takePeriod(scan, today)
  if (span !== undefined) return span
  const year = scan.take(/(?<![\d.])(20\d{2})(?![\d.年-])/)
  if (year) return year.groups[0]
  return scan.take(/全年(?:度)?|一年(?:来|以来)?|年度/) ? today.slice(0, 4) : undefined
}

/** The span that a question means which names none. */
export const usualSpan = (kind: 'month' | 'quarter' | 'year', today: string): string =>
  kind === 'month' ? monthOf(today) : kind === 'quarter' ? quarterOf(today) : today.slice(0, 4)
