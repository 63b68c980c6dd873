import { setTimeout as pause } from 'node:timers/promises'
import { machineNow } from '../core/clock.js'

/**
 * Asks `condition` again and again until it is true; false when `timeoutMs` passed before. What `condition` throws
 * comes through. For states of other processes, which nobody announces to us.
 */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  timeoutMs: number,
  everyMs = 20,
): Promise<boolean> {
  const deadline = machineNow() + timeoutMs
  while (!(await condition())) {
    if (machineNow() >= deadline) return false
    await pause(everyMs)
  }
  return true
}
