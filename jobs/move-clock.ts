import { addDays, civilDateAt, civilTimeAt, epochOf, mondayOf } from '../src/core/civil-date.js'
import { toDate } from '../src/core/clock.js'
import { isWorkday } from '../src/core/workdays.js'
import type { SharedClock } from '../src/intake/shared-clock.js'
import { SWEEPS } from './index.js'
import type { SweepDeps } from './sweep.js'
import { type SweepOutcome, waitUntilSent } from './wait-until-sent.js'

/** Just after the times of cards and reminders (src/ledger/times/card-times.ts, own-reminder-times.ts, reminder-times.ts). */
const CARD_MOMENTS = ['09:11', '14:11', '16:11'] as const
const OWN_MOMENTS = ['08:31', '09:31', '16:31'] as const
const MOMENTS = [...CARD_MOMENTS, ...OWN_MOMENTS].toSorted()
/** A year and a bit: further than the calendar data reaches. */
const LONGEST_DAYS = 400

/**
 * Moves the civil clock to `to` (epoch ms) and runs the sweeps as if the time between had passed: each card of the days
 * between at its time, each digest of the weeks that are over, in order, then what is due at `to`. Nothing comes twice,
 * back in time neither: what was sent stays sent. Answers once everything was handed to the platform.
 */
export async function moveClock(
  to: number,
  clock: SharedClock,
  timezone: string,
  deps: SweepDeps,
): Promise<SweepOutcome & { readonly now: string }> {
  const from = clock.now()
  await clock.moveTo(to)
  const ids: string[] = []
  const today = civilDateAt(to, timezone)
  for (const at of dueMomentsBetween(from, to, timezone)) {
    const day = civilDateAt(at, timezone)
    if (OWN_MOMENTS.some((time) => time === civilTimeAt(at, timezone))) {
      ids.push(...(await SWEEPS['own-reminders'](at, deps)))
      continue
    }
    ids.push(...(await SWEEPS.reminders(at, deps)))
    if (mondayOf(day) < mondayOf(today)) ids.push(...(await SWEEPS.digests(at, deps)))
  }
  for (const sweep of [SWEEPS.reminders, SWEEPS['own-reminders'], SWEEPS.digests, SWEEPS['daily-lines']])
    ids.push(...(await sweep(to, deps)))
  return { now: toDate(to).toISOString(), ...(await waitUntilSent(ids)) }
}

/** The moments on workdays between two (both excluded) at which a card may fall due, in order. */
export function dueMomentsBetween(from: number, to: number, timezone: string): number[] {
  const moments: number[] = []
  const last = civilDateAt(to, timezone)
  let day = civilDateAt(from, timezone)
  for (let count = 0; day <= last && count < LONGEST_DAYS; count += 1) {
    if (isWorkday(day)) {
      moments.push(...MOMENTS.map((time) => epochOf(day, time, timezone)).filter((at) => at > from && at < to))
    }
    day = addDays(day, 1)
  }
  return moments
}
