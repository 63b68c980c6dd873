import { addDays, civilDateAt, epochOf } from '../src/core/civil-date.js'
import type { SharedClock } from '../src/intake/shared-clock.js'
import { SWEEPS } from './index.js'
import type { SweepDeps } from './sweep.js'

/** Just after each card's own time (src/ledger/reminder-times.ts): what would have come on its day comes in order. */
const MOMENTS = ['09:11', '16:11'] as const
/** A year and a bit: further than the calendar data reaches. */
const LONGEST_DAYS = 400

/**
 * Moves the civil clock to `to` (epoch ms) and runs the sweeps as if the time between had passed, day by day, so that a
 * demo that jumps to the end of the month sees the week's digest too. Back in time nothing is run: what was sent stays
 * sent.
 */
export async function moveClock(
  to: number,
  clock: SharedClock,
  timezone: string,
  deps: SweepDeps,
): Promise<{ now: string; caused: number }> {
  const from = clock.now()
  await clock.moveTo(to)
  let caused = 0
  for (const at of [...momentsBetween(from, to, timezone), to]) {
    for (const sweep of [SWEEPS.reminders, SWEEPS.digests]) caused += (await sweep(at, deps)).length
  }
  return { now: `${civilDateAt(to, timezone)}`, caused }
}

function momentsBetween(from: number, to: number, timezone: string): number[] {
  if (to <= from) return []
  const moments: number[] = []
  const first = civilDateAt(from, timezone)
  const last = civilDateAt(to, timezone)
  for (let day = first, count = 0; day <= last && count < LONGEST_DAYS; day = addDays(day, 1), count += 1) {
    moments.push(...MOMENTS.map((time) => epochOf(day, time, timezone)).filter((at) => at > from && at < to))
  }
  return moments
}
