import { explainCard } from '../cards/explain-card.js'
import type { ActionOf } from '../src/core/action.js'
import { noticeReply, type Reply } from '../src/core/reply.js'
import { obligationsOf } from '../src/ledger/obligations.js'
import { isGroup, type MemberContext } from './context.js'
import { lastMonthOf } from './shared/period.js'

/** 为什么提醒 on the closing card: each duty with where it is written. */
export async function actionExplainReminder(
  { period }: ActionOf<'explain-reminder'>,
  ctx: MemberContext,
): Promise<Reply> {
  const month = lastMonthOf(period)
  if (month === undefined) return noticeReply('warning', '这张卡片已过期')
  const content = { type: 'card', card: explainCard(month, await obligationsOf(month)) } as const
  const notice = { tone: 'info', text: '依据已发给你' } as const
  return isGroup(ctx) ? { notice, direct: [{ memberId: ctx.member.id, content }] } : { notice, chat: content }
}
