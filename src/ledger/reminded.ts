import type { ReminderPart } from '../core/own-views.js'
import type { MemberView } from '../core/views.js'
import type { EntryRow } from '../models/ledger-entry.js'

type Plan = Pick<EntryRow, 'subkind' | 'author' | 'talker' | 'partner' | 'lecturer' | 'participants'> &
  Pick<EntryRow, 'remind' | 'remindAll' | 'dueTo' | 'date'>

/** Whether the plan is to be carried out by a day instead of on it. */
export const isDeadline = ({ dueTo, date }: Pick<EntryRow, 'dueTo' | 'date'>): boolean => dueTo === date

/**
 * Who is reminded of a plan, by member id, and why; each once. The lecturer and the two of a talk always; its author
 * when he said 提醒我; 提醒大家: those named in it, or else the members who are active on its day. A talk that has only a
 * deadline is its talker's to arrange: the other one has nothing to come to yet.
 */
export function remindedOf(plan: Plan, members: readonly MemberView[]): Map<string, ReminderPart> {
  const isTalk = plan.subkind === 'talk'
  const { author, talker = author, partner, lecturer } = plan
  const people: [string | undefined, ReminderPart][] = [
    ...(isTalk ? ([[talker.memberId, 'talker']] as const) : []),
    ...(isTalk && !isDeadline(plan) ? ([[partner?.memberId, 'partner']] as const) : []),
    ...(isTalk ? [] : ([[lecturer?.memberId, 'lecturer']] as const)),
    ...(plan.remind || plan.remindAll ? ([[author.memberId, 'author']] as const) : []),
    // Whom a talk concerns are its two, whatever 大家 was meant to say.
    ...(plan.remindAll && !isTalk ? invited(plan, members).map((id) => [id, 'invited'] as const) : []),
  ].map(([id, part]) => [id, part])
  const reminded = new Map<string, ReminderPart>()
  for (const [id, part] of people) if (id !== undefined && !reminded.has(id)) reminded.set(id, part)
  return reminded
}

function invited({ participants }: Plan, members: readonly MemberView[]): string[] {
  const active = members.filter(({ state }) => state === 'active').map(({ id }) => id)
  if (participants.length === 0) return active
  return participants.flatMap(({ memberId }) => (memberId !== undefined && active.includes(memberId) ? [memberId] : []))
}

/** Who answers for a plan: the one who made it, of a talk the one who talks. */
export const organiserOf = ({ subkind, author, talker }: Pick<Plan, 'subkind' | 'author' | 'talker'>): string =>
  subkind === 'talk' && talker?.memberId !== undefined ? talker.memberId : author.memberId

/** Whether he can be told anything: a member of the day who has an account and did not say 以后别提醒我. */
export const canBeReminded = (member: MemberView | undefined): member is MemberView & { platformUserId: string } =>
  member?.platformUserId !== undefined && member.leftOn === undefined && member.remindersOff !== true
