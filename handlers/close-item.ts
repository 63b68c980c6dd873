import type { CloseItemMeaning } from '../src/core/meaning.js'
import { type Reply, textReply } from '../src/core/reply.js'
import { findEntryByNumber } from '../src/ledger/entries.js'
import { canSee } from '../src/ledger/permissions.js'
import type { MemberContext } from './context.js'
import { closeAndTell } from './shared/close-item.js'

/** 销号 2026-问-003, typed: as the button on the receipt, today or on the day said. */
export async function closeItemByNumber({ number, date, item }: CloseItemMeaning, ctx: MemberContext): Promise<Reply> {
  const found = await findEntryByNumber(number)
  if (!found || !canSee(ctx.member, found)) return textReply(`没有找到编号 ${number}，请对照回执里的编号再发一次`)
  return closeAndTell(found, date ?? ctx.today, ctx, item)
}
