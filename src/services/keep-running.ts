import type { Logger } from '../core/logger.js'
import { reasonOf } from './service-error.js'
import type { Child } from './supervise-child.js'

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000

/**
 * Starts an engine again when it ends by itself (killed by the system for memory, crashed), at growing intervals, so
 * that the bot recovers without a hand. `startAgain` reports the process as soon as there is one, before it is ready, so
 * that a stop needn't wait for that. Returns the stop, after which nothing is started any more.
 */
export function keepRunning(
  name: string,
  first: Child,
  startAgain: (spawned: (child: Child) => void) => Promise<Child>,
  logger: Logger,
): () => Promise<void> {
  let current: Child | undefined = first
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let starting: Promise<void> = Promise.resolve()
  let pauseMs = FIRST_PAUSE_MS

  const watch = (child: Child): void => {
    void child.gone.then((how) => {
      if (stopping) return
      current = undefined
      logger.error({ engine: name, how }, 'engine ended by itself and is started again')
      plan()
    })
  }
  const plan = (): void => {
    timer = setTimeout(() => {
      starting = start()
    }, pauseMs)
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
  }
  const start = async (): Promise<void> => {
    try {
      const child = await startAgain((spawned) => {
        current = spawned
        if (stopping) void spawned.stop()
      })
      pauseMs = FIRST_PAUSE_MS
      watch(child)
    } catch (error) {
      if (stopping) return
      logger.error({ engine: name, reason: reasonOf(error) }, 'engine could not be started again')
      plan()
    }
  }
  watch(first)
  return async () => {
    stopping = true
    clearTimeout(timer)
    await current?.stop()
    await starting
    await current?.stop()
  }
}
