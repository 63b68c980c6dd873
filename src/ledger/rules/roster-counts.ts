import type { MemberView } from '../../core/views.js'
import type { RuleSubject } from './rule.js'

/** 有正式党员7人以上的党支部，应当设立党支部委员会 (domain.md R3). */
const COMMITTEE_FROM = 7

export const fullMembers = ({ members }: Pick<RuleSubject, 'members'>): number =>
  members.filter(({ status }) => status === 'full').length

/** Whether the branch is large enough that it has to have a 支委会. */
export const hasCommittee = (subject: Pick<RuleSubject, 'members'>): boolean => fullMembers(subject) >= COMMITTEE_FROM

/** Those who take part in the branch's life: neither on leave, nor seconded, nor retired (moments.md §2). */
export const activeMembers = ({ members }: Pick<RuleSubject, 'members'>): MemberView[] =>
  members.filter(({ state }) => state === 'active')

/** The secretary, and where there is a committee its members: those with that office, or whose post says so. */
export function isLeader({ roles, post = '' }: MemberView, subject: Pick<RuleSubject, 'members'>): boolean {
  if (roles.includes('secretary')) return true
  return hasCommittee(subject) && (roles.includes('organization') || /委员|副书记/u.test(post))
}
