import { civilDateAt, civilTimeAt } from '../core/civil-date.js'
import { type BranchDays, isOpenMoment, nextQuiet } from './reminder-times.js'

const DAY_MS = 86_400_000

/** When the next time begins in which nobody is spoken to unasked, and when it ends, in ms from a moment that may be in one. */
export function quietTimeFrom(
  at: number,
  branch: BranchDays & { readonly timezone: string },
): { readonly startsInMs: number; readonly endsInMs: number } {
  const { timezone } = branch
  const moment = { date: civilDateAt(at, timezone), time: civilTimeAt(at, timezone) }
  if (isOpenMoment(moment, branch)) return nextQuiet(at, timezone, branch)
  const opensAfter = (after: number): number => after + nextQuiet(after, timezone, branch).endsInMs
  // Before dawn it may be today that opens.
  const next = opensAfter(at - DAY_MS)
  return { startsInMs: 0, endsInMs: (next > at ? next : opensAfter(at)) - at }
}
