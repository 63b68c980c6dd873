import type { ActionOf } from '../src/core/action.js'
import type { SettleDisputeMeaning } from '../src/core/meaning.js'
import { noticeReply, type Reply, textReply } from '../src/core/reply.js'
import { type DisputeView, findDispute, openDisputesOf } from '../src/ledger/disputes.js'
import { findEntry, findEntryByNumber } from '../src/ledger/entries.js'
import { canSee } from '../src/ledger/permissions.js'
import type { LedgerEntryView } from '../src/ledger/to-views.js'
import type { MemberContext } from './context.js'
import { maySettle, settle } from './shared/disputes.js'

const NOT_HIS = '这一条由记录人和负责的同志来看'
const NOTHING_OPEN = '没有等你看的出入'

/** 没问题 on what a member said about an entry: it stays as it is, and he is told so. */
export async function actionSettleDispute(
  { disputeId, entryId }: ActionOf<'settle-dispute'>,
  ctx: MemberContext,
): Promise<Reply> {
  const entry = await findEntry(entryId)
  const dispute = await findDispute(disputeId)
  if (!entry || dispute?.entryId !== entry.id || !canSee(ctx.member, entry))
    return noticeReply('warning', '没有找到这条记录')
  if (!maySettle(entry, dispute, ctx)) return noticeReply('warning', NOT_HIS)
  const { count, direct, updates } = await settle(entry, [dispute], 'kept', ctx)
  if (count === 0) return noticeReply('info', '这一条已处理过')
  return { notice: { tone: 'success', text: '好的，已告诉提出的人' }, direct, updates }
}

/** 没问题 2026-学-014, typed: for everything that is open about the entry and waits for this member. */
export async function settleDispute({ number }: SettleDisputeMeaning, ctx: MemberContext): Promise<Reply> {
  const entry = await findEntryByNumber(number)
  if (!entry || !canSee(ctx.member, entry)) return textReply(NOTHING_OPEN)
  const his = await waitingFor(entry, ctx)
  if (his.length === 0) return textReply(NOTHING_OPEN)
  const { direct, updates } = await settle(entry, his, 'kept', ctx)
  return { ...textReply('好的，已告诉提出的人'), direct, updates }
}

const waitingFor = async (entry: LedgerEntryView, ctx: MemberContext): Promise<DisputeView[]> =>
  (await openDisputesOf(entry.id)).filter((dispute) => maySettle(entry, dispute, ctx))
