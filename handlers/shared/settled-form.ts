import type { DraftView } from '../../src/ledger/drafts.js'
import { findEntries } from '../../src/ledger/entries.js'
import { canSee } from '../../src/ledger/permissions.js'
import type { LedgerEntryView } from '../../src/ledger/to-views.js'
import type { MemberContext } from '../context.js'
import { editRefusal } from './change-entry.js'

/** What a form says that was sent or given up before, opened again: its link and its button stay in the chat for months. */
export interface SettledForm {
  readonly text: string
  /** What there is to know, a line each. */
  readonly lines?: readonly string[]
  /** The form made entries: opened again, it must not look like one that is still to be filled in. */
  readonly recorded?: {
    /** The one entry that its author may put right. */
    readonly correctable?: string
  }
}

const SETTLED = '这张表已处理过'

/** What a closed form came to, for its author. */
export async function settledForm(draft: DraftView, ctx: MemberContext): Promise<SettledForm> {
  const entries = await entriesOf(draft, ctx)
  if (entries.length === 0) return { text: SETTLED }
  const numbers = entries.map(({ number }) => number).join('、')
  if (draft.became === 'changed') return { text: `${SETTLED}：已改 ${numbers}` }
  const [only] = entries
  const isOne = only !== undefined && entries.length === 1
  const gone = entries.filter(({ voided }) => voided).map(({ number }) => number)
  const kept = entries.find(({ voided }) => !voided)?.number
  return {
    text: `已记 ${numbers}`,
    lines: [
      `${SETTLED}，不用再填，也不会再记一次。`,
      ...(gone.length === 0 ? [] : [`${isOne ? '这条' : gone.join('、')}后来已撤销。`]),
      ...(kept === undefined ? [] : [`要改或撤销，也可以在聊天里发：改 ${kept}，或：撤销 ${kept}`]),
    ],
    recorded: isOne && editRefusal(only, ctx) === undefined ? { correctable: only.id } : {},
  }
}

/** The same in one line, where there is no room for more. */
export async function settledLine(draft: DraftView, ctx: MemberContext): Promise<string> {
  const entries = await entriesOf(draft, ctx)
  if (entries.length === 0) return SETTLED
  return `${SETTLED}：${draft.became === 'changed' ? '已改' : '已记'} ${entries.map(({ number }) => number).join('、')}`
}

async function entriesOf({ entryIds }: DraftView, { member }: MemberContext): Promise<LedgerEntryView[]> {
  return (await findEntries(entryIds ?? [])).filter((entry) => canSee(member, entry))
}
