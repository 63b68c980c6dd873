import type { Content } from '../../src/core/platform.js'
import { type Reply, textReply } from '../../src/core/reply.js'
import { isGroup, type MemberContext } from '../context.js'

/** An answer that is no group's business: said in private, wherever it was asked; the group reads that it was. */
export function inPrivate(content: Content, ctx: MemberContext): Reply {
  if (!isGroup(ctx)) return { chat: content }
  return { ...textReply('已私聊你'), direct: [{ memberId: ctx.member.id, content }] }
}
