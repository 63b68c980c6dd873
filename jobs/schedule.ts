import { type ScheduledTask, schedule } from 'node-cron'
import type { Logger } from '../src/core/logger.js'
import type { SweepName } from './index.js'

/** What the schedule drives. `run` gets the sweep's name and judges it by the civil clock of the moment. */
export interface ScheduleDeps {
  readonly run: (name: SweepName) => Promise<unknown>
  /** Sign of life, shared clock, call counters: every few seconds, whatever SCHEDULE says. */
  readonly beat: () => Promise<unknown>
  /** Frees what a killed process still holds in MongoDB. */
  readonly takeOver: () => Promise<unknown>
  /** SCHEDULE=off: reminders, digests and daily lines run only by /admin/sweeps. */
  readonly unasked: boolean
  readonly logger: Logger
}

/** Often enough that a killed process's work is taken over within 20 s (contract.md), rare enough to cost nothing. */
const EVERY_FIVE_SECONDS = '*/5 * * * * *'
const EVERY_MINUTE = '20 * * * * *'
/** Digests: a group with nothing to tell is searched for it each time, from Friday afternoon to Sunday. At 16:10 as well. */
const EVERY_TEN_MINUTES = '20 */10 * * * *'
const EVERY_HOUR = '40 7 * * * *'

/**
 * Starts the clock of this worker: everything once now (what an outage left undone), then at its ticks. Every worker
 * runs one; unique rows elect who acts. A tick that finds the last one still running is skipped.
 */
export function startSchedule(deps: ScheduleDeps): { stop(): Promise<void> } {
  const running = new Set<string>()
  const once = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    if (running.has(name)) return
    running.add(name)
    try {
      await work()
    } catch (error) {
      deps.logger.warn(
        { job: name, error: error instanceof Error ? error.name : 'unknown' },
        'a scheduled job failed; the next tick tries again',
      )
    } finally {
      running.delete(name)
    }
  }
  const sweep = (name: SweepName) => (): Promise<void> => once(name, () => deps.run(name))
  const often = [() => once('beat', deps.beat), () => once('take-over', deps.takeOver), sweep('inbox'), sweep('outbox')]
  const unasked = deps.unasked
    ? [sweep('reminders'), sweep('own-reminders'), sweep('daily-lines'), sweep('untold')]
    : []
  const digests = deps.unasked ? [sweep('digests')] : []
  const rarely = [sweep('erasure')]
  const each = (jobs: readonly (() => Promise<void>)[]) => async (): Promise<void> => {
    await Promise.all(jobs.map((job) => job()))
  }

  const tasks: ScheduledTask[] = [
    schedule(EVERY_FIVE_SECONDS, each(often)),
    schedule(EVERY_MINUTE, each(unasked)),
    schedule(EVERY_TEN_MINUTES, each(digests)),
    schedule(EVERY_HOUR, each(rarely)),
  ]
  void each([...often, ...unasked, ...digests, ...rarely])()
  return {
    async stop() {
      for (const task of tasks) await task.destroy()
    },
  }
}
