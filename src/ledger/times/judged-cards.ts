import { addDays, monthOf } from '../../core/civil-date.js'
import { type BranchDays, type CivilMoment, isOpenMoment } from '../reminder-times.js'
import { cardTimes, compareMoments, lastMonth, MONTH_CARDS, type MonthCard, type SecretaryCard } from './card-times.js'

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
  /**
   * Since when the branch is here: a card whose time was before that was not missed. A sweep may be run as of a moment
   * before: then the branch counts as one that was always here (contract.md).
   */
  readonly since: CivilMoment
  readonly judged: readonly JudgedCard[]
  readonly snoozed: readonly SnoozedCard[]
}

/** Issue 6: at most five cards a month, whatever happens. */
export const MOST_PER_MONTH = 5
/**
 * Between two cards of different times: also after downtime the secretary reads one thing at a time, and has the morning
 * for it. The plan and the quarter's or the year's card have one time (design.md §4), and come together.
 */
const APART_MINUTES = 240
const SET_BACK_DAYS = 31

export const isMonthCard = (card: SecretaryCard): card is MonthCard => (MONTH_CARDS as readonly string[]).includes(card)

/** Sorts the months' cards by when they come: `2026-03 1` is March's gap card. */
export const rankOf = ({ card, period }: { card: SecretaryCard; period: string }): string =>
  `${period} ${(MONTH_CARDS as readonly string[]).indexOf(card)}`

export const newestJudged = (moment: CivilMoment, { judged }: CardHistory): string =>
  judged
    .filter(({ card, at }) => isMonthCard(card) && compareMoments(at, moment) <= 0)
    .map(rankOf)
    .reduce((a, b) => (a > b ? a : b), '')

export const wasJudged = (
  { card, period }: { card: SecretaryCard; period: string },
  { judged }: CardHistory,
): boolean => judged.some((one) => one.card === card && one.period === period)

export function maySpeak(moment: CivilMoment, history: CardHistory): boolean {
  if (!isOpenMoment(moment, history.days) || isSetBack(moment, history)) return false
  return countIn(monthOf(moment.date), history) < MOST_PER_MONTH
}

/** Whether no card came just before; `from`: but for those of the same time as the one that is to come. */
export const isApart = (moment: CivilMoment, { judged, days }: CardHistory, from?: CivilMoment): boolean =>
  !judged.some((one) => {
    const { said, at } = one
    if (!said || at.date !== moment.date) return false
    if (Math.abs(minutesOf(at.time) - minutesOf(moment.time)) >= APART_MINUTES) return false
    const own = cardTimes(at.date, days.calendar).find(({ card, period }) => card === one.card && period === one.period)
    return from === undefined || own === undefined || compareMoments(own.from, from) !== 0
  })

/**
 * A clock that was set back by up to a month says nothing until it has come again to where it was: what it would say was
 * said. What lies further ahead was sent by a clock that went wrong, and silence until then would forget months. A sweep
 * that the operator ran as of a day to come counts as a clock that was there (docs/operations.md).
 */
const isSetBack = (moment: CivilMoment, { judged }: CardHistory): boolean => {
  const horizon = { ...moment, date: addDays(moment.date, SET_BACK_DAYS) }
  return judged.some(({ at }) => compareMoments(moment, at) < 0 && compareMoments(at, horizon) <= 0)
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

export const countIn = (month: string, { judged }: CardHistory): number =>
  judged.filter(({ said, at }) => said && monthOf(at.date) === month).length

/** How many cards of the calendar this month still holds. */
export const toCome = (moment: CivilMoment, history: CardHistory): number =>
  cardTimes(moment.date, history.days.calendar).filter(
    (time) =>
      time.period !== lastMonth(monthOf(moment.date)) &&
      compareMoments(moment, time.until) < 0 &&
      !wasJudged(time, history) &&
      (!isMonthCard(time.card) || rankOf(time) > newestJudged(moment, history)),
  ).length
