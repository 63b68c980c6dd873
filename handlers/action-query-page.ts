import type { ActionOf } from '../src/core/action.js'
import { noticeReply, type Reply } from '../src/core/reply.js'
import { isGroup, type MemberContext } from './context.js'
import { answerTo } from './query.js'

/**
 * 上一页 and 下一页 of an answer: asked again by the one who taps, so that a card that was passed on tells nobody more than
 * he may know. The card that was tapped turns its page; what is private never goes into a group's card.
 */
export async function actionQueryPage({ query, page }: ActionOf<'query-page'>, ctx: MemberContext): Promise<Reply> {
  const { content, isPrivate } = await answerTo({ type: 'query', ...query, page }, ctx)
  if (content.type !== 'card') return noticeReply('info', isPrivate && isGroup(ctx) ? '请私聊问我' : content.text)
  if (isPrivate && isGroup(ctx)) {
    return { ...noticeReply('info', '已私聊你'), direct: [{ memberId: ctx.member.id, content }] }
  }
  return { ...noticeReply('info', '翻好了'), updates: [{ messageId: ctx.messageId, card: content.card }] }
}
