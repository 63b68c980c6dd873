import type { Button, Card } from '../src/core/card.js'
import type { EntryView } from '../src/core/views.js'
import { listHead, withBranch } from './shared/entry-lines.js'
import { dateText } from './shared/entry-text.js'

/** Several entries fit what was said. With talks among them it is shown in private only. */
export interface WhichEntry {
  readonly entries: readonly EntryView[]
  /** What is to be done with the one chosen; `draftId` holds the change that was typed. */
  readonly wish:
    | { readonly verb: '撤销' }
    | { readonly verb: '改'; readonly draftId: string }
    | { readonly verb: '有出入' }
    | { readonly verb: '附到'; readonly fileId: string }
  readonly today: string
  /** Asked in the group, where the bot hears only what speaks to it. */
  readonly inGroup?: boolean
  /** For a reader in several branches: which one this is. */
  readonly branchName?: string
}

/** More than a card can offer in buttons; the rest is said by number. */
const MOST_BUTTONS = 5
/** A digest tells of a whole week: this is one screen of a phone. */
const MOST_SHOWN = 12

/** Asks which one is meant: nothing is changed or taken back on a guess. */
export function whichEntryCard({ entries, wish, today, inGroup, branchName }: WhichEntry): Card {
  const shown = entries.slice(0, MOST_SHOWN)
  const more = entries.length - shown.length
  const buttonOf = ({ id: entryId, number }: EntryView): Button => {
    const command = `${wish.verb} ${number}`
    const base = { text: command, twin: withBranch(command, branchName) }
    switch (wish.verb) {
      case '撤销':
        return { ...base, action: { v: 1, name: 'undo-entry', entryId } }
      case '改':
        return { ...base, action: { v: 1, name: 'apply-edit', draftId: wish.draftId, entryId } }
      case '有出入':
        return { ...base, action: { v: 1, name: 'dispute-entry', entryId } }
      case '附到':
        return { ...base, action: { v: 1, name: 'attach-file', fileId: wish.fileId, entryId } }
    }
  }
  return {
    title: '是哪一条？',
    tone: 'warning',
    blocks: [
      {
        type: 'list',
        items: shown.map((one) => `${one.number} ${dateText(one.date, one.endDate, today)} ${listHead(one)}`),
      },
      ...(more > 0 ? [{ type: 'text', text: `还有${more}条也对得上。` } as const] : []),
      ...shown.slice(MOST_BUTTONS, MOST_BUTTONS + 1).map(
        (one) =>
          ({
            type: 'text',
            text: `没有按钮的请发：${inGroup === true ? '@我 ' : ''}${buttonOf(one).twin}（编号换成那一条的）`,
          }) as const,
      ),
      { type: 'text', text: '还没有动。请点一条，或带上编号再发一次。', style: 'muted' },
    ],
    buttons: shown.slice(0, MOST_BUTTONS).map(buttonOf),
  }
}
