import type { ActionOf } from '../src/core/action.js'
import { noticeReply, type Reply } from '../src/core/reply.js'
import { findEntry } from '../src/ledger/entries.js'
import { canSee } from '../src/ledger/permissions.js'
import type { MemberContext } from './context.js'
import { openEditForm } from './shared/edit-form.js'

/** 改一下 on a receipt: the entry's form, in private whoever taps and wherever. */
export async function actionEditEntry({ entryId }: ActionOf<'edit-entry'>, ctx: MemberContext): Promise<Reply> {
  const entry = await findEntry(entryId)
  if (!entry || !canSee(ctx.member, entry)) return noticeReply('warning', '没有找到这条记录')
  const form = await openEditForm(entry, ctx)
  if (typeof form === 'string') return noticeReply('warning', form)
  return { notice: { tone: 'info', text: '表已私聊你，改好点「保存」' }, direct: [form] }
}
