import { monthOf, quarterOf } from '../../../core/civil-date.js'
import { takePeriod } from '../../dates/periods.js'
import { Scan } from '../../scan.js'

/** The span a question or a report is about (SCHEMA §4 `period`), its words claimed. */
export function takeSpan(scan: Scan, today: string): string | undefined {
  if (scan.take(/(?:截至|截止)?(?:到)?(?:目前|现在|今天)为?止?/)) {
    return takePeriod(scan, today) ?? today.slice(0, 4)
  }
  const span = takePeriod(scan, today)
  if (span !== undefined) return within(span, scan, today)
  const year = scan.take(/(?<![\d.])(20\d{2})(?![\d.年-])/)
  if (year) return year.groups[0]
  return scan.take(/全年(?:度)?|一年(?:来|以来)?|年度/) ? today.slice(0, 4) : undefined
}

/** 这季度（4月）: the finer of two spans, one in the other. */
function within(span: string, scan: Scan, today: string): string {
  const trial = new Scan(scan.open)
  const other = takePeriod(trial, today)
  if (other === undefined || takePeriod(trial, today) !== undefined) return span
  const finer = isWithin(other, span) ? other : isWithin(span, other) ? span : undefined
  if (finer === undefined) return span
  takePeriod(scan, today)
  return finer
}

function isWithin(inner: string, outer: string): boolean {
  const [a, b] = [monthsOf(inner), monthsOf(outer)]
  return inner.slice(0, 4) === outer.slice(0, 4) && a.from >= b.from && a.to <= b.to
}

function monthsOf(span: string): { from: number; to: number } {
  const part = span.slice(5)
  if (part === '') return { from: 1, to: 12 }
  const n = Number(part.replace(/[QH]/, ''))
  const length = part.startsWith('Q') ? 3 : part.startsWith('H') ? 6 : 1
  return { from: (n - 1) * length + 1, to: n * length }
}

/** The span that a question means which names none. */
export const usualSpan = (kind: 'month' | 'quarter' | 'year', today: string): string =>
  kind === 'month' ? monthOf(today) : kind === 'quarter' ? quarterOf(today) : today.slice(0, 4)
