import { addDays, civilDateAt, epochOf, mondayOf } from '../src/core/civil-date.js'
import { toDate } from '../src/core/clock.js'
import type { Calendar } from '../src/core/workdays.js'
import type { SharedClock } from '../src/intake/shared-clock.js'
import { listBranches } from '../src/ledger/branches.js'
import { SWEEPS } from './index.js'
import type { SweepDeps } from './sweep.js'
import { type SweepOutcome, waitUntilSent } from './wait-until-sent.js'

/**
 * Just after the times of cards and reminders (src/ledger/times/card-times.ts, own-reminder-times.ts, reminder-times.ts),
 * and when a card may come that another held back in the morning.
 */
const CARD_MOMENTS = ['09:11', '14:11', '16:11'] as const
const OWN_MOMENTS = ['08:31', '09:31', '16:31'] as const
const ALL_MOMENTS: readonly string[] = [...CARD_MOMENTS, ...OWN_MOMENTS]
/** A year and a bit: further than the calendar data reaches. */
const LONGEST_DAYS = 400

/** By whose clock and workdays cards come: a `BranchView` is one. */
interface Place {
  readonly timezone: string
  readonly calendar: Calendar
}

/**
 * Moves the civil clock to `to` (epoch ms) and runs the sweeps as if the time between had passed: each card of the days
 * between at its time, each digest of the weeks that are over, in order, then what is due at `to`. Nothing comes twice,
 * back in time neither: what was sent stays sent. The clock itself moves last: were it there before, a tick of the
 * schedule would judge at `to`, and the cards of the days between would count as missed. Answers once everything was
 * handed to the platform.
 */
export async function moveClock(
  to: number,
  clock: SharedClock,
  timezone: string,
  deps: SweepDeps,
): Promise<SweepOutcome & { readonly now: string }> {
  const from = clock.now()
  const ids: string[] = []
  const today = civilDateAt(to, timezone)
  const branches = await listBranches()
  const ofCards = new Set(dueMomentsBetween(from, to, branches, CARD_MOMENTS))
  const ofOwn = new Set(dueMomentsBetween(from, to, branches, OWN_MOMENTS))
  for (const at of dueMomentsBetween(from, to, branches)) {
    if (ofOwn.has(at)) ids.push(...(await SWEEPS['own-reminders'](at, deps)))
    if (!ofCards.has(at)) continue
    ids.push(...(await SWEEPS.reminders(at, deps)))
    if (mondayOf(civilDateAt(at, timezone)) < mondayOf(today)) ids.push(...(await SWEEPS.digests(at, deps)))
  }
  await clock.moveTo(to)
  for (const sweep of [SWEEPS.reminders, SWEEPS['own-reminders'], SWEEPS.digests, SWEEPS['daily-lines']])
    ids.push(...(await sweep(to, deps)))
  return { now: toDate(to).toISOString(), ...(await waitUntilSent(ids)) }
}

/** The moments between two (both excluded) at which something may fall due on somebody's workdays, in order. */
export function dueMomentsBetween(from: number, to: number, places: readonly Place[], times = ALL_MOMENTS): number[] {
  const moments = new Set(places.flatMap((place) => momentsOf(from, to, place, times)))
  return [...moments].toSorted((a, b) => a - b)
}

function momentsOf(from: number, to: number, { timezone, calendar }: Place, times: readonly string[]): number[] {
  const moments: number[] = []
  const last = civilDateAt(to, timezone)
  let day = civilDateAt(from, timezone)
  for (let count = 0; day <= last && count < LONGEST_DAYS; count += 1) {
    if (calendar.isWorkday(day)) moments.push(...times.map((time) => epochOf(day, time, timezone)))
    day = addDays(day, 1)
  }
  return moments.filter((at) => at > from && at < to)
}
