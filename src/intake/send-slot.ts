import type { Platform, SendLimits } from '../core/platform.js'
import type { OutboxDocument } from '../models/outbox-row.js'
import type { Limiter } from './limiter.js'
import { appBuckets, callBucket, turnBucket } from './send-limits.js'

/** A wait this short is slept in place; a longer one goes back to the queue (facts/performance.md §2.1). */
const SHORT_WAIT_MS = 300
/** So often it is waited in place: others may be quicker each time. */
const SHORT_WAITS = 5

export interface SlotDeps {
  readonly limiter: Limiter
  /** What an operator set instead of the platform's own limits. */
  readonly limits: Partial<SendLimits>
}

/** Come back after so long. `hasTurn`: the place's own slot is taken already, say so then. */
export interface Wait {
  readonly retryInMs: number
  readonly hasTurn?: boolean
}

/** The platform's limits, where no operator set others. */
export const limitsOf = (platform: Platform, { limits }: SlotDeps): SendLimits => ({ ...platform.limits, ...limits })

/**
 * Waits for the place's own turn, then until app and place have room; undefined: it may be sent. A long wait goes back
 * to the queue with the turn kept, so that a busy chat holds no worker (facts/performance.md §2.1: waiting inside gave 29 % of
 * the rate to everybody else, handing back 97.6 %).
 */
export async function slotFor(
  row: OutboxDocument,
  platform: Platform,
  deps: SlotDeps,
  hasTurn: boolean,
): Promise<Wait | undefined> {
  const limits = limitsOf(platform, deps)
  if (!hasTurn) {
    const turnIn = await deps.limiter.takeTurn(turnBucket(row, limits))
    if (turnIn > SHORT_WAIT_MS) return { retryInMs: turnIn, hasTurn: true }
    if (turnIn > 0) await pause(turnIn)
  }
  const buckets = [...appBuckets(row, limits), callBucket(row, limits)]
  let wait = await deps.limiter.reserve(buckets)
  for (let tries = 0; wait > 0 && wait <= SHORT_WAIT_MS && tries < SHORT_WAITS; tries += 1) {
    await pause(wait)
    wait = await deps.limiter.reserve(buckets)
  }
  return wait > 0 ? { retryInMs: wait, hasTurn: true } : undefined
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
