import { addDays, monthOf } from '../../../src/core/civil-date.js'
import type { SilentPeriod } from '../../../src/core/views.js'
import { type Calendar, NATIONAL } from '../../../src/core/workdays.js'
import type { BranchDays, CivilMoment } from '../../../src/ledger/reminder-times.js'
import { compareMoments } from '../../../src/ledger/times/card-times.js'
import { dueCards } from '../../../src/ledger/times/due-cards.js'
import type { CardHistory, JudgedCard, SnoozedCard } from '../../../src/ledger/times/judged-cards.js'
import { dueAgain, isReplaced, snoozeUntil } from '../../../src/ledger/times/snoozed-cards.js'

/** What happens in a played year. Moments are civil. */
export interface Year {
  /** Days on which the bot is down. */
  readonly down?: readonly SilentPeriod[]
  readonly silent?: readonly SilentPeriod[]
  /** When the branch began; the first day when left out. */
  readonly since?: CivilMoment
  /** Whether a card has anything to say. */
  readonly says?: (card: JudgedCard) => boolean
  /** After every sent card of these numbers 三天后再看 is tapped at once. */
  readonly snoozes?: readonly number[]
  /** At these ticks, counted from 0, the clock is set back by so many days for the rest of the day. */
  readonly back?: ReadonlyMap<number, number>
  /** The branch's calendar from a moment on (`YYYY-MM-DD HH:MM`): its secretary imported a list. */
  readonly imported?: { readonly at: string; readonly calendar: Calendar }
  readonly from?: string
  readonly to?: string
}

export interface Sent extends JudgedCard {
  readonly carries?: string
  readonly again?: true
}

/** The ticks of a day that matter, and some that must not. */
const TICKS = [
  '00:01',
  '07:59',
  '08:00',
  '09:09',
  '09:10',
  '12:00',
  '14:09',
  '14:10',
  '16:11',
  '20:59',
  '21:00',
  '23:30',
]

const within = (date: string, spans: readonly SilentPeriod[] = []): boolean =>
  spans.some(({ from, to }) => from <= date && date <= to)

/** Plays the days tick by tick as the sweep does, and returns what was sent, in order. */
export function playYear(year: Year = {}): Sent[] {
  const from = year.from ?? '2026-01-01'
  const since = year.since ?? { date: from, time: '00:00' }
  const judged: Sent[] = []
  let snoozed: SnoozedCard[] = []
  let tick = 0
  const sweep = (at: CivilMoment): void => {
    const isImported = year.imported !== undefined && `${at.date} ${at.time}` >= year.imported.at
    const calendar = isImported && year.imported ? year.imported.calendar : NATIONAL
    const days: BranchDays = { calendar, silentPeriods: year.silent ?? [] }
    while (sendNext(at, { days, since, judged, snoozed })) tapSnooze(at, { days, since, judged, snoozed })
  }
  const sendNext = (at: CivilMoment, history: CardHistory): boolean => {
    const [due] = dueCards(at, history)
    const again = due ? undefined : dueAgain(at, history)
    if (due) {
      const one: Sent = { ...due, at, said: true }
      judged.push({ ...one, said: year.says?.(one) ?? true })
      snoozed = snoozed.filter((other) => !isReplaced(other, at, { ...history, judged }))
    } else if (again) {
      judged.push({ card: again.card, period: again.period, at, said: true, again: true })
      snoozed = snoozed.filter((other) => other !== again)
    }
    return due !== undefined || again !== undefined
  }
  const tapSnooze = (at: CivilMoment, history: CardHistory): void => {
    const last = judged.at(-1)
    if (!last?.said || !year.snoozes?.includes(judged.length)) return
    const until = snoozeUntil(at, history)
    const { card, period } = last
    if (until && card !== 'quarter' && card !== 'year') snoozed.push({ card, period, until })
  }
  const last = year.to ?? '2026-12-31'
  for (let day = from; day <= last; day = addDays(day, 1)) {
    let back = 0
    for (const time of TICKS) {
      back = year.back?.get(tick) ?? back
      tick += 1
      const isThere = compareMoments({ date: day, time }, since) >= 0
      if (isThere && !within(day, year.down)) sweep({ date: addDays(day, -back), time })
    }
  }
  return judged.filter(({ said }) => said)
}

/** `03-02 09:10 plan 2026-03` */
export const lineOf = ({ card, period, at, carries, again }: Sent): string =>
  [at.date.slice(5), at.time, card, period, again && 'again', carries && `carries ${carries}`].filter(Boolean).join(' ')

export const MONTHS_OF_2026 = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`)

/** How many were sent in each month. */
export function perMonth(sent: readonly Sent[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { at } of sent) counts.set(monthOf(at.date), (counts.get(monthOf(at.date)) ?? 0) + 1)
  return counts
}
