import { type Clock, machineNow } from '../core/clock.js'

/** The simulators' side of the civil clock; the bot's own is moved through its admin route. */
export interface MovableClock extends Clock {
  moveTo(epochMs: number): void
}

/** Civil time that goes on ticking from wherever it was moved to. */
export function movableClock(): MovableClock {
  let offset = 0
  return {
    now: () => machineNow() + offset,
    moveTo(epochMs) {
      offset = epochMs - machineNow()
    },
  }
}
