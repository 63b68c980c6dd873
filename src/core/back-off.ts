/** How long to wait before each try of something that keeps failing. */
export interface BackOff {
  /** The next wait in ms: it doubles from call to call, and never leaves `firstMs` … `maxMs`. */
  nextMs(): number
  /** It worked for good: the next wait is a first one again. */
  reset(): void
}

export interface BackOffOptions {
  readonly firstMs: number
  readonly maxMs: number
  /** 0 … 1; for tests. */
  readonly random?: () => number
}

/**
 * Exponential back-off; a random half of each wait keeps many bots that lost one gateway from coming back in one wave.
 * https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export function createBackOff({ firstMs, maxMs, random = Math.random }: BackOffOptions): BackOff {
  let ceiling = firstMs
  return {
    nextMs() {
      ceiling = Math.min(ceiling * 2, Math.max(maxMs, firstMs))
      return Math.max(firstMs, (ceiling / 2) * (1 + random()))
    },
    reset() {
      ceiling = firstMs
    },
  }
}
