import type { ActionOf } from '../src/core/action.js'
import { noticeReply, type Reply } from '../src/core/reply.js'
import { findEntry } from '../src/ledger/entries.js'
import { canSee } from '../src/ledger/permissions.js'
import type { MemberContext } from './context.js'
import { tappedReceipt } from './shared/receipt-updates.js'
import { voidAs } from './shared/void.js'

/** 撤销 on a receipt. The operator is judged by the ledger, whatever the button says. */
export async function actionUndoEntry({ entryId }: ActionOf<'undo-entry'>, ctx: MemberContext): Promise<Reply> {
  const found = await findEntry(entryId)
  if (!found || !canSee(ctx.member, found)) return noticeReply('warning', '没有找到这条记录')
  const voiding = await voidAs(found, ctx)
  if (voiding.outcome === 'refused') return noticeReply('warning', voiding.text)
  const { entry, updates, told } = voiding
  const tapped = await tappedReceipt(entry, updates, ctx)
  return {
    notice:
      voiding.outcome === 'voided'
        ? { tone: 'success', text: `已撤销 ${entry.number}` }
        : { tone: 'info', text: '这条之前已撤销' },
    // The tapped card first: it may be one that was sent before its delivery was known.
    updates: [...tapped, ...updates],
    direct: told,
  }
}
