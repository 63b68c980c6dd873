import { branchChosenCard } from '../cards/choose-branch-card.js'
import { noticeReply, type Reply, textReply } from '../src/core/reply.js'
import { choosePrivateBranch } from '../src/ledger/roster.js'
import type { MemberContext } from './context.js'

/** The branch's name, typed in private by somebody in several: as the question's button. */
export async function chooseBranch(ctx: MemberContext): Promise<Reply> {
  await choosePrivateBranch(ctx.member.id, ctx.sentAt)
  return textReply(`好的，今天私聊都记到「${ctx.branch.name}」。还没记的那句请再发一次。`)
}

/** A branch's button on the question where private messages belong. */
export async function actionChooseBranch(ctx: MemberContext): Promise<Reply> {
  await choosePrivateBranch(ctx.member.id, ctx.sentAt)
  return {
    ...noticeReply('success', `今天私聊都记到「${ctx.branch.name}」`),
    updates: [{ messageId: ctx.messageId, card: branchChosenCard(ctx.branch) }],
  }
}
