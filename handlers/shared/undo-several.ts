import { entryHead } from '../../cards/shared/entry-lines.js'
import type { CardUpdate, DirectMessage, Reply } from '../../src/core/reply.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import { isGroup, type MemberContext } from '../context.js'
import { isForPrivate } from './private-kinds.js'
import { type Voiding, voidAs } from './void.js'

/** Voids each entry that this member may void, and says in one answer what became of every one. */
export async function undoSeveral(entries: readonly LedgerEntryView[], ctx: MemberContext): Promise<Reply> {
  const lines: { readonly line: string; readonly isOpen: boolean }[] = []
  const updates: CardUpdate[] = []
  const direct: DirectMessage[] = []
  let voided = 0
  // One after the other: a session can't run two operations at once.
  for (const entry of entries) {
    const voiding = await voidAs(entry, ctx)
    lines.push({ line: lineOf(entry, voiding), isOpen: !isForPrivate(entry) })
    if (voiding.outcome === 'refused') continue
    if (voiding.outcome === 'voided') voided += 1
    updates.push(...voiding.updates)
    direct.push(...voiding.told)
  }
  const whole = textOf(voided, lines)
  const open = lines.filter(({ isOpen }) => isOpen)
  if (!isGroup(ctx) || open.length === lines.length) return { chat: whole, updates: lastOfEach(updates), direct }
  // Talks and money are not for the group: neither whose nor their numbers.
  const own = { memberId: ctx.member.id, content: whole }
  const rest = { line: '其余已私聊你', isOpen: true }
  return { chat: textOf(voided, [...open, rest]), updates: lastOfEach(updates), direct: [own, ...direct] }
}

function lineOf(entry: LedgerEntryView, voiding: Voiding): string {
  const name = `${entry.number} ${entryHead(entry)}`
  switch (voiding.outcome) {
    case 'voided':
      return `已撤销 ${name}`
    case 'already':
      return `${name} 之前已撤销`
    case 'refused':
      return `没有撤销 ${name}：${voiding.text}`
  }
}

const textOf = (voided: number, lines: readonly { readonly line: string }[]) =>
  ({ type: 'text', text: [`撤销了${voided}条`, ...lines.map(({ line }) => line)].join('\n') }) as const

/** Entries of one receipt change it one after the other: only the last picture shows them all. */
const lastOfEach = (updates: readonly CardUpdate[]): readonly CardUpdate[] => updates.toReversed()
