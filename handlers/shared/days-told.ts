import type { BranchView } from '../../src/core/views.js'
import { mayKeepCalendar } from '../../src/ledger/permissions.js'
import type { MemberContext } from '../context.js'

/**
 * The branch by whose days a member may be told when something comes again. For anybody but the secretary there is no
 * 保障期: a day that skips one would tell of it. What falls into one comes later, or, too late to be of use, not at all.
 */
export const branchToldTo = ({ branch, member }: Pick<MemberContext, 'branch' | 'member'>): BranchView =>
  mayKeepCalendar(member) ? branch : { ...branch, silentPeriods: [] }
