import { addDays, compare, daysBetween, quarterOf, spanOf, yearOf } from '../core/civil-date.js'
import type { DigestSpan } from '../core/views.js'
import type { EntryRow } from '../models/ledger-entry.js'
import { digestCounts } from './digest-counts.js'
import { listEntryRows } from './entries.js'
import { LONGEST_MERGE_DAYS } from './reminder-times.js'

/**
 * The quarter (`2026-Q1`), and in January the year (`2025`) after it, that ended before `today` and that a digest of
 * that day tells of: as long after its end as weeks are merged, and only when the branch existed then.
 */
export function endedSpans(today: string, existsSince: string): string[] {
  const lastDay = addDays(spanOf(quarterOf(today)).from, -1)
  if (daysBetween(lastDay, today) > LONGEST_MERGE_DAYS || existsSince > lastDay) return []
  const quarter = quarterOf(lastDay)
  return quarter.endsWith('Q4') ? [quarter, String(yearOf(lastDay))] : [quarter]
}

/** The quarter or year that a preview shows as of `today`: one that the next digest tells of (`due`), else the running one. */
export function previewedSpan(every: 'quarter' | 'year', today: string, due: readonly string[]): string {
  const running = every === 'quarter' ? quarterOf(today) : String(yearOf(today))
  return due.find((span) => span.length === running.length) ?? running
}

/** What a span holds up to `today`; undefined when that is nothing. */
export async function spanDigest(span: string, today: string): Promise<DigestSpan | undefined> {
  const { from, to } = spanOf(span)
  return summariseSpan(span, await listEntryRows({ from, to: compare(today, to) < 0 ? today : to }), today)
}

/** The pure part of `spanDigest`. */
export function summariseSpan(span: string, rows: readonly EntryRow[], today: string): DigestSpan | undefined {
  const counted = digestCounts(rows)
  if (counted.counts.length === 0 && counted.talkCount === 0) return undefined
  return { span, ...(compare(today, spanOf(span).to) < 0 && { until: today }), ...counted }
}
