import type { Card } from '../src/core/card.js'

/**
 * What the question which entry a file belongs to becomes once it is answered. `said`: 已附到 2026-学-002（凭证1份）;
 * `head`: 集中学习 · 党章.
 */
export const attachedCard = (said: string, head: string): Card => ({
  title: said,
  tone: 'success',
  blocks: [{ type: 'text', text: head }],
})
