import { machineNow } from '../core/clock.js'

/** What became of one item of a batch: stored now, or already there. */
export type Stored = 'stored' | 'duplicate'

/** The item is not surely stored: the caller must answer so that it is sent again. */
export class NotStoredError extends Error {
  override readonly name = 'NotStoredError'
}

export interface GroupCommitOptions<T> {
  /** Writes a batch; one verdict an item, in order. Never rejects. */
  readonly write: (batch: readonly T[]) => Promise<readonly (Stored | Error)[]>
  /** Items in one batch at most. */
  readonly maxBatch?: number
  /** Batches on their way at once. Two keep the engine busy while the next one fills (facts/engines.md). */
  readonly maxInFlight?: number
  /** A batch without an answer for so long gives up its slot: a frozen mongod keeps the driver waiting for good. */
  readonly timeoutMs?: number
  /** From `put` to its verdict at most, waiting for a slot included: the platform gives us three seconds. */
  readonly answerMs?: number
  /** Items waiting for a slot at most; above it an item is refused at once, so that memory stays bounded. */
  readonly maxWaiting?: number
}

interface Waiting<T> {
  readonly item: T
  readonly resolve: (stored: Stored) => void
  readonly reject: (error: NotStoredError) => void
  readonly onLate: () => void
  /** Machine ms at which it must have its verdict. */
  readonly until: number
}

export interface GroupCommit<T> {
  /**
   * Resolves once the item is durable; rejects with `NotStoredError` when that is not sure. `onLate` is called when it
   * was rejected because the answer took too long, and the item turns out to be stored now.
   */
  put(item: T, onLate?: () => void): Promise<Stored>
}

/**
 * Inserts together what waits together. There is no timer: a single item waits for nobody, and under load a batch is
 * whatever arrived while the one before it was written.
 */
export function createGroupCommit<T>(options: GroupCommitOptions<T>): GroupCommit<T> {
  const { write, maxBatch = 128, maxInFlight = 2, timeoutMs = 1500, answerMs = 2500, maxWaiting = 10_000 } = options
  let waiting: Waiting<T>[] = []
  let inFlight = 0
  let flushPlanned = false
  let expiry: NodeJS.Timeout | undefined

  /** Only where items wait for a slot: then one timer, for the oldest of them. */
  const planExpiry = (): void => {
    if (expiry || waiting.length === 0) return
    const oldest = waiting[0] as Waiting<T>
    expiry = setTimeout(expire, Math.max(0, oldest.until - machineNow())).unref()
  }

  const expire = (): void => {
    expiry = undefined
    const now = machineNow()
    const firstInTime = waiting.findIndex((one) => one.until > now)
    const late = waiting.splice(0, firstInTime < 0 ? waiting.length : firstInTime)
    for (const one of late) one.reject(new NotStoredError(`no free slot in ${answerMs} ms`))
    planExpiry()
  }

  const planFlush = (): void => {
    if (inFlight >= maxInFlight) planExpiry()
    if (flushPlanned || inFlight >= maxInFlight || waiting.length === 0) return
    flushPlanned = true
    setImmediate(flush)
  }

  const flush = (): void => {
    flushPlanned = false
    while (waiting.length > 0 && inFlight < maxInFlight) {
      const batch = waiting.slice(0, maxBatch)
      waiting = waiting.slice(maxBatch)
      send(batch)
    }
  }

  const send = (batch: readonly Waiting<T>[]): void => {
    inFlight += 1
    let isGivenUp = false
    let released = false
    const release = (): void => {
      if (released) return
      released = true
      inFlight -= 1
      planFlush()
    }
    const oldest = batch[0] as Waiting<T>
    const patience = Math.max(0, Math.min(timeoutMs, oldest.until - machineNow()))
    const timer = setTimeout(() => {
      isGivenUp = true
      const late = new NotStoredError(`no answer from the database in ${patience} ms`)
      for (const one of batch) one.reject(late)
      release()
    }, patience)
    write(batch.map((one) => one.item))
      .then((verdicts) => {
        for (const [index, one] of batch.entries()) {
          const verdict = verdicts[index]
          if (isGivenUp && verdict === 'stored') one.onLate()
          if (verdict === 'stored' || verdict === 'duplicate') one.resolve(verdict)
          else one.reject(new NotStoredError(verdict?.message ?? 'no verdict'))
        }
      })
      .catch((error: unknown) => {
        const failed = new NotStoredError(error instanceof Error ? error.message : 'write failed')
        for (const one of batch) one.reject(failed)
      })
      .finally(() => {
        clearTimeout(timer)
        release()
      })
  }

  return {
    put(item, onLate = () => {}) {
      if (waiting.length >= maxWaiting) return Promise.reject(new NotStoredError(`${maxWaiting} messages are waiting`))
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject, onLate, until: machineNow() + answerMs })
        planFlush()
      })
    },
  }
}
