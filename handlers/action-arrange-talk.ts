import type { ActionOf } from '../src/core/action.js'
import { noticeReply, type Reply } from '../src/core/reply.js'
import { isGroup, type MemberContext } from './context.js'
import { holdsCards } from './shared/card-holder.js'
import { ONLY_SECRETARY_ARRANGES, pairForm, pairHere, quarterContent } from './shared/talk-pairs.js'

const GONE = '名册里已没有这两位，请发「配对图」看最新的'

/** 约时间 and 已谈，补记 on the quarter's card: a form for these two. */
export async function actionArrangeTalk(
  { name, one, other }: ActionOf<'plan-talk'> | ActionOf<'record-talk'>,
  ctx: MemberContext,
): Promise<Reply> {
  if (!(await holdsCards(ctx))) return noticeReply('warning', ONLY_SECRETARY_ARRANGES)
  const pair = pairHere([one, other], ctx)
  if (!pair) return noticeReply('warning', GONE)
  const form = await pairForm(name === 'plan-talk' ? 'plan' : 'record', pair, ctx)
  return { ...form, notice: { tone: 'info', text: '表格已发给你，填好点「记下」' } }
}

/** 换一组: the card shows the next pair; never in a group, where a card of pairs has no place. */
export async function actionNextPair(
  { period, one, other }: ActionOf<'next-pair'>,
  ctx: MemberContext,
): Promise<Reply> {
  if (!(await holdsCards(ctx))) return noticeReply('warning', ONLY_SECRETARY_ARRANGES)
  if (!/^\d{4}-Q[1-4]$/.test(period)) return noticeReply('warning', '这张卡片已过期')
  const content = await quarterContent(ctx, period, pairHere([one, other], ctx))
  if (isGroup(ctx)) return { ...noticeReply('info', '已私聊你'), direct: [{ memberId: ctx.member.id, content }] }
  return { ...noticeReply('info', '换好了'), updates: [{ messageId: ctx.messageId, card: content.card }] }
}
