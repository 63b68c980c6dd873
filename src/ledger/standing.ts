import type { StandingRow } from '../models/member.js'

/** Before any event: the first day of a member whom the first roster names without saying since when. */
export const FROM_THE_BEGINNING = '0000-01-01'

/** The history of a member who is seen for the first time. */
export const firstStanding = (from: string, standing: StandingRow['standing'], status: StandingRow['status']) => [
  { on: from, standing, status },
]

/**
 * The history with a new standing as of `on`, the day of the change included. Unchanged when nothing differs; a second
 * change on one day replaces the first, so that the last word of a day counts.
 */
export function changeStanding(history: readonly StandingRow[], next: StandingRow): StandingRow[] {
  const before = history.filter((row) => row.on < next.on)
  const last = before.at(-1)
  if (last && last.standing === next.standing && last.status === next.status) return before
  return [...before, { ...next }]
}

/** The history with its beginning moved to the day the roster now names; later changes stay. */
export function changeBeginning(history: readonly StandingRow[], from: string): StandingRow[] {
  const [first, ...later] = history
  if (!first || later.some((row) => row.on <= from)) return [...history]
  return [{ ...first, on: from }, ...later]
}
