import type { ActionOf } from '../src/core/action.js'
import { noticeReply, type Reply } from '../src/core/reply.js'
import { findEntry } from '../src/ledger/entries.js'
import { canSee } from '../src/ledger/permissions.js'
import type { MemberContext } from './context.js'
import { isSealed, openTalk } from './read-talk.js'

/** 查看内容 on a talk's receipt, and on the entry's card. */
export async function actionReadTalk({ entryId }: ActionOf<'read-talk'>, ctx: MemberContext): Promise<Reply> {
  const unknown = noticeReply('warning', '没有找到这条记录')
  const entry = await findEntry(entryId)
  if (!entry || !isSealed(entry)) return unknown
  const reply = await openTalk(entry, ctx)
  if (!canSee(ctx.member, entry)) return unknown
  if (reply.chat?.type === 'text' && !reply.direct) return noticeReply('warning', reply.chat.text)
  return { ...reply, notice: { tone: 'info', text: '内容已发给你' } }
}
