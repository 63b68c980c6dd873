import { deputyTermOn } from '../core/deputies.js'
import type { BranchView, MemberView } from '../core/views.js'
import { rosterRows } from './roster.js'
import { toMemberView } from './to-views.js'

/**
 * Who gets the branch's reminder cards on a day: whoever was secretary then, or the deputy he named for that day
 * (moments.md §5). A deputy who left, is away himself or has no account can't act: then the secretary gets them, on leave
 * or not. Of those in the branch now. Call it in the branch's scope.
 */
export async function recipientsOf(
  { deputies = [] }: Pick<BranchView, 'id' | 'deputies'>,
  date: string,
): Promise<MemberView[]> {
  const members = (await rosterRows())
    .filter(({ leftOn }) => leftOn === undefined)
    .map((row) => toMemberView(row, date))
  const readers = members
    .filter(({ roles }) => roles.includes('secretary'))
    .map((secretary) => {
      const term = deputyTermOn(deputies, secretary.id, date)
      return members.find((one) => one.id === term?.memberId && canStandIn(one)) ?? secretary
    })
  return [...new Map(readers.map((reader) => [reader.id, reader])).values()]
}

/** Whether his cards reach him, and he is there to act on them. */
export const canStandIn = ({ leftOn, state, platformUserId }: MemberView): boolean =>
  leftOn === undefined && state === 'active' && platformUserId !== undefined
