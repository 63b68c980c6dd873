import type { CivilMoment } from '../reminder-times.js'
import {
  CARD_TIME,
  type CardTime,
  cardTimes,
  closingDay,
  compareMoments,
  lastMonth,
  type SecretaryCard,
} from './card-times.js'
import { type CardHistory, isApart, isMonthCard, maySpeak, newestJudged, rankOf, wasJudged } from './judged-cards.js'

export interface DueCard {
  readonly card: SecretaryCard
  readonly period: string
  /** The last month (`YYYY-MM`), when its closing card never came, or is to come again: this card says what it would. */
  readonly carries?: string
  /** The first card of its month: it says what is said once a month. */
  readonly isFirst?: boolean
}

/**
 * The cards that may be sent at a moment, the first of them the one to be sent, the others in its place should calls be
 * scarce; empty when it is no time to speak. Whoever sent one asks again: cards of the same time come together. State
 * decides, not a schedule: a card is due from its time for as long as it is of use, whenever somebody looks. Of the
 * month's cards only the newest counts, and none once a newer one was judged: a day or a month of downtime is caught up
 * by one card. None comes twice, whatever the clock does.
 */
export function dueCards(moment: CivilMoment, history: CardHistory): DueCard[] {
  if (!maySpeak(moment, history)) return []
  const current = cardTimes(moment.date, history.days.calendar).filter((time) => isCurrent(time, moment, history))
  const newest = newestJudged(moment, history)
  const monthly = current
    .filter((time) => isMonthCard(time.card) && rankOf(time) > newest && !wasJudged(time, history))
    .toSorted((a, b) => (rankOf(a) < rankOf(b) ? 1 : -1))
  const others = current.filter((time) => !isMonthCard(time.card) && !wasJudged(time, history))
  return [...monthly, ...others]
    .filter(({ from }) => isApart(moment, history, from))
    .map(({ card, period }) => ({ card, period, ...carried(card, period, moment, history) }))
}

const isCurrent = ({ from, until }: CardTime, moment: CivilMoment, history: CardHistory): boolean =>
  compareMoments(from, moment) <= 0 &&
  compareMoments(moment, until) < 0 &&
  (isBeforeBranch(moment, history) || compareMoments(history.since, from) <= 0)

const isBeforeBranch = (moment: CivilMoment, { since }: CardHistory): boolean => compareMoments(moment, since) < 0

/** What the first card of a month says beside its own: the last month, if that was never told, once. */
function carried(
  card: SecretaryCard,
  period: string,
  moment: CivilMoment,
  history: CardHistory,
): Pick<DueCard, 'carries' | 'isFirst'> {
  if (!isMonthCard(card) || history.judged.some((one) => isMonthCard(one.card) && one.period === period)) return {}
  const isFirst = true
  const last = lastMonth(period)
  if (!wasHereFor(last, moment, history)) return { isFirst }
  const closing = { card: 'closing', period: last } as const
  const comesAgain = history.snoozed.some((one) => one.card === 'closing' && one.period === last)
  return comesAgain || !wasJudged(closing, history) ? { carries: last, isFirst } : { isFirst }
}

/** Whether the closing card of the last month could be missed. Of a branch that is still to begin, while it is of use. */
function wasHereFor(last: string, moment: CivilMoment, history: CardHistory): boolean {
  const { calendar } = history.days
  if (isBeforeBranch(moment, history))
    return cardTimes(moment.date, calendar).some((time) => time.period === last && isCurrent(time, moment, history))
  const day = closingDay(last, calendar)
  return day !== undefined && compareMoments(history.since, { date: day, time: CARD_TIME }) <= 0
}
