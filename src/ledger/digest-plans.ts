import { addDays, mondayOf } from '../core/civil-date.js'
import type { UpcomingPlan } from '../core/views.js'
import type { Calendar } from '../core/workdays.js'
import type { EntryRow } from '../models/ledger-entry.js'
import { planLabel } from './names.js'
import { dropAbsent } from './to-views.js'

/** What a branch plans together. A talk is never told of before it took place, and then only counted. */
const GROUP_PLANS: ReadonlySet<string> = new Set(['theme_day', 'training', 'meeting', 'activity'])

/** The longest holiday (春节, 国庆 with 中秋) takes away one week; two more keep a wrong calendar from looking for ever. */
const LONGEST_HOLIDAY_WEEKS = 3

/**
 * First and last day of what a digest of `today` looks ahead to: tomorrow to the end of the next Monday–Sunday week in
 * which anybody works.
 */
export function daysAhead(today: string, calendar: Calendar): { readonly from: string; readonly to: string } {
  let monday = addDays(mondayOf(today), 7)
  for (let week = 1; week < LONGEST_HOLIDAY_WEEKS && !hasWorkday(monday, calendar); week += 1) {
    monday = addDays(monday, 7)
  }
  return { from: addDays(today, 1), to: addDays(monday, 6) }
}

const hasWorkday = (monday: string, calendar: Calendar): boolean =>
  [0, 1, 2, 3, 4, 5, 6].some((offset) => calendar.isWorkday(addDays(monday, offset)))

type Plan = Pick<
  EntryRow,
  'kind' | 'subkind' | 'voided' | 'planState' | 'date' | 'dueTo' | 'start' | 'period' | 'topic' | 'participants'
>

/** The open plans of a group event in these days, by day and hour; pure. */
export function upcomingOf(plans: readonly Plan[], { from, to }: ReturnType<typeof daysAhead>): UpcomingPlan[] {
  return plans
    .filter(isOfTheGroup)
    .filter(({ date }) => from <= date && date <= to)
    .map(toUpcoming)
    .toSorted((a, b) => (whenOf(a) < whenOf(b) ? -1 : 1))
}

/** What only one person is to come to is his own affair. */
const isOfTheGroup = ({ kind, voided, planState, subkind, participants }: Plan): boolean =>
  kind === 'plan' && !voided && planState === 'open' && GROUP_PLANS.has(subkind ?? '') && participants.length !== 1

const toUpcoming = ({ date, dueTo, start, period, subkind, topic }: Plan): UpcomingPlan =>
  dropAbsent({
    date,
    isDeadline: dueTo === date ? true : undefined,
    time: start ?? period,
    label: planLabel(subkind),
    topic,
  })

/** Halves of a day sort before the hours of it: 上午 has none. */
const whenOf = ({ date, time = '' }: UpcomingPlan): string => `${date} ${/^\d/.test(time) ? time : ''}`
