import type { MemberView } from '../core/views.js'
import { isReminderTalk } from './reminder-talk.js'
import type { LedgerEntryView } from './to-views.js'

export { isReminderTalk } from './reminder-talk.js'

/** Whether the member is one of the talk's two. */
export const isOneOfTheTwo = (member: Pick<MemberView, 'id'>, entry: LedgerEntryView): boolean =>
  entry.kind === 'talk' && (entry.talkerId === member.id || entry.partnerId === member.id)

/** Who may void: author, secretary and ledger officer; of a talk its author and the two, whatever others' roles. */
export function canVoid(member: MemberView, entry: LedgerEntryView): boolean {
  if (member.leftOn !== undefined) return false
  if (member.id === entry.authorId) return true
  if (entry.kind === 'talk') return isOneOfTheTwo(member, entry)
  return member.roles.includes('secretary') || member.roles.includes('ledger')
}

/** Who may know of the entry's fact. Of a 提醒谈话: the two, the secretary and its author (moments.md §4). */
export function canSee(member: MemberView, entry: LedgerEntryView): boolean {
  if (member.leftOn !== undefined) return false
  if (!isReminderTalk(entry)) return true
  return isOneOfTheTwo(member, entry) || member.id === entry.authorId || member.roles.includes('secretary')
}
