import { disputeCard, disputeSettledCard } from '../../cards/dispute-card.js'
import type { CardUpdate, DirectMessage } from '../../src/core/reply.js'
import type { MemberView } from '../../src/core/views.js'
import {
  type DisputeOutcome,
  type DisputeView,
  openDispute,
  openDisputesOf,
  settleDisputes,
} from '../../src/ledger/disputes.js'
import { canSee, canVoid, isOneOfTheTwo, isPlannedTalk } from '../../src/ledger/permissions.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import type { MemberContext } from '../context.js'
import { branchNameFor } from './receipt.js'

/** A talk, done or planned: nobody but its own people says or reads anything about it (moments.md §4). */
const isTalk = (entry: LedgerEntryView): boolean => entry.kind === 'talk' || isPlannedTalk(entry)

/** Who may say that an entry is wrong: whoever may know of it; of a talk its own people. The author just changes it. */
export function canDispute(member: MemberView, entry: LedgerEntryView): boolean {
  return canSee(member, entry) && (!isTalk(entry) || isOneOfTheTwo(member, entry) || member.id === entry.authorId)
}

/** Said to whoever raises one: who reads his words. */
export const readersText = (entry: LedgerEntryView): string =>
  isTalk(entry) ? '谈话双方和记录人' : '记录人和管台账的同志'

/** Whose word it takes: author and ledger officer, of money the dues officer, of an analysis the secretary; of a talk its people. */
function readersOf(entry: LedgerEntryView, raisedBy: string, { roster }: MemberContext): MemberView[] {
  const others = roster.filter(({ id, leftOn }) => leftOn === undefined && id !== raisedBy)
  const author = others.filter(({ id }) => id === entry.authorId)
  if (isTalk(entry)) return others.filter((one) => one.id === entry.authorId || isOneOfTheTwo(one, entry))
  const role = entry.kind === 'dues' ? 'dues' : entry.kind === 'analysis' ? 'secretary' : 'ledger'
  const officers = others.filter(({ id, roles }) => id !== entry.authorId && roles.includes(role))
  const readers = [...author, ...officers]
  return readers.length > 0 ? readers : others.filter(({ roles }) => roles.includes('secretary'))
}

/** Whether his word settles what is said about this entry. */
export const maySettle = (entry: LedgerEntryView, dispute: DisputeView, ctx: MemberContext): boolean =>
  dispute.memberId !== ctx.member.id &&
  (canVoid(ctx.member, entry) || readersOf(entry, dispute.memberId, ctx).some(({ id }) => id === ctx.member.id))

/** Keeps a member's words and hands them to those who judge them; the entry stays as it is. */
export async function raiseDispute(entry: LedgerEntryView, text: string, ctx: MemberContext): Promise<DirectMessage[]> {
  const { member } = ctx
  const dispute = await openDispute({ entryId: entry.id, memberId: member.id, text }, ctx.sentAt)
  const card = disputeCard({ disputeId: dispute.id, entry, by: member.name, words: text }, optionsOf(ctx))
  // Found again by the dispute's id, not by the entry's: an update of the entry's receipts must not replace it.
  return readersOf(entry, member.id, ctx).map(({ id }) => ({
    memberId: id,
    content: { type: 'card', card },
    draftId: dispute.id,
  }))
}

/** What is to be said and shown once disputes are settled. */
export interface Settled {
  readonly count: number
  readonly direct: readonly DirectMessage[]
  readonly updates: readonly CardUpdate[]
}

/** Settles disputes about the entry; each member who raised one is told the outcome in private. `what`: 时长 2小时→3小时. */
export async function settle(
  entry: LedgerEntryView,
  disputes: readonly DisputeView[],
  outcome: DisputeOutcome,
  ctx: MemberContext,
  what?: string,
): Promise<Settled> {
  const settled = await settleDisputes(disputes, outcome, { byMemberId: ctx.member.id, now: ctx.sentAt })
  const { member, roster } = ctx
  return {
    count: settled.length,
    direct: settled.flatMap(({ memberId }): DirectMessage[] =>
      memberId === member.id
        ? []
        : [{ memberId, content: { type: 'text', text: outcomeText(entry, outcome, member.name, what) } }],
    ),
    updates: settled.map(({ id, memberId }) => ({
      ofDraftId: id,
      card: disputeSettledCard(
        entry,
        { by: member.name, outcome, raisedBy: roster.find((one) => one.id === memberId)?.name ?? '' },
        optionsOf(ctx),
      ),
    })),
  }
}

/** What is open about an entry that was changed or taken back is settled by that. */
export const settleAll = async (
  entry: LedgerEntryView,
  outcome: Exclude<DisputeOutcome, 'kept'>,
  ctx: MemberContext,
  what?: string,
): Promise<Settled> => settle(entry, await openDisputesOf(entry.id), outcome, ctx, what)

function outcomeText({ number }: LedgerEntryView, outcome: DisputeOutcome, by: string, what?: string): string {
  const about = `你说 ${number} 有出入：`
  switch (outcome) {
    case 'changed':
      // Whether that was the point in question only he can say.
      return `${about}${by}已改${what === undefined ? '' : `，${what}`}。如果改的不是你说的那处，请再说一次有出入`
    case 'voided':
      return `${about}${by}已撤销这条记录`
    case 'kept':
      return `${about}${by}看过，没问题，记录保持原样。还有疑问请当面说一声`
  }
}

const optionsOf = (ctx: MemberContext) => ({
  timezone: ctx.branch.timezone,
  today: ctx.today,
  branchName: branchNameFor(ctx),
})
