import { type PeriodOfDay, PLAN_KINDS } from '../../src/core/entry.js'
import type { DirectMessage, Reply } from '../../src/core/reply.js'
import { isPlannedTalk } from '../../src/ledger/permissions.js'
import { cancelPlan, movePlan } from '../../src/ledger/plans.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import type { MemberContext } from '../context.js'
import { sourceOf } from './entry-source.js'
import { receiptReply } from './receipt.js'
import { receiptUpdates } from './receipt-updates.js'

/**
 * Notes that nothing became of a plan. Its author hears of it, unless he did it himself. Why a talk did not take place is
 * kept nowhere: a cancelled plan's reason is stored in clear, and shown.
 */
export async function cancelAs(
  plan: LedgerEntryView,
  reason: string | undefined,
  ctx: MemberContext,
): Promise<Pick<Reply, 'updates' | 'direct'>> {
  const cancelled = await cancelPlan(plan.id, {
    byMemberId: ctx.member.id,
    now: ctx.sentAt,
    reason: isPlannedTalk(plan) ? undefined : reason,
  })
  return { updates: await receiptUpdates(cancelled, ctx), direct: tellAuthor(plan, '取消了', ctx) }
}

interface When {
  readonly date?: string
  readonly start?: string
  readonly end?: string
  readonly period?: PeriodOfDay
}

/** Moves a plan to another day and answers with the receipt of what takes its place. UserError as of `movePlan`. */
export async function moveTo(plan: LedgerEntryView, when: When, ctx: MemberContext): Promise<Reply> {
  const { moved, entry } = await movePlan(plan.id, when, sourceOf(ctx), ctx.now)
  const kind = PLAN_KINDS.find((one) => one === entry.subkind) ?? 'activity'
  const reply = await receiptReply([{ meaning: { type: 'plan', kind }, entry: { ...entry, movedPlan: moved } }], ctx)
  return {
    ...reply,
    updates: await receiptUpdates(moved, ctx),
    direct: [...(reply.direct ?? []), ...tellAuthor(plan, `改期为${entry.number}：`, ctx)],
  }
}

function tellAuthor(plan: LedgerEntryView, did: string, ctx: MemberContext): DirectMessage[] {
  if (plan.authorId === ctx.member.id) return []
  const text = `${ctx.member.name}${did}你记的 ${plan.number} ${plan.title}`
  return [{ memberId: plan.authorId, content: { type: 'text', text } }]
}
