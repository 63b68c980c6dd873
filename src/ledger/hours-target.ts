import type { MemberView } from '../core/views.js'
import { isLeader } from './rules/roster-counts.js'

/** 党员每年集中学习培训时间一般不少于32学时 (《中国共产党党员教育管理工作条例》, domain.md R10). */
export const HOURS_A_YEAR = 32
/** 党组织书记和班子成员每年不少于56学时, by the national training plan (domain.md R11). */
export const LEADER_HOURS_A_YEAR = 56

/** How many 学时 a year a member is to have; `members` is the roster of the day, which settles whether there is a committee. */
export const hoursTargetOf = (member: MemberView, members: readonly MemberView[]): number =>
  isLeader(member, { members }) ? LEADER_HOURS_A_YEAR : HOURS_A_YEAR
