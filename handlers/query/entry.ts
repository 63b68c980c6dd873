import { entryCard } from '../../cards/entry-card.js'
import { openAgenda } from '../../src/core/agenda.js'
import type { MemberView } from '../../src/core/views.js'
import { findEntryByNumber } from '../../src/ledger/entries.js'
import { withEvidence } from '../../src/ledger/evidence.js'
import { canClose, canSee, canSeeEvidence, isOneOfTheTwo, mayReadAnalysis } from '../../src/ledger/permissions.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import type { MemberContext } from '../context.js'
import { asidesFor } from '../shared/asides.js'
import { branchNameFor } from '../shared/receipt.js'
import { type Answer, type Asked, holds, privately, refused } from './answer.js'

/**
 * entry: one entry by its number, with all that the reader may see, in private: a topic may be about a person. What he
 * may not know of is not there. Content of talks never: its two have a button for it, which is audited.
 */
export async function answerEntry({ number = '' }: Asked, ctx: MemberContext): Promise<Answer> {
  const found = await findEntryByNumber(number)
  if (!found || !canSee(ctx.member, found)) return refused(`没有找到编号 ${number}，请对照回执里的编号再发一次`)
  const [entry = found] = await withEvidence([found])
  const { member } = ctx
  return privately(
    entryCard(entry, {
      timezone: ctx.branch.timezone,
      today: ctx.today,
      branchName: branchNameFor(ctx),
      asides: await asidesFor([entry], member),
      showsAbsences: mayKnowAbsences(ctx, entry),
      showsEvidence: canSeeEvidence(member, entry),
      opensContent: !entry.voided && mayOpen(member, entry),
      closes: isOpen(entry) && canClose(member, entry),
    }),
  )
}

const mayOpen = (member: MemberView, entry: LedgerEntryView): boolean =>
  entry.kind === 'analysis' ? mayReadAnalysis(member, entry) : entry.kind === 'talk' && isOneOfTheTwo(member, entry)

/** A reason for absence is often an illness: for who recorded it, who keeps the books and who led the event. */
function mayKnowAbsences({ member }: MemberContext, entry: LedgerEntryView): boolean {
  if (entry.authorId === member.id || holds(member, 'secretary', 'organization', 'ledger')) return true
  return entry.hostId === member.id || entry.recorderId === member.id
}

function isOpen(entry: LedgerEntryView): boolean {
  if (entry.closedOn !== undefined || entry.voided) return false
  if (entry.kind === 'talk') return entry.followupDue !== undefined
  if (entry.kind === 'meeting') return openAgenda(entry.agenda).length === 1
  const asks = entry.kind === 'qualitySlip' && entry.subkind !== '奖励单' && entry.subkind !== '月汇总单'
  return asks || entry.kind === 'problem'
}
