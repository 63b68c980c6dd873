import type { ActionOf } from '../src/core/action.js'
import { noticeReply, type Reply } from '../src/core/reply.js'
import { findEntry } from '../src/ledger/entries.js'
import type { MemberContext } from './context.js'
import { confirmAs, tellOfConfirming } from './shared/confirm-dues.js'
import { receiptUpdates } from './shared/receipt-updates.js'

/** 确认收到 on the dues officer's card. The operator is judged by the ledger, whatever the button says. */
export async function actionConfirmDues({ entryId }: ActionOf<'confirm-dues'>, ctx: MemberContext): Promise<Reply> {
  const entry = await findEntry(entryId)
  if (entry?.kind !== 'dues') return noticeReply('warning', '没有找到这条记录')
  const confirming = await confirmAs(entry, ctx)
  if (confirming.outcome === 'refused') return noticeReply('warning', confirming.text)
  const tapped = { messageId: ctx.messageId, card: confirming.card }
  if (confirming.outcome === 'already') return { notice: { tone: 'info', text: '这笔之前已确认' }, updates: [tapped] }
  return {
    notice: { tone: 'success', text: `已确认 ${confirming.entry.number}` },
    updates: [tapped, ...(await receiptUpdates(confirming.entry, ctx))],
    direct: tellOfConfirming(confirming.entry, ctx),
  }
}
