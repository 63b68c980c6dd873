import type { Button, Card } from '../src/core/card.js'
import { formatChinese } from '../src/core/civil-date.js'
import type { HandoverData } from '../src/core/handover-views.js'
import { withBranch } from './shared/entry-lines.js'

/** The two names of a hand-over, for each of the two in private to confirm (moments.md §5). */
export function handoverCard(data: HandoverData): Card {
  const { from, to, on, confirmed, dateInferred } = data
  const isAgreed = confirmed.from && confirmed.to
  const state = (done: boolean): string => (done ? '已确认' : '待确认')
  return {
    title: `书记交接 ｜ ${formatChinese(on)}起`,
    tone: isAgreed ? 'success' : 'info',
    blocks: [
      {
        type: 'fields',
        items: [
          { label: '交出', value: `${from}（${state(confirmed.from)}）` },
          { label: '接手', value: `${to}（${state(confirmed.to)}）` },
          { label: '生效', value: `${formatChinese(on)}起${dateInferred ? '「默认」' : ''}` },
        ],
      },
      {
        type: 'text',
        text: isAgreed
          ? `双方都已确认。那天起提醒卡片发给${to}，没办完的事列一份清单发给两位。`
          : `两位都确认后才生效：那天起提醒卡片发给${to}，没办完的事列一份清单发给两位。`,
      },
      {
        type: 'text',
        text: '谈话内容不移交；接手前的提醒谈话、思想状况分析，接手人看不到。',
        style: 'muted',
      },
    ],
    buttons: buttonsOf(data),
  }
}

/** What the card becomes once nothing is left to agree. */
export const handoverOffCard = ({ from, to, on }: Pick<HandoverData, 'from' | 'to' | 'on'>): Card => ({
  title: `书记交接 ｜ 已取消`,
  tone: 'neutral',
  blocks: [{ type: 'text', text: `${from} → ${to}（${formatChinese(on)}起）：已取消，一切照旧。` }],
})

function buttonsOf({ id: handoverId, branchId, branchName, isOwnDone }: HandoverData): Button[] {
  const cancel: Button = {
    text: '取消交接',
    action: { v: 1, name: 'cancel-handover', branchId, handoverId },
    twin: withBranch('取消交接', branchName),
  }
  if (isOwnDone) return [cancel]
  return [
    {
      text: '确认交接',
      style: 'primary',
      action: { v: 1, name: 'confirm-handover', branchId, handoverId },
      twin: withBranch('确认交接', branchName),
    },
    cancel,
  ]
}
