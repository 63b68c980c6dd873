import { addDays, monthOf } from '../../core/civil-date.js'
import { type BranchDays, type CivilMoment, isOpenDay } from '../reminder-times.js'
import { CARD_TIME, MONTH_CARDS } from './card-times.js'
import {
  type CardHistory,
  countIn,
  isApart,
  MOST_PER_MONTH,
  maySpeak,
  newestJudged,
  rankOf,
  type SnoozedCard,
  toCome,
} from './judged-cards.js'

const SNOOZE_DAYS = 3

/** The snoozed card that comes again at a moment. One that a newer card has replaced never does (`isReplaced`). */
export function dueAgain(moment: CivilMoment, history: CardHistory): SnoozedCard | undefined {
  // Never before the day's own card, which takes its place.
  if (!maySpeak(moment, history) || !isApart(moment, history) || moment.time < CARD_TIME) return undefined
  return history.snoozed.find(
    (one) =>
      !isReplaced(one, moment, history) &&
      one.until <= moment.date &&
      countIn(monthOf(moment.date), history) + toCome(moment, history) < MOST_PER_MONTH,
  )
}

/** A newer card of the months says what this one would. */
export const isReplaced = (
  one: Pick<SnoozedCard, 'card' | 'period'>,
  moment: CivilMoment,
  history: CardHistory,
): boolean => rankOf(one) < newestJudged(moment, history)

/**
 * The day on which a card snoozed now comes again: three days later, or the next open day. Undefined when that month's
 * cards are used up, those of the calendar kept.
 */
export function snoozeUntil(moment: CivilMoment, history: CardHistory): string | undefined {
  const until = openDayFrom(addDays(moment.date, SNOOZE_DAYS), history.days)
  const waiting = history.snoozed.filter((one) => !isReplaced(one, moment, history)).length
  const planned = monthOf(until) === monthOf(moment.date) ? toCome(moment, history) : MONTH_CARDS.length + 1
  return countIn(monthOf(until), history) + planned + waiting < MOST_PER_MONTH ? until : undefined
}

/** Longer than any 保障期 with its holidays: then the card comes whenever it may. */
const LONGEST_WAIT_DAYS = 150

function openDayFrom(date: string, days: BranchDays): string {
  for (let count = 0; count < LONGEST_WAIT_DAYS; count += 1) {
    const day = addDays(date, count)
    if (isOpenDay(day, days)) return day
  }
  return date
}
