import type { PartialRecord, RecordMeaning } from '../../src/core/meaning.js'

/** What the bot notes beside a record: no field of the entry. */
const ASIDE: ReadonlySet<string> = new Set([
  'type',
  'inferred',
  'warn',
  'sanitize',
  'privacy',
  'backfill',
  'duration_text',
])

/**
 * What a form changed, by SCHEMA names: only fields that differ, `null` for one that was emptied. So two people who
 * change different fields of one entry at the same time don't undo each other.
 */
export function differenceOf(before: PartialRecord, after: RecordMeaning): Record<string, unknown> {
  const [old, now] = [before as unknown as Record<string, unknown>, after as unknown as Record<string, unknown>]
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((field) => !ASIDE.has(field))
  return Object.fromEntries(
    fields.filter((field) => shapeOf(old[field]) !== shapeOf(now[field])).map((field) => [field, now[field] ?? null]),
  )
}

/** Equal for equal values: lists of names are sets, and what is empty is not there. */
function shapeOf(value: unknown): string {
  if (value === undefined || value === null || value === '' || value === false) return ''
  if (Array.isArray(value)) return value.length === 0 ? '' : JSON.stringify(value.map(shapeOf).toSorted())
  // What goes through a form comes back half-width.
  if (typeof value === 'string') return JSON.stringify(value.normalize('NFKC'))
  if (typeof value !== 'object') return JSON.stringify(value)
  const parts = Object.entries(value).filter(([, one]) => shapeOf(one) !== '')
  return parts.length === 0
    ? ''
    : JSON.stringify(
        parts.map(([name, one]) => [name, shapeOf(one)]).toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1)),
      )
}
