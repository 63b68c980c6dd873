import { UserError } from '../core/errors.js'
import type { RecordMeaning, RecordType, RosterMeaning } from '../core/meaning.js'
import type { MemberView } from '../core/views.js'
import { isReminderTalk } from './reminder-talk.js'
import { wasSecretaryOn } from './secretary-terms.js'
import type { LedgerEntryView } from './to-views.js'

export { isReminderTalk } from './reminder-talk.js'

/** Whether the member is one of the talk's two, held or planned; of several who talked together, one of them. */
export const isOneOfTheTwo = (member: Pick<MemberView, 'id'>, entry: LedgerEntryView): boolean =>
  theTwoOf(entry).includes(member.id)

/** Ids of the people of a talk; a planned one is its planner's own, unless he planned it for two others. */
export function theTwoOf(entry: LedgerEntryView): string[] {
  const talkerId = isPlannedTalk(entry) ? (entry.talkerId ?? entry.authorId) : entry.talkerId
  if (entry.kind !== 'talk' && !isPlannedTalk(entry)) return []
  return [talkerId, ...(entry.partnerIds ?? [])].filter((id) => id !== undefined)
}

/** A planned talk may be a 提醒谈话 yet: who plans one doesn't say. */
export const isPlannedTalk = (entry: Pick<LedgerEntryView, 'kind' | 'subkind'>): boolean =>
  entry.kind === 'plan' && entry.subkind === 'talk'

const holds = (member: MemberView, ...roles: readonly string[]): boolean =>
  member.leftOn === undefined && member.roles.some((role) => roles.includes(role))

/**
 * Who may void: author, secretary and ledger officer; of a talk, done or planned, its author and the two, and of an
 * analysis who may read it, whatever others' roles.
 */
export function canVoid(member: MemberView, entry: LedgerEntryView): boolean {
  if (member.leftOn !== undefined) return false
  if (member.id === entry.authorId) return true
  if (entry.kind === 'talk' || isPlannedTalk(entry)) return isOneOfTheTwo(member, entry)
  if (entry.kind === 'dues') return holds(member, 'secretary', 'ledger', 'dues')
  return entry.kind === 'analysis' ? mayReadAnalysis(member, entry) : holds(member, 'secretary', 'ledger')
}

/** Who may change an entry that is not voided: as `canVoid`; of dues the author, dues officer and secretary. */
export function canEdit(member: MemberView, entry: LedgerEntryView): boolean {
  if (entry.voided || !canVoid(member, entry)) return false
  return entry.kind !== 'dues' || member.id === entry.authorId || holds(member, 'secretary', 'dues')
}

/**
 * Who may read what an analysis found: its author, and whoever was secretary on its day. The seal is the office's of that
 * time: a successor never gains what was found before him, and who handed over keeps what was his (moments.md §4, §5).
 */
export const mayReadAnalysis = (member: MemberView, entry: LedgerEntryView): boolean =>
  member.leftOn === undefined && (member.id === entry.authorId || wasSecretaryOn(member, entry.date))

/**
 * Who may know of the entry's fact. Of a 提醒谈话 and a planned talk: the two, its author, and the secretary (moments.md
 * §4), but of none from before he was one (§5).
 */
export function canSee(member: MemberView, entry: LedgerEntryView): boolean {
  if (member.leftOn !== undefined) return false
  if (!isReminderTalk(entry) && !isPlannedTalk(entry)) return true
  const isSecretarys = holds(member, 'secretary') && wasSecretaryOn(member, entry.date)
  return isOneOfTheTwo(member, entry) || member.id === entry.authorId || isSecretarys
}

/** Who may set 销号: as `canEdit`, and who owns the problem or an item of the agenda; of a talk's follow-up the two. */
export function canClose(member: MemberView, entry: LedgerEntryView): boolean {
  if (entry.voided || member.leftOn !== undefined) return false
  if (entry.kind === 'talk') return isOneOfTheTwo(member, entry)
  return canEdit(member, entry) || member.id === entry.ownerId || entry.agendaOwnerIds?.includes(member.id) === true
}

/** Who may say how a promise is getting on: as `canEdit`, and who made it. */
export const canNoteProgress = (member: MemberView, entry: LedgerEntryView): boolean =>
  entry.kind === 'commitment' &&
  !entry.voided &&
  member.leftOn === undefined &&
  (canEdit(member, entry) || member.id === entry.whoId)

/** Who may say what became of a plan: as `canEdit`, and the secretary of a talk between two others as well. */
export const canSettlePlan = (member: MemberView, entry: LedgerEntryView): boolean =>
  entry.kind === 'plan' && !entry.voided && (canEdit(member, entry) || holds(member, 'secretary'))

/** Who may confirm what somebody else reported as his dues (SCHEMA §3, `needs_confirm_by`). */
export const canConfirm = (member: MemberView, entry: LedgerEntryView): boolean =>
  entry.kind === 'dues' && !entry.voided && holds(member, 'dues')

/** Who may be told amounts of others: of dues the dues officer and the secretary, of a donation its author too. */
export function canSeeAmounts(member: MemberView, entry: LedgerEntryView): boolean {
  if (holds(member, 'dues', 'secretary')) return true
  return entry.kind === 'donation' && member.leftOn === undefined && member.id === entry.authorId
}

/** Pictures of a talk, an analysis or a list of payments show what the entry itself hides. */
export function canSeeEvidence(member: MemberView, entry: LedgerEntryView): boolean {
  if (member.leftOn !== undefined) return false
  if (entry.kind === 'talk' || isPlannedTalk(entry)) return isOneOfTheTwo(member, entry)
  if (entry.kind === 'analysis') return mayReadAnalysis(member, entry)
  if (entry.kind === 'dues' || entry.kind === 'donation') {
    return canSeeAmounts(member, entry) || member.id === entry.authorId
  }
  return canSee(member, entry)
}

/** Who imports holiday lists and sets a 保障期; nobody else may even learn that there is one. */
export const mayKeepCalendar = (member: MemberView): boolean => holds(member, 'secretary')

interface Place {
  /** Typed in the branch's group. */
  readonly inGroup: boolean
}

/**
 * Why this member may not record this; undefined when he may. Dues of others belong to the dues officer and the
 * secretary, an analysis to the secretary in private (SCHEMA §3, §5).
 */
export function recordRefusal(member: MemberView, meaning: RecordMeaning, { inGroup }: Place): UserError | undefined {
  const isOwnDues =
    meaning.type === 'dues' && meaning.items.every(({ name }) => name === '$sender' || name === member.name)
  if (isOwnDues && member.leftOn === undefined) return undefined
  const refusal = branchRecordRefusal(member, meaning.type)
  if (refusal) return refusal
  return meaning.type === 'analysis' && inGroup
    ? new UserError('not_permitted', '思想状况分析请书记私聊我记，群里不记')
    : undefined
}

/** As `recordRefusal`, of a record of this type for the whole branch, such as one that meets a duty. */
export function branchRecordRefusal(member: MemberView, type: RecordType): UserError | undefined {
  if (member.leftOn !== undefined) return new UserError('not_permitted', '只有在册党员可以记台账')
  if (type === 'dues' && !holds(member, 'dues', 'secretary'))
    return new UserError('not_permitted', '别人的党费由管党费的同志或书记来记，你可以记自己的')
  if (type === 'analysis' && !holds(member, 'secretary'))
    return new UserError('not_permitted', '思想状况分析由书记来记')
  return undefined
}

export const canRecord = (member: MemberView, meaning: RecordMeaning, place: Place): boolean =>
  recordRefusal(member, meaning, place) === undefined

/**
 * Who may say a roster command (moments.md §2): the secretary all of them, the organization officer who comes and goes,
 * states and names; roles and status are the secretary's alone.
 */
export function mayChangeRoster(member: MemberView, change: RosterMeaning['change']): boolean {
  if (holds(member, 'secretary')) return true
  return holds(member, 'organization') && !['role', 'role_off', 'status'].includes(change)
}
