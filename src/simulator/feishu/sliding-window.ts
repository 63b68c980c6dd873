/** Counts what happened lately, per key. Real time is passed in by the caller. */
export class SlidingWindow {
  readonly #times = new Map<string, number[]>()

  /** 0 when one more is allowed (and counts it), else the ms until the next one will be. */
  take(key: string, limit: number, windowMs: number, now: number): number {
    const recent = (this.#times.get(key) ?? []).filter((time) => time > now - windowMs)
    this.#times.set(key, recent)
    const oldest = recent[recent.length - limit]
    if (oldest !== undefined) return oldest + windowMs - now
    recent.push(now)
    return 0
  }
}
