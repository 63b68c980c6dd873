import type { ActionOf } from '../src/core/action.js'
import { noticeReply, type Reply } from '../src/core/reply.js'
import { findEntry } from '../src/ledger/entries.js'
import { canSee } from '../src/ledger/permissions.js'
import type { MemberContext } from './context.js'
import { closeAs, tellOfClosing } from './shared/close-item.js'
import { tappedReceipt } from './shared/receipt-updates.js'

/** 销号 on a receipt. The operator is judged by the ledger, whatever the button says. */
export async function actionCloseItem({ entryId }: ActionOf<'close-item'>, ctx: MemberContext): Promise<Reply> {
  const found = await findEntry(entryId)
  if (!found || !canSee(ctx.member, found)) return noticeReply('warning', '没有找到这条记录')
  const closing = await closeAs(found, ctx.today, ctx)
  if (closing.outcome === 'refused') return noticeReply('warning', closing.text)
  const { entry, updates, outcome } = closing
  const tapped = await tappedReceipt(entry, updates, ctx)
  return {
    notice:
      outcome === 'closed'
        ? { tone: 'success', text: `已销号 ${entry.number}` }
        : { tone: 'info', text: '这条之前已销号' },
    // The tapped card first: it may be one that was sent before its delivery was known.
    updates: [...tapped, ...updates],
    direct: outcome === 'closed' ? tellOfClosing(entry, ctx) : [],
  }
}
