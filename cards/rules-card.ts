import type { Block, Card } from '../src/core/card.js'
import { formatChinese } from '../src/core/civil-date.js'
import type { RuleChangeView, RuleView } from '../src/core/rule-views.js'
import type { Cadence } from '../src/core/views.js'

const EVERY: Readonly<Record<Cadence, string>> = { month: '每月', quarter: '每季度', year: '每年' }

const CHANGED: Readonly<Record<RuleChangeView['what'], string>> = { on: '开启', off: '关闭', need: '改', added: '增加' }

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
        listOf(
          EVERY[every],
          rules.filter((rule) => rule.on && rule.every === every).map((rule) => onText(rule, today)),
        ),
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

function onText({ label, need, unit, because, basis, changed }: RuleView, today: string): string {
  const by = changed ? `，${changeText(changed, today)}` : ''
  return `${label} ${need}${unit ?? '次'}：${because}（${basis}${by}）`
}

function offText({ label, every, changed, because }: RuleView, today: string): string {
  return changed ? `${label}（${EVERY[every]}）：${changeText(changed, today)}` : `${label}：${because}`
}

const changeText = ({ by, date, what }: RuleChangeView, today: string): string =>
  `${by}${formatChinese(date, today)}${CHANGED[what]}`
