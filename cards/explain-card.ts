import type { Block, Card } from '../src/core/card.js'
import type { Cadence, ObligationView } from '../src/core/views.js'

const EVERY: Readonly<Record<Cadence, string>> = { month: '每月', quarter: '每季度', year: '每年' }

/**
 * Why the cards came: each duty, how often, why it concerns this branch and where that is written. An article number
 * only once the operator confirmed it (moments.md §6).
 */
export function explainCard(month: string, obligations: readonly ObligationView[]): Card {
  return {
    title: '为什么提醒',
    tone: 'info',
    blocks: [
      { type: 'text', text: `${Number(month.slice(5, 7))}月核对的是这几项：` },
      ...(['month', 'quarter', 'year'] as const).flatMap((every) => blocksOf(every, obligations)),
      {
        type: 'text',
        text: '只私下提醒书记（他请假时是代理的人），不在群里说；有了记录就不再提醒。要改请发「规则」。',
        style: 'muted',
      },
    ],
  }
}

function blocksOf(every: Cadence, obligations: readonly ObligationView[]): Block[] {
  const items = obligations.filter((one) => one.every === every).map(lineOf)
  if (items.length === 0) return []
  return [
    { type: 'text', text: EVERY[every], style: 'strong' },
    { type: 'list', items },
  ]
}

const lineOf = ({ every, label, need, unit, because, basis }: ObligationView): string =>
  `${label}：${unit === undefined ? `${EVERY[every]}${need}次` : `${need}${unit}`}，${because}。依据：${basis}`
