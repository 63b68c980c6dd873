import type { Content } from '../../src/core/platform.js'
import type { Reply } from '../../src/core/reply.js'
import { recipientsOf } from '../../src/ledger/recipients.js'
import { isGroup, type MemberContext } from '../context.js'

/** Said to whoever taps or types it and gets no reminders. */
export const ONLY_SECRETARY_REMINDED = '提醒只发给书记一人，由书记处理'

/** Whether the reminder cards are his to act on: the secretary's, also on leave, and whoever gets them in his place. */
export async function holdsCards({ member, branch, today }: MemberContext): Promise<boolean> {
  if (member.roles.includes('secretary')) return true
  return (await recipientsOf(branch, today)).some(({ id }) => id === member.id)
}

/** What is open is no group's business: said in private, wherever it was asked. */
export function inPrivate(content: Content, ctx: MemberContext): Reply {
  if (!isGroup(ctx)) return { chat: content }
  return { chat: { type: 'text', text: '已私聊你' }, direct: [{ memberId: ctx.member.id, content }] }
}
