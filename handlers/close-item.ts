import { entryHead } from '../cards/shared/entry-lines.js'
import type { CloseItemMeaning } from '../src/core/meaning.js'
import { type Reply, textReply } from '../src/core/reply.js'
import { findEntryByNumber } from '../src/ledger/entries.js'
import { canSee } from '../src/ledger/permissions.js'
import { isGroup, type MemberContext } from './context.js'
import { closeAs, tellOfClosing } from './shared/close-item.js'
import { isForPrivate } from './shared/private-kinds.js'

/** 销号 2026-问-003, typed: as the button on the receipt, today or on the day said. */
export async function closeItemByNumber({ number, date, item }: CloseItemMeaning, ctx: MemberContext): Promise<Reply> {
  const found = await findEntryByNumber(number)
  if (!found || !canSee(ctx.member, found)) return textReply(`没有找到编号 ${number}，请对照回执里的编号再发一次`)
  const closing = await closeAs(found, date ?? ctx.today, ctx, item)
  if (closing.outcome === 'refused') return textReply(closing.text)
  const { entry, updates } = closing
  if (closing.outcome === 'already') return { ...textReply(`${number} 之前已销号`), updates }
  // Whose talk it was is not for the group.
  const what = isGroup(ctx) && isForPrivate(entry) ? '' : ` ${entryHead(entry)}`
  return { ...textReply(`已销号 ${number}${what}`), updates, direct: tellOfClosing(entry, ctx) }
}
