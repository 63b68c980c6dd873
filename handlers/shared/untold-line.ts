import { theTwoOf } from '../../src/ledger/permissions.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import type { MemberContext } from '../context.js'

/**
 * Which of a talk's people can't be told of it yet, because the bot doesn't know their accounts, and what helps;
 * undefined: everybody can. They are told once their accounts are known (src/ledger/untold.ts).
 */
export function untoldLine(entries: readonly LedgerEntryView[], { member, roster }: MemberContext): string | undefined {
  const talks = entries.filter(({ kind, voided }) => kind === 'talk' && !voided)
  const ids = new Set(talks.flatMap((talk) => theTwoOf(talk)))
  const names = roster
    .filter(({ id, leftOn, platformUserId }) => ids.has(id) && id !== member.id && !leftOn && !platformUserId)
    .map(({ name }) => name)
  if (names.length === 0) return undefined
  return `${names.join('、')}还没有绑定账号，这次没能告知；请对方在群里@我一次，或请管理员登记账号，我会补上告知。`
}
