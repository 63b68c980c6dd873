/** Timers of one simulated server, ended together. None keeps a finished test alive. */
export class Timers {
  readonly #timers = new Set<NodeJS.Timeout>()

  /** Acts once; the returned function calls it off. */
  after(ms: number, act: () => void): () => void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      act()
    }, ms)
    timer.unref()
    this.#timers.add(timer)
    return () => {
      clearTimeout(timer)
      this.#timers.delete(timer)
    }
  }

  every(ms: number, act: () => void): void {
    this.after(ms, () => {
      this.every(ms, act)
      act()
    })
  }

  clear(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }
}
