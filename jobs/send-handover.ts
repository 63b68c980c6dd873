import { openWorkCard, type PassedOn } from '../cards/open-work-card.js'
import type { BranchView, HandoverView, MemberView } from '../src/core/views.js'
import { getBranch } from '../src/ledger/branches.js'
import { momentIn } from '../src/ledger/card-history.js'
import { carryOutHandover, noteTold, untoldHandovers } from '../src/ledger/handovers.js'
import { officesOf, openWork } from '../src/ledger/open-work.js'
import { recipientsOf } from '../src/ledger/recipients.js'
import { isOpenMoment } from '../src/ledger/reminder-times.js'
import { findMember } from '../src/ledger/roster.js'
import { inBranch } from '../src/models/branch-scope.js'
import { inTransaction } from '../src/models/in-transaction.js'
import { sendOnce } from './send-once.js'
import type { SweepDeps } from './sweep.js'

/** Said once to whoever is secretary when what both had confirmed could not be on its day. */
const OFF = '书记交接没有生效：接手人或交出人的名册情况有变。需要的话请重新发，如：4月1日起书记由赵阳接任'

/**
 * Changes the secretary of the branch when the day has come that both confirmed, at whatever hour, and sends the two the
 * open items at the next open moment, once. It goes before the cards of the same sweep, so that those of a day go to
 * whoever is secretary on it.
 */
export async function sendHandover(branch: BranchView, at: number, deps: SweepDeps): Promise<readonly string[]> {
  const isPending = (branch.handovers ?? []).some(({ state }) => state === 'proposed')
  if (!isPending && untoldHandovers(branch.handovers).length === 0) return []
  const moment = momentIn(at, branch.timezone)
  return inBranch(branch.id, async () => {
    await inTransaction(() => carryOutHandover(moment.date, at))
    if (!isOpenMoment(moment, branch)) return []
    const ids: string[] = []
    for (const handover of untoldHandovers((await getBranch(branch.id)).handovers)) {
      const tell = handover.state === 'off' ? tellOff : tellTheTwo
      ids.push(...(await tell(branch, handover, { today: moment.date, at }, deps)))
    }
    return ids
  })
}

interface When {
  readonly today: string
  readonly at: number
}

async function tellOff(
  branch: BranchView,
  { id }: HandoverView,
  { today, at }: When,
  deps: SweepDeps,
): Promise<readonly string[]> {
  const readers = (await recipientsOf(branch, today)).filter(({ platformUserId }) => platformUserId)
  const messages = readers.map(({ platformUserId: userId = '' }) => ({
    op: 'send' as const,
    target: { userId },
    content: { type: 'text' as const, text: `${branch.name}：${OFF}` },
    inGroup: false,
  }))
  return sendOnce(branch, { ...reminderOf(branch, id, at), note: () => noteTold(id, at) }, messages, deps)
}

const reminderOf = ({ id: branchId }: BranchView, id: string, at: number) =>
  ({ _id: `${branchId}|handover|${id}`, card: 'handover', period: id, at }) as const

async function tellTheTwo(
  branch: BranchView,
  { id, fromId, toId, on }: HandoverView,
  { today, at }: When,
  deps: SweepDeps,
): Promise<readonly string[]> {
  const to = await findMember(toId)
  const from = fromId === undefined ? undefined : await findMember(fromId)
  // Whoever has no account yet is told when he has one.
  if (on > today || !to?.platformUserId) return []
  const messageTo = async (reader: MemberView, passed: PassedOn) => ({
    op: 'send' as const,
    target: { userId: reader.platformUserId ?? '' },
    content: {
      type: 'card' as const,
      card: openWorkCard(await openWork(reader, officesOf({ roles: ['secretary'] }), today), passed),
    },
    inGroup: false,
  })
  const names = { ...(from && { from: from.name }), to: to.name, on }
  const messages = [
    await messageTo(to, { ...names, reader: 'to' }),
    ...(from?.platformUserId && from.leftOn === undefined ? [await messageTo(from, { ...names, reader: 'from' })] : []),
  ]
  return sendOnce(branch, { ...reminderOf(branch, id, at), note: () => noteTold(id, at) }, messages, deps)
}
