import { addDays, monthOf } from '../../core/civil-date.js'
import { type BranchDays, type CivilMoment, isOpenDay, isOpenMoment } from '../reminder-times.js'
import {
  type CardTime,
  cardTimes,
  closingDay,
  compareMoments,
  lastMonth,
  MONTH_CARDS,
  type MonthCard,
  type SecretaryCard,
} from './card-times.js'

/** A card of one period that was judged before. */
export interface JudgedCard {
  readonly card: SecretaryCard
  readonly period: string
  /** When. */
  readonly at: CivilMoment
  /** It was sent; otherwise there was nothing to say. */
  readonly said: boolean
}

/** 三天后再看: the card is to come again from a day on. */
export interface SnoozedCard {
  readonly card: MonthCard
  readonly period: string
  /** `YYYY-MM-DD` */
  readonly until: string
}

/** What is known of a branch when it is judged which cards are due. */
export interface CardHistory {
  readonly days: BranchDays
  /** Since when the branch is here: a card whose time was before that was not missed. */
  readonly since: CivilMoment
  readonly judged: readonly JudgedCard[]
  readonly snoozed: readonly SnoozedCard[]
}

export interface DueCard {
  readonly card: SecretaryCard
  readonly period: string
  /** The last month (`YYYY-MM`), when its closing card never came, or is to come again: this card says what it would. */
  readonly carries?: string
  /** The first card of its month: it says what is said once a month. */
  readonly isFirst?: boolean
}

/** Issue 6: at most five cards a month, whatever happens. */
export const MOST_PER_MONTH = 5
/** Between any two cards: also after downtime the secretary reads one thing at a time, and has the morning for it. */
const APART_MINUTES = 240
const SET_BACK_DAYS = 31
export const SNOOZE_DAYS = 3
const AGAIN_FROM = '09:10'

/**
 * The cards that may be sent at a moment, the first of them the one to be sent, the others in its place should calls be
 * scarce; empty when it is no time to speak. State decides, not a schedule: a card is due from its time for as long as
 * it is of use, whenever somebody looks. Of the month's cards only the newest counts, and none once a newer one was
 * judged: a day or a month of downtime is caught up by one card. None comes twice, whatever the clock does.
 */
export function dueCards(moment: CivilMoment, history: CardHistory): DueCard[] {
  if (!maySpeak(moment, history)) return []
  const current = cardTimes(moment.date, history.days.calendar).filter((time) => isCurrent(time, moment, history))
  const newest = newestJudged(moment, history)
  const monthly = current
    .filter((time) => isMonthCard(time.card) && rankOf(time) > newest && !wasJudged(time, history))
    .toSorted((a, b) => (rankOf(a) < rankOf(b) ? 1 : -1))
  const others = current.filter((time) => !isMonthCard(time.card) && !wasJudged(time, history))
  return [...monthly, ...others].map(({ card, period }) => ({ card, period, ...carried(card, period, history) }))
}

/** The snoozed card that comes again at a moment. One that a newer card has replaced never does (`isReplaced`). */
export function dueAgain(moment: CivilMoment, history: CardHistory): SnoozedCard | undefined {
  // Never before the day's own card, which takes its place.
  if (!maySpeak(moment, history) || moment.time < AGAIN_FROM) return undefined
  return history.snoozed.find(
    (one) =>
      !isReplaced(one, moment, history) &&
      one.until <= moment.date &&
      countIn(monthOf(moment.date), history) + toCome(moment, history) < MOST_PER_MONTH,
  )
}

/** A newer card of the months says what this one would. */
export const isReplaced = (one: SnoozedCard, moment: CivilMoment, history: CardHistory): boolean =>
  rankOf(one) < newestJudged(moment, history)

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

const isMonthCard = (card: SecretaryCard): card is MonthCard => (MONTH_CARDS as readonly string[]).includes(card)

/** Sorts the months' cards by when they come: `2026-03 1` is March's gap card. */
const rankOf = ({ card, period }: { card: SecretaryCard; period: string }): string =>
  `${period} ${(MONTH_CARDS as readonly string[]).indexOf(card)}`

const newestJudged = (moment: CivilMoment, { judged }: CardHistory): string =>
  judged
    .filter(({ card, at }) => isMonthCard(card) && compareMoments(at, moment) <= 0)
    .map(rankOf)
    .reduce((a, b) => (a > b ? a : b), '')

const wasJudged = ({ card, period }: { card: SecretaryCard; period: string }, { judged }: CardHistory): boolean =>
  judged.some((one) => one.card === card && one.period === period)

function isCurrent({ from, until }: CardTime, moment: CivilMoment, { since }: CardHistory): boolean {
  return compareMoments(from, moment) <= 0 && compareMoments(moment, until) < 0 && compareMoments(since, from) <= 0
}

function maySpeak(moment: CivilMoment, history: CardHistory): boolean {
  if (!isOpenMoment(moment, history.days) || isSetBack(moment, history)) return false
  if (countIn(monthOf(moment.date), history) >= MOST_PER_MONTH) return false
  return !history.judged.some(
    ({ said, at }) =>
      said && at.date === moment.date && Math.abs(minutesOf(at.time) - minutesOf(moment.time)) < APART_MINUTES,
  )
}

/**
 * A clock that was set back by up to a month says nothing until it has come again to where it was: what it would say was
 * said. What lies further ahead was sent by a clock that went wrong, and silence until then would forget months.
 */
const isSetBack = (moment: CivilMoment, { judged }: CardHistory): boolean => {
  const horizon = { ...moment, date: addDays(moment.date, SET_BACK_DAYS) }
  return judged.some(({ at }) => compareMoments(moment, at) < 0 && compareMoments(at, horizon) <= 0)
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

const countIn = (month: string, { judged }: CardHistory): number =>
  judged.filter(({ said, at }) => said && monthOf(at.date) === month).length

/** How many cards of the calendar this month still holds. */
const toCome = (moment: CivilMoment, history: CardHistory): number =>
  cardTimes(moment.date, history.days.calendar).filter(
    (time) =>
      time.period !== lastMonth(monthOf(moment.date)) &&
      compareMoments(moment, time.until) < 0 &&
      !wasJudged(time, history) &&
      (!isMonthCard(time.card) || rankOf(time) > newestJudged(moment, history)),
  ).length

/** What the first card of a month says beside its own: the last month, if that was never told, once. */
function carried(card: SecretaryCard, period: string, history: CardHistory): Pick<DueCard, 'carries' | 'isFirst'> {
  if (!isMonthCard(card) || history.judged.some((one) => isMonthCard(one.card) && one.period === period)) return {}
  const isFirst = true
  const last = lastMonth(period)
  const day = closingDay(last, history.days.calendar)
  if (day === undefined || compareMoments(history.since, { date: day, time: AGAIN_FROM }) > 0) return { isFirst }
  const closing = { card: 'closing', period: last } as const
  const comesAgain = history.snoozed.some((one) => one.card === 'closing' && one.period === last)
  return comesAgain || !wasJudged(closing, history) ? { carries: last, isFirst } : { isFirst }
}
