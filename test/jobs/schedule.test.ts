import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startSchedule } from '../../jobs/schedule.js'
import { keepingLogger } from '../helpers/bot.js'

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime('2026-03-20T15:59:59+08:00')
})
afterEach(() => {
  vi.useRealTimers()
})

it('looks for cards each minute, and searches groups for a digest every ten, at 16:10 as well', async () => {
  const runs = new Map<string, string[]>()
  const run = async (name: string): Promise<void> => {
    const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'short' }).format()
    runs.set(name, [...(runs.get(name) ?? []), time])
  }
  const nothing = async (): Promise<void> => {}
  const schedule = startSchedule({ run, beat: nothing, takeOver: nothing, unasked: true, logger: keepingLogger() })
  await vi.advanceTimersByTimeAsync(20 * 60_000)
  await schedule.stop()
  // The first of each is what an outage left undone.
  expect(runs.get('digests')).toEqual(['15:59', '16:00', '16:10'])
  expect(runs.get('reminders')).toHaveLength(21)
})
