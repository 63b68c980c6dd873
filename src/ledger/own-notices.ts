import { addDays, civilDateAt, civilTimeAt } from '../core/civil-date.js'
import { PLAN_KINDS } from '../core/entry.js'
import type { ComingPlan, PlanShown } from '../core/own-views.js'
import type { BranchView, MemberView } from '../core/views.js'
import type { EntryRow } from '../models/ledger-entry.js'
import type { ReminderDocument } from '../models/reminder-row.js'
import {
  heldSpan,
  isUseful,
  type PlannedEvent,
  reminderSpan,
  snoozedSpan,
  type UsefulSpan,
} from './own-reminder-times.js'
import { isDeadline, organiserOf, remindedOf } from './reminded.js'
import { type Choice, choiceKey } from './reminder-choices.js'
import type { CivilMoment } from './reminder-times.js'
import { compareMoments } from './times/card-times.js'
import { dropAbsent } from './to-views.js'

/** One thing that a member is to be told of a plan, and the row that elects who tells it. */
export interface OwnNotice {
  readonly memberId: string
  readonly row: Pick<ReminderDocument, '_id' | 'card' | 'period'>
  readonly coming?: ComingPlan
  readonly held?: PlanShown
  /** From when it would come too late to be of use. */
  readonly until: CivilMoment
  /** Due at the moment asked for; otherwise later on that day. */
  readonly isNow: boolean
}

/** What a plan's notices are judged by. */
export interface NoticeContext {
  readonly branch: BranchView
  readonly now: CivilMoment
  /** The members on the plan's day, with the state they have then. */
  readonly membersOn: (date: string) => readonly MemberView[]
  readonly choices: ReadonlyMap<string, Choice>
}

/** Of the row that makes sure that a member is reminded of a plan's day once. */
export const ownRowId = (branchId: string, period: string, memberId: string): string =>
  `${branchId}|own|${period}|${memberId}`

/** A plan's own facts for the rules of time. */
export const eventOf = (plan: EntryRow, timezone: string): PlannedEvent =>
  dropAbsent({
    date: plan.date,
    isDeadline: isDeadline(plan),
    start: plan.start,
    period: plan.period,
    plannedAt: momentAt(plan.enteredAt, timezone),
  })

export const momentAt = (epochMs: number, timezone: string): CivilMoment => ({
  date: civilDateAt(epochMs, timezone),
  time: civilTimeAt(epochMs, timezone),
})

/** The reminders of a plan that is to come; pure. Said ones are among them: the row tells. */
export function comingNotices(plan: EntryRow, { branch, now, membersOn, choices }: NoticeContext): OwnNotice[] {
  if (plan.date < now.date) return []
  const event = eventOf(plan, branch.timezone)
  const spans = [true, false].map((knows) => reminderSpan(event, branch, { knows }))
  return [...remindedOf(plan, membersOn(plan.date))].flatMap(([memberId, part]): OwnNotice[] => {
    const choice = choices.get(choiceKey(plan._id, memberId))
    if (choice?.off) return []
    const putOff = choice?.planDate === plan.date ? choice.againOn : undefined
    const usual = memberId === plan.author.memberId ? spans[0] : spans[1]
    const span = putOff === undefined ? usual : snoozedSpan(event, putOff)
    const when = span && whenOf(span, now, branch)
    if (span === undefined || when === undefined) return []
    const period = [plan._id, plan.date, ...(putOff === undefined ? [] : [putOff])].join(':')
    const row = { _id: ownRowId(branch.id, period, memberId), card: 'own' as const, period }
    return [{ memberId, row, coming: { ...shownOf(plan), part }, until: span.until, isNow: when === 'now' }]
  })
}

/** The question whether a plan took place whose day is over, to whoever answers for it; pure. */
export function heldNotice(plan: EntryRow, { branch, now }: NoticeContext): OwnNotice[] {
  const lastDay = plan.endDate ?? plan.date
  if (lastDay >= now.date) return []
  const span = heldSpan(lastDay, momentAt(plan.enteredAt, branch.timezone), branch)
  if (span === undefined || !isUseful(now, span, branch)) return []
  const period = `${plan._id}:${plan.date}`
  // One row a plan, whoever is asked: a secretary in his place is not asked once more.
  const row = { _id: `${branch.id}|held|${period}`, card: 'held' as const, period }
  return [{ memberId: organiserOf(plan), row, held: shownOf(plan), until: span.until, isNow: true }]
}

/**
 * From when one message with all of these would come too late: no plan is told of as to come once it has begun, whatever
 * else the message says. Throws RangeError for none.
 */
export function uselessFrom(notices: readonly Pick<OwnNotice, 'coming' | 'until'>[]): CivilMoment {
  const coming = notices.filter((one) => one.coming !== undefined)
  const untils = (coming.length > 0 ? coming : notices).map(({ until }) => until).toSorted(compareMoments)
  const moment = coming.length > 0 ? untils[0] : untils.at(-1)
  if (moment === undefined) throw new RangeError('no notices')
  return moment
}

function whenOf(span: UsefulSpan, now: CivilMoment, branch: BranchView): 'now' | 'later' | undefined {
  if (isUseful(now, span, branch)) return 'now'
  return span.from.date === now.date && span.from.time > now.time ? 'later' : undefined
}

/** A plan as its people may read it: what a talk is about is not in it. */
export const shownOf = (plan: EntryRow): PlanShown => {
  const isTalk = plan.subkind === 'talk'
  return dropAbsent({
    entryId: plan._id,
    number: plan.number,
    kind: PLAN_KINDS.find((kind) => kind === plan.subkind) ?? 'activity',
    date: plan.date,
    endDate: plan.endDate,
    isDeadline: isDeadline(plan),
    start: plan.start,
    end: plan.end,
    period: plan.period,
    topic: isTalk ? undefined : plan.topic,
    place: isTalk ? undefined : plan.place,
    talker: isTalk ? (plan.talker ?? plan.author).name : undefined,
    partner: isTalk ? plan.partner?.name : undefined,
  })
}

/** Far enough back for the question about a day before the longest 保障期. */
const LOOKS_BACK_DAYS = 150
export const oldestAsked = (today: string): string => addDays(today, -LOOKS_BACK_DAYS)
