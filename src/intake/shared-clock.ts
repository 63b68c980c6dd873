import { type Clock, machineNow } from '../core/clock.js'
import { readSetting, writeSetting } from '../models/setting.js'

const OFFSET = 'clock-offset-ms'

/** The civil clock that demo and tests move; the offset is shared through MongoDB, and time keeps running. */
export interface SharedClock extends Clock {
  /** Takes over an offset that another process set. */
  refresh(): Promise<void>
  /** From now on it is `epochMs`, in every process. */
  moveTo(epochMs: number): Promise<void>
}

/** `moves` false: the machine's own time, whatever a demo once left in this database. */
export function createSharedClock({ moves: mayMove }: { readonly moves: boolean }): SharedClock {
  let offset = 0
  /** Counts moves: what `refresh` read while one was under way is older than the move. */
  let moves = 0
  return {
    now: () => machineNow() + offset,
    async refresh() {
      if (!mayMove) return
      const before = moves
      const stored = await readSetting(OFFSET)
      if (moves === before) offset = typeof stored === 'number' ? stored : 0
    },
    async moveTo(epochMs) {
      const next = epochMs - machineNow()
      moves += 1
      offset = next
      await writeSetting(OFFSET, next)
      moves += 1
      offset = next
    },
  }
}
