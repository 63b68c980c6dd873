import type { Block, Card } from '../src/core/card.js'
import type { ObligationView } from '../src/core/views.js'

/** Why the closing card came: each duty, how often, and where it is written. No article numbers (moments.md §6). */
export function explainCard(month: string, obligations: readonly ObligationView[]): Card {
  return {
    title: '为什么提醒',
    tone: 'info',
    blocks: [
      { type: 'text', text: `${Number(month.slice(5, 7))}月核对的是这几项：` },
      ...obligations.map(
        ({ label, period, need, basis }): Block => ({
          type: 'text',
          text: `${label}：${period.includes('-Q') ? '每季度' : '每月'}${need}次。依据：${basis}`,
        }),
      ),
      { type: 'text', text: '只提醒书记一人，不在群里说；有了记录就不再提醒。', style: 'muted' },
    ],
  }
}
