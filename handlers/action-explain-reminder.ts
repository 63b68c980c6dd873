import type { ActionOf } from '../src/core/action.js'
import { noticeReply, type Reply } from '../src/core/reply.js'
import { isGroup, type MemberContext } from './context.js'
import { explanation } from './explain-reminder.js'
import { holdsCards, ONLY_SECRETARY_REMINDED } from './shared/card-holder.js'
import { lastMonthOf } from './shared/period.js'

/** 为什么提醒 on the closing card: each duty with where it is written. */
export async function actionExplainReminder(
  { period }: ActionOf<'explain-reminder'>,
  ctx: MemberContext,
): Promise<Reply> {
  if (!(await holdsCards(ctx))) return noticeReply('warning', ONLY_SECRETARY_REMINDED)
  const month = lastMonthOf(period)
  if (month === undefined) return noticeReply('warning', '这张卡片已过期')
  const content = await explanation(month, ctx)
  const notice = { tone: 'info', text: '依据已发给你' } as const
  return isGroup(ctx) ? { notice, direct: [{ memberId: ctx.member.id, content }] } : { notice, chat: content }
}
