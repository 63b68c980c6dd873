import type { RoleRow, StandingRow } from '../models/member.js'

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

/**
 * The history with one of the two, standing or status, changed from `on` until further notice; what was noted of the
 * other after that day stays. The history must reach back to `on`.
 */
export function changeFrom(
  history: readonly StandingRow[],
  on: string,
  change: Partial<Pick<StandingRow, 'standing' | 'status'>>,
): StandingRow[] {
  const before = history.filter((row) => row.on < on)
  const at = history.findLast((row) => row.on <= on) ?? history[0]
  if (!at) return []
  const later = history.filter((row) => row.on > on)
  return [{ ...at, on }, ...later].reduce<StandingRow[]>(
    (rows, row) => changeStanding(rows, { ...row, ...change }),
    before,
  )
}

/** The roles with a new set as of `on`; a second change on one day replaces the first. */
export function changeRoles(history: readonly RoleRow[], next: RoleRow): RoleRow[] {
  const before = history.filter((row) => row.on < next.on)
  const last = before.at(-1)
  if (last && sameRoles(last.roles, next.roles)) return before
  return [...before, { on: next.on, roles: [...next.roles] }]
}

const sameRoles = (a: RoleRow['roles'], b: RoleRow['roles']): boolean =>
  a.length === b.length && a.every((role) => b.includes(role))
