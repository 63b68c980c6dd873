import { entryHead } from '../cards/shared/entry-lines.js'
import type { EntryQuery, EntryTarget, UndoMeaning } from '../src/core/meaning.js'
import { type Reply, textReply } from '../src/core/reply.js'
import { findEntryByNumber } from '../src/ledger/entries.js'
import { findNewestEntriesOf } from '../src/ledger/find-entries.js'
import { canSee } from '../src/ledger/permissions.js'
import type { LedgerEntryView } from '../src/ledger/to-views.js'
import { isGroup, type MemberContext } from './context.js'
import { askWhich } from './shared/ask-which.js'
import { findTarget, lookedFor, quotedEntries } from './shared/find-target.js'
import { giveUpOpenForm } from './shared/give-up-open-form.js'
import { isForPrivate } from './shared/private-kinds.js'
import { undoSeveral } from './shared/undo-several.js'
import { voidAs } from './shared/void.js'

/** More at once would be a way to empty the books (SCHEMA §5, `destructive_refused`). */
const MOST_AT_ONCE = 10

/**
 * Voids the entry that is meant: the author's newest in this chat (a form of his that came after it is given up instead), the one replied to, one by number, or one that is
 * looked for; with a `count` so many of them. Where others could be meant as well it asks first.
 */
export async function undo({ target, count = 1 }: UndoMeaning, ctx: MemberContext): Promise<Reply> {
  if (count > 1) return undoCount(target, count, ctx)
  const givenUp = target === 'last' && ctx.quotedIds === undefined ? await giveUpOpenForm(ctx) : undefined
  if (givenUp) return givenUp
  const found = await findTarget(target, '撤销', ctx)
  if (found.outcome === 'none') return textReply(found.text)
  if (found.outcome === 'several') return askWhich(found.entries, { verb: '撤销' }, ctx)
  return voidAndTell(found.entry, ctx)
}

async function undoCount(target: EntryTarget, count: number, ctx: MemberContext): Promise<Reply> {
  if (count > MOST_AT_ONCE) return textReply(`一次最多撤销${MOST_AT_ONCE}条，这次没有动；请带编号一条一条来`)
  const entries = await several(target, count, ctx)
  if (entries.length === count) return undoSeveral(entries, ctx)
  if (entries.length === 0) return textReply('这里没有找到对得上的记录，没有动；请带上编号，如：撤销 2026-学-014')
  return askWhich(entries, { verb: '撤销' }, ctx)
}

/** What may be meant, newest first for one's own latest. */
async function several(target: EntryTarget, count: number, ctx: MemberContext): Promise<readonly LedgerEntryView[]> {
  const quoted = await quotedEntries(ctx)
  if (quoted !== undefined && quoted.length > 0) return quoted
  if (target === 'last') return findNewestEntriesOf(ctx.member.id, ctx.chat.id, ctx.sentAt, count)
  if ('find' in target)
    return Array.isArray(target.find.numbers) ? byNumbers(target.find.numbers, ctx) : lookedFor(target.find, ctx)
  return 'quoted' in target ? lookedFor(target.quoted as EntryQuery, ctx) : lookedFor({ number: target.number }, ctx)
}

/** Those of the numbers that he may know of, in the order said. */
async function byNumbers(numbers: readonly unknown[], ctx: MemberContext): Promise<readonly LedgerEntryView[]> {
  const entries: LedgerEntryView[] = []
  // One after the other: a session can't run two operations at once.
  for (const number of numbers) {
    const entry = await findEntryByNumber(String(number))
    if (entry && canSee(ctx.member, entry)) entries.push(entry)
  }
  return entries
}

async function voidAndTell(found: LedgerEntryView, ctx: MemberContext): Promise<Reply> {
  const voiding = await voidAs(found, ctx)
  if (voiding.outcome === 'refused') return textReply(voiding.text)
  const { entry, updates, told } = voiding
  const said =
    voiding.outcome === 'voided'
      ? `已撤销 ${entry.number} ${entryHead(entry)}`
      : `${entry.number} 之前已撤销，没有重复撤销；要撤销别的请带编号，如：撤销 2026-学-014`
  if (!isForPrivate(entry) || !isGroup(ctx)) return { ...textReply(said), updates, direct: told }
  // The pair of a talk, and even the number of a reminder talk, are not for the group.
  const own = { memberId: ctx.member.id, content: { type: 'text', text: said } } as const
  return { ...textReply('已撤销，其余已私聊你'), updates, direct: [own, ...told] }
}
