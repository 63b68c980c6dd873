import type { Block, Card } from '../src/core/card.js'
import { formatChinese } from '../src/core/civil-date.js'
import type { RuleView } from '../src/core/rule-views.js'
import type { Cadence } from '../src/core/views.js'

const EVERY: Readonly<Record<Cadence, string>> = { month: '每月', quarter: '每季度', year: '每年' }

const HOW_TO_CHANGE =
  '要改就发：关闭规则 小家活动｜开启规则 党小组会｜谈心谈话 每季度2次｜增加规则 每月1次 政治学习｜删除规则 政治学习。从本期起算，以前的不变。'

/** What the branch is reminded of, to the secretary in private: how often, why, and what is off or doesn't concern it. */
export function rulesCard(branchName: string, rules: readonly RuleView[], today: string): Card {
  const off = rules.filter(({ on }) => !on)
  return {
    title: `提醒规则｜${branchName}`,
    tone: 'info',
    blocks: [
      ...(['month', 'quarter', 'year'] as const).flatMap((every) =>
        listOf(EVERY[every], rules.filter((rule) => rule.on && rule.every === every).map(onText)),
      ),
      ...listOf(
        '现在不提醒的',
        off.map((rule) => offText(rule, today)),
      ),
      { type: 'text', text: HOW_TO_CHANGE, style: 'muted' },
    ],
  }
}

function listOf(title: string, items: readonly string[]): Block[] {
  if (items.length === 0) return []
  return [
    { type: 'text', text: title, style: 'strong' },
    { type: 'list', items },
  ]
}

const onText = ({ label, need, unit, because, basis }: RuleView): string =>
  `${label} ${need}${unit ?? '次'}：${because}（${basis}）`

function offText({ label, every, switched, because }: RuleView, today: string): string {
  if (!switched) return `${label}：${because}`
  return `${label}（${EVERY[every]}）：${switched.by}${formatChinese(switched.date, today)}关闭`
}
