import type { MemberView } from '../../core/views.js'
import { canSee } from '../permissions.js'
import { openPlanRows } from '../plan-links.js'
import { toEntryView } from '../to-views.js'
import { pairKey } from './pairs.js'

/**
 * Keys of the pairs whose talk is planned for today or later: all of them, or those that the reader may know of. A pair
 * that was planned for an earlier day may be suggested again.
 */
export async function plannedPairs(today: string, reader?: MemberView): Promise<Set<string>> {
  const plans = (await openPlanRows()).filter(
    (plan) =>
      plan.subkind === 'talk' && plan.date >= today && (reader === undefined || canSee(reader, toEntryView(plan))),
  )
  return new Set(
    plans.flatMap(({ author, talker, partner }) =>
      partner?.memberId === undefined ? [] : [pairKey((talker ?? author).memberId ?? '', partner.memberId)],
    ),
  )
}
