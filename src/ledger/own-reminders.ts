import type { ComingPlan } from '../core/own-views.js'
import type { BranchView, MemberView } from '../core/views.js'
import { ReminderRow } from '../models/reminder-row.js'
import {
  comingNotices,
  eventOf,
  heldNotice,
  momentAt,
  type NoticeContext,
  type OwnNotice,
  oldestAsked,
  ownRowId,
  shownOf,
} from './own-notices.js'
import type { PlannedEvent } from './own-reminder-times.js'
import { openPlanRows } from './plan-links.js'
import { recipientsOf } from './recipients.js'
import { canBeReminded, remindedOf } from './reminded.js'
import { choicesOf } from './reminder-choices.js'
import { membersOn, rosterRows } from './roster.js'

export interface DueOfMember {
  readonly member: MemberView & { readonly platformUserId: string }
  readonly notices: readonly OwnNotice[]
}

/**
 * What is to be said to whom at a moment (civil epoch ms) and was not said before: reminders of plans to come, and 办了吗
 * of those whose day is over. With `ahead` (every call counts) also what falls due for them later on the same day, and
 * nobody is told anything for the sake of 办了吗 alone. Call it in the branch's scope.
 */
export async function dueOwnReminders(
  branch: BranchView,
  at: number,
  { ahead = false }: { readonly ahead?: boolean } = {},
): Promise<DueOfMember[]> {
  const now = momentAt(at, branch.timezone)
  const plans = await openPlanRows(oldestAsked(now.date))
  if (plans.length === 0) return []
  const roster = await rosterRows()
  const ctx: NoticeContext = {
    branch,
    now,
    membersOn: (date) => membersOn(roster, date),
    choices: await choicesOf(plans.map(({ _id }) => _id)),
  }
  const all = plans.flatMap((plan) => [...comingNotices(plan, ctx), ...heldNotice(plan, ctx)])
  const unsaid = await withoutSaid(all.filter(({ isNow }) => isNow || ahead))
  const today = new Map(membersOn(roster, now.date).map((member) => [member.id, member]))
  const askedOf = await askedAbout(unsaid, today, branch, now.date)
  const due = new Map<string, OwnNotice[]>()
  for (const notice of unsaid) {
    const id = askedOf(notice)
    if (id !== undefined) due.set(id, [...(due.get(id) ?? []), notice])
  }
  return [...due].flatMap(([id, notices]) => {
    const member = today.get(id)
    const isDue = notices.some(({ isNow, held }) => isNow && !(ahead && held))
    return isDue && canBeReminded(member) ? [{ member, notices }] : []
  })
}

/** A plan to come of which a member is reminded. */
export interface RemindedPlan {
  readonly plan: ComingPlan
  readonly event: PlannedEvent
}

/** Those of the plans that are still to come and of which this member is reminded, by day. */
export async function comingPlansOf(
  branch: Pick<BranchView, 'timezone'>,
  memberId: string,
  today: string,
  { ids, numbers }: { readonly ids?: readonly string[]; readonly numbers?: readonly string[] } = {},
): Promise<RemindedPlan[]> {
  const plans = await openPlanRows(today)
  const roster = await rosterRows()
  return plans
    .filter(({ _id, number }) => (ids?.includes(_id) ?? true) && (numbers?.includes(number) ?? true))
    .flatMap((row) => {
      const part = remindedOf(row, membersOn(roster, row.date)).get(memberId)
      return part === undefined ? [] : [{ plan: { ...shownOf(row), part }, event: eventOf(row, branch.timezone) }]
    })
}

/** The plans that the member's newest message of reminders told him of and that are still to come. */
export async function newestReminded(branch: BranchView, memberId: string, today: string): Promise<RemindedPlan[]> {
  const plans = await comingPlansOf(branch, memberId, today)
  const idOf = ({ plan }: RemindedPlan): string => ownRowId(branch.id, `${plan.entryId}:${plan.date}`, memberId)
  const said = await ReminderRow.find({ _id: { $in: plans.map(idOf) } }, { at: 1 }).lean()
  const newest = Math.max(...said.map(({ at }) => at))
  const told = new Set(said.filter(({ at }) => at === newest).map(({ _id }) => _id))
  return plans.filter((one) => told.has(idOf(one)))
}

async function withoutSaid(notices: readonly OwnNotice[]): Promise<OwnNotice[]> {
  if (notices.length === 0) return []
  const said = await ReminderRow.find({ _id: { $in: notices.map(({ row }) => row._id) } }, { _id: 1 }).lean()
  const ids = new Set(said.map(({ _id }) => _id))
  return notices.filter(({ row }) => !ids.has(row._id))
}

/**
 * Who is asked about a plan: its organiser, while he is here and has an account; else who gets the secretary's cards. Of a
 * planned talk a deputy may not even know. Somebody who wants no reminders is asked by none, and nobody in his place.
 */
async function askedAbout(
  notices: readonly OwnNotice[],
  members: ReadonlyMap<string, MemberView>,
  branch: BranchView,
  today: string,
): Promise<(notice: OwnNotice) => string | undefined> {
  const isNeeded = notices.some(({ held }) => held)
  const standIns = isNeeded ? (await recipientsOf(branch, today)).filter(canBeReminded) : []
  return ({ memberId, held }) => {
    const organiser = members.get(memberId)
    if (!held || (organiser?.state === 'active' && organiser.platformUserId !== undefined)) return memberId
    return standIns.find(({ roles }) => held.kind !== 'talk' || roles.includes('secretary'))?.id
  }
}
