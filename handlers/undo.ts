import { entryHead } from '../cards/shared/entry-lines.js'
import type { UndoMeaning } from '../src/core/meaning.js'
import { type Reply, textReply } from '../src/core/reply.js'
import { findEntryByNumber, findLastEntryOf } from '../src/ledger/entries.js'
import { canSee } from '../src/ledger/permissions.js'
import type { LedgerEntryView } from '../src/ledger/to-views.js'
import { isGroup, type MemberContext } from './context.js'
import { tellOfVoiding, voidAs } from './shared/void.js'

/** Voids the author's newest entry in this chat, or the one whose number was typed. */
export async function undo({ target }: UndoMeaning, ctx: MemberContext): Promise<Reply> {
  if (target === 'last') {
    // "Before the message": what was recorded later, by a message that overtook this one, is not what was meant.
    const last = await findLastEntryOf(ctx.member.id, ctx.chat.id, ctx.sentAt)
    return last
      ? voidAndTell(last, ctx)
      : textReply('这里没有找到你之前记的条目。请带上回执里的编号，如：撤销 2026-学-014')
  }
  const entry = await findEntryByNumber(target.number)
  if (!entry || !canSee(ctx.member, entry))
    return textReply(`没有找到编号 ${target.number}，请对照回执里的编号再发一次`)
  return voidAndTell(entry, ctx)
}

async function voidAndTell(found: LedgerEntryView, ctx: MemberContext): Promise<Reply> {
  const voiding = await voidAs(found, ctx)
  if (voiding.outcome === 'refused') return textReply(voiding.text)
  const { entry, updates } = voiding
  const said =
    voiding.outcome === 'voided'
      ? `已撤销 ${entry.number} ${entryHead(entry)}`
      : `${entry.number} 之前已撤销，没有重复撤销；要撤销别的请带编号，如：撤销 2026-学-014`
  const told = voiding.outcome === 'voided' ? tellOfVoiding(entry, ctx) : []
  if (entry.kind !== 'talk' || !isGroup(ctx)) return { ...textReply(said), updates, direct: told }
  // The pair of a talk, and even the number of a reminder talk, are not for the group.
  const own = { memberId: ctx.member.id, content: { type: 'text', text: said } } as const
  return { ...textReply('已撤销，其余已私聊你'), updates, direct: [own, ...told] }
}
