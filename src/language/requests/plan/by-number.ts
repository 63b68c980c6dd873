import type { ErrorMeaning, Meaning, Utterance } from '../../../core/meaning.js'
import { findDates } from '../../dates/find-dates.js'
import { settleDate } from '../../dates/settle-date.js'
import { Scan, TAKEN } from '../../scan.js'
import { findTime } from '../../times.js'
import { unclear } from '../unclear.js'

/** 改期 2026-计-003 4月2日下午3点; 取消计划 2026-计-003 大家都出差. Bare commands are twins (src/language/twins). */
const MOVED = /^\/?改期(?:到|至)?\s*(\d{4}-计-\d{1,5})\s*(.{1,40})$/s
const CANCELLED = /^\/?取消(?:计划)?\s*(\d{4}-计-\d{1,5})[\s,，:：]*(.{1,100})$/s
const EXAMPLE = '改到哪一天？请写明，如：改期 2026-计-003 4月2日下午3点'

/** What is to become of a plan that is named by its number; undefined when none is. */
export function planByNumber(body: string, { today }: Utterance): Meaning | undefined {
  const cancelled = CANCELLED.exec(body)
  if (cancelled) {
    const [, number = '', reason = ''] = cancelled
    return { type: 'settle_plan', outcome: 'cancelled', number, reason: reason.replace(/^因为?|[。.\s]+$/g, '') }
  }
  const moved = MOVED.exec(body)
  if (!moved) return undefined
  const [, number = '', words = ''] = moved
  const scan = new Scan(words)
  const date = settleDate(words, findDates(scan, today, 'plan'), today, 'plan')
  if (date.kind === 'error') return date.error as ErrorMeaning
  const time = findTime(scan)
  const left = scan.open.replaceAll(TAKEN, '').replace(/[\s,，。到至改的]/g, '')
  if (date.kind !== 'said' || time.doubt || left !== '') return unclear('edit', EXAMPLE)
  return {
    type: 'settle_plan',
    outcome: 'moved',
    number,
    date: date.date,
    ...(time.start !== undefined && { start: time.start }),
    ...(time.end !== undefined && { end: time.end }),
    ...(time.period !== undefined && { period: time.period }),
  }
}
