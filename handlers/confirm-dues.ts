import type { ConfirmDuesMeaning } from '../src/core/meaning.js'
import { type Reply, textReply } from '../src/core/reply.js'
import { findEntryByNumber } from '../src/ledger/entries.js'
import type { MemberContext } from './context.js'
import { confirmAs, tellOfConfirming } from './shared/confirm-dues.js'
import { receiptUpdates } from './shared/receipt-updates.js'

/** 确认党费 2026-费-003, typed: as the button on the card. In a group it names neither the person nor the sum. */
export async function confirmDuesByNumber({ number }: ConfirmDuesMeaning, ctx: MemberContext): Promise<Reply> {
  const entry = await findEntryByNumber(number)
  if (entry?.kind !== 'dues') return textReply(`没有找到编号 ${number} 的党费记录`)
  const confirming = await confirmAs(entry, ctx)
  if (confirming.outcome === 'refused') return textReply(confirming.text)
  if (confirming.outcome === 'already') return textReply(`${number} 之前已确认`)
  return {
    ...textReply(`已确认 ${number}`),
    updates: await receiptUpdates(confirming.entry, ctx),
    direct: tellOfConfirming(confirming.entry, ctx),
  }
}
