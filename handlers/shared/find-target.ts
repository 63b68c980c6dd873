import type { EntryQuery, EntryTarget } from '../../src/core/meaning.js'
import { findEntries, findEntryByNumber, findLastEntryOf } from '../../src/ledger/entries.js'
import { searchEntries } from '../../src/ledger/find-entries.js'
import { canSee, canVoid } from '../../src/ledger/permissions.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import type { MemberContext } from '../context.js'

/** The entry that is meant; several to be asked about; or why there is none. */
export type Found =
  | { readonly outcome: 'one'; readonly entry: LedgerEntryView }
  | { readonly outcome: 'several'; readonly entries: readonly LedgerEntryView[] }
  | { readonly outcome: 'none'; readonly text: string }

/** A command with which to say it again, and an example of its number. */
export type Command = '撤销' | '更正' | '有出入'

/**
 * Which entry is meant (SCHEMA §4, `target`). A reply means what it replies to, whatever else could be guessed; what is
 * looked for must fit everything said, and of several those that this member may change come before the others.
 */
export async function findTarget(target: EntryTarget, command: Command, ctx: MemberContext): Promise<Found> {
  const quoted = await quotedEntries(ctx)
  if (quoted !== undefined && (quoted.length > 0 || target === 'last' || isQuoted(target))) {
    const both = typeof target === 'object' && 'find' in target ? await lookedFor(target.find, ctx) : quoted
    const same = quoted.filter(({ id }) => both.some((one) => one.id === id))
    // Words that fit another entry than the one replied to: asked, never guessed.
    const meant = same.length > 0 ? same : [...quoted, ...both]
    return foundAmong(meant, `没认出你回复的是哪一条，请带上编号，如：${command} 2026-学-014`)
  }
  if (target === 'last') {
    // "Before the message": what was recorded later, by a message that overtook this one, is not what was meant.
    const last = await findLastEntryOf(ctx.member.id, ctx.chat.id, ctx.sentAt)
    return foundAmong(last ? [last] : [], `这里没有找到你之前记的条目。请带上回执里的编号，如：${command} 2026-学-014`)
  }
  if ('number' in target) {
    const entry = await findEntryByNumber(target.number)
    const known = entry && canSee(ctx.member, entry) ? [entry] : []
    return foundAmong(known, `没有找到编号 ${target.number}，请对照回执里的编号再发一次`)
  }
  const query = 'find' in target ? target.find : (target.quoted as EntryQuery)
  return foundAmong(await lookedFor(query, ctx), `没有找到对得上的记录，请带上编号，如：${command} 2026-学-014`)
}

/** Everything that fits and that he may know of; what he may change first of all. */
export async function lookedFor(query: EntryQuery, ctx: MemberContext): Promise<LedgerEntryView[]> {
  const named = Object.entries(query).map(([field, value]) => [field, value === '$sender' ? ctx.member.name : value])
  const fitting = (await searchEntries(Object.fromEntries(named))).filter((entry) => canSee(ctx.member, entry))
  const own = fitting.filter((entry) => canVoid(ctx.member, entry))
  return own.length > 0 ? own : fitting
}

/** What the message replies to, as far as he may know of it; undefined: it is no reply. */
export async function quotedEntries({ quotedIds, member }: MemberContext): Promise<LedgerEntryView[] | undefined> {
  if (quotedIds === undefined) return undefined
  return (await findEntries(quotedIds)).filter((entry) => canSee(member, entry))
}

export function foundAmong(entries: readonly LedgerEntryView[], none: string): Found {
  const [entry, ...others] = entries
  if (entry === undefined) return { outcome: 'none', text: none }
  return others.length === 0 ? { outcome: 'one', entry } : { outcome: 'several', entries }
}

const isQuoted = (target: EntryTarget): boolean => typeof target === 'object' && 'quoted' in target
