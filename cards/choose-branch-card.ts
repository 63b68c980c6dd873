import type { Card } from '../src/core/card.js'
import type { BranchView } from '../src/core/views.js'

type Choice = Pick<BranchView, 'id' | 'name'>

/** Asks a person in several branches, once a day, where his private messages belong (moments.md §2). */
export function chooseBranchCard(branches: readonly Choice[]): Card {
  return {
    title: '记到哪个支部？',
    tone: 'warning',
    blocks: [{ type: 'text', text: '你在几个支部里。今天私聊说的都记到选的那个；选好后请把刚才那句再发一次。' }],
    buttons: branches.map(({ id, name }) => ({
      text: name,
      action: { v: 1, name: 'choose-branch', branchId: id },
      twin: name,
    })),
  }
}

/** What the question becomes once it is answered. */
export function branchChosenCard({ name }: Choice): Card {
  return {
    title: `今天私聊记到「${name}」`,
    tone: 'success',
    blocks: [{ type: 'text', text: '请把刚才那句再发一次。要换支部，发支部名即可。' }],
  }
}
