import { addDays, daysBetween } from '../core/civil-date.js'
import { kindOfType } from '../core/entry.js'
import type { EntryRow } from '../models/ledger-entry.js'
import { isReminderTalk } from './reminder-talk.js'
import { partnersOf } from './talk-partners.js'

/** Something planned may take place so many days earlier or later and is still the same. */
const NEAR_DAYS = 3
/** The same topic further away is another meeting of a series. */
const SAME_TOPIC_DAYS = 31

type Event = Pick<
  EntryRow,
  'kind' | 'subkind' | 'date' | 'topic' | 'talker' | 'partner' | 'partners' | 'lecturer' | 'form'
>
type Plan = Pick<
  EntryRow,
  'kind' | 'subkind' | 'date' | 'topic' | 'talker' | 'partner' | 'author' | 'dueTo' | 'lecturer' | 'form'
> & {
  /** The day on which the plan was told. */
  readonly plannedOn: string
}

/**
 * The one open plan that this event carries out, or undefined when none or several fit equally well: of the same kind,
 * and on that day, near it, before its deadline, or on the same topic. Of a planned talk the two must be the same. A
 * 提醒谈话 carries out no plan, because a closed plan would tell of it.
 */
export function matchPlan<P extends Plan>(event: Event, plans: readonly P[]): P | undefined {
  if (isReminderTalk(event)) return undefined
  const scored = plans.map((plan) => ({ plan, score: surenessOf(event, plan) })).filter(({ score }) => score > 0)
  const best = Math.max(...scored.map(({ score }) => score))
  const candidates = scored.filter(({ score }) => score === best)
  return candidates.length === 1 ? candidates[0]?.plan : undefined
}

/** 0: another thing; otherwise the higher the surer. */
function surenessOf(event: Event, plan: Plan): number {
  if (plan.subkind === undefined || kindOfType(plan.subkind) !== event.kind) return 0
  if (event.kind === 'talk' && !isSamePair(event, plan)) return 0
  if (isOthersLecture(event, plan)) return 0
  const away = Math.abs(daysBetween(plan.date, event.date))
  if (isSameTopic(event.topic, plan.topic)) return away <= SAME_TOPIC_DAYS ? 4 : 0
  // What took place before anybody planned was not planned.
  if (event.date < plan.plannedOn) return 0
  if (plan.dueTo !== undefined && event.date <= addDays(plan.dueTo, NEAR_DAYS)) return areDifferent(event, plan) ? 0 : 2
  if (away === 0) return 3
  return away <= NEAR_DAYS && !areDifferent(event, plan) ? 2 : 0
}

/** A micro-lecture of one is not the one that another was to give, and no other form of training is. */
function isOthersLecture(event: Event, plan: Plan): boolean {
  if (plan.form !== undefined && event.form !== undefined && plan.form !== event.form) return true
  const [one, other] = [event.lecturer?.memberId, plan.lecturer?.memberId]
  return one !== undefined && other !== undefined && one !== other
}

/** In either order; of several who talked together each is a pair with the talker, not with one another. */
function isSamePair(event: Event, plan: Plan): boolean {
  const planner = (plan.talker ?? plan.author).memberId
  return partnersOf(event).some((partner) => {
    const pair = new Set([event.talker?.memberId, partner.memberId])
    return pair.has(planner) && (plan.partner === undefined || pair.has(plan.partner.memberId))
  })
}

/** Both say what they are about, and it isn't the same. */
const areDifferent = (event: Event, plan: Plan): boolean =>
  bare(event.topic) !== '' && bare(plan.topic) !== '' && !isSameTopic(event.topic, plan.topic)

/** Equal without punctuation, or the one within the other and at least half as long (as SCHEMA §6 compares texts). */
export function isSameTopic(a: string | undefined, b: string | undefined): boolean {
  const [short = '', long = ''] = [bare(a), bare(b)].sort((x, y) => x.length - y.length)
  return short !== '' && long.includes(short) && short.length * 2 >= long.length
}

const bare = (text: string | undefined): string => (text ?? '').replace(/[\p{P}\p{S}\s]+/gu, '').toLowerCase()
