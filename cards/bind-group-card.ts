import type { Card } from '../src/core/card.js'

interface Choice {
  readonly id: string
  readonly name: string
}

/** Asks the secretary in private before his branch goes to another group; one button for each branch he leads. */
export function bindGroupCard(setupId: string, branches: readonly Choice[]): Card {
  const [only, ...others] = branches
  const one = others.length === 0
  return {
    title: '把支部绑定到那个群？',
    tone: 'warning',
    blocks: [
      {
        type: 'text',
        text: `${one ? `「${only?.name}」` : '支部'}以后在你刚才说话的群里记；台账和名册不变，原来的群里不再发消息。`,
      },
    ],
    buttons: branches.map(({ id, name }) => ({
      text: one ? '确认绑定' : `绑定 ${name}`,
      action: { v: 1, name: 'bind-group', branchId: id, setupId },
      twin: one ? '确认绑定' : `确认绑定 ${name}`,
      style: 'primary',
    })),
  }
}

export function groupBoundCard({ name }: Pick<Choice, 'name'>): Card {
  return {
    title: `已绑定｜${name}`,
    tone: 'success',
    blocks: [{ type: 'text', text: '以后在新群里@我即可，台账和名册都在。' }],
  }
}
