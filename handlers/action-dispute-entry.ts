import type { ActionOf } from '../src/core/action.js'
import { noticeReply, type Reply } from '../src/core/reply.js'
import { findEntry } from '../src/ledger/entries.js'
import { canSee } from '../src/ledger/permissions.js'
import type { MemberContext } from './context.js'
import { openDisputeForm } from './shared/dispute-form.js'
import { openEditForm } from './shared/edit-form.js'

/** 有出入 on a receipt: a form of one line, in private. Who recorded the entry gets the form that changes it. */
export async function actionDisputeEntry({ entryId }: ActionOf<'dispute-entry'>, ctx: MemberContext): Promise<Reply> {
  const entry = await findEntry(entryId)
  if (!entry || !canSee(ctx.member, entry)) return noticeReply('warning', '没有找到这条记录')
  const isOwn = entry.authorId === ctx.member.id
  const form = isOwn ? await openEditForm(entry, ctx) : await openDisputeForm(entry, ctx)
  if (typeof form === 'string') return noticeReply('warning', form)
  const text = isOwn ? '这一条是你记的，表已私聊你' : '已私聊你，请写一句哪里不对'
  return { notice: { tone: 'info', text }, direct: [form] }
}
