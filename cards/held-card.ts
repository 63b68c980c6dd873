import type { Card } from '../src/core/card.js'
import type { OwnReminders } from '../src/core/own-views.js'
import type { EntryView } from '../src/core/views.js'
import { heldBlocks, heldButtons, heldHint, heldQuestion } from './shared/held-blocks.js'

/**
 * A day after something planned, without a record of it: asks the one who planned it, once and in private, what became
 * of it (moments.md §3).
 */
export function heldCard({ held, today, inSeveral, branch }: Omit<OwnReminders, 'coming'>): Card {
  const branchName = inSeveral ? branch.name : undefined
  const [first, ...others] = held
  const question = first !== undefined && others.length === 0 ? heldQuestion(first) : '这几项办了吗？'
  return {
    title: branchName === undefined ? question : `${question}｜${branchName}`,
    tone: 'info',
    blocks: [...heldBlocks(held, { today }), ...heldHint(held, { branchName })],
    buttons: heldButtons(held, { today, branchName, whole: others.length === 0 }),
  }
}

/** The same card once it is said that nothing became of the plan. */
export const planSettledCard = ({ number, title }: Pick<EntryView, 'number' | 'title'>): Card => ({
  title: '已取消',
  tone: 'neutral',
  blocks: [{ type: 'list', items: [`${title}（${number}）`] }],
})
