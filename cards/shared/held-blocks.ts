import type { Block, Button } from '../../src/core/card.js'
import type { PlanOutcome, PlanShown } from '../../src/core/own-views.js'
import { withBranch } from './entry-lines.js'
import { byTime, planLine } from './plan-line.js'

/** 谈了吗 of a talk, 办了吗 of anything else. */
export const heldQuestion = ({ kind }: PlanShown): string => (kind === 'talk' ? '谈了吗？' : '办了吗？')

/** Where the buttons stand, and how they are typed. */
export interface HeldOptions {
  readonly today: string
  readonly branchName?: string
  /** The card says nothing else: it may become the outcome. */
  readonly whole: boolean
}

/** More buttons make a phone's card a list of its own: the rest is typed. */
const MOST_WITH_BUTTONS = 3

export const heldBlocks = (plans: readonly PlanShown[], { today }: Pick<HeldOptions, 'today'>): Block[] =>
  byTime(plans).flatMap((plan): Block[] => [
    { type: 'text', text: planLine(plan, today), style: 'strong' },
    { type: 'text', text: `编号 ${plan.number} · 还没有记录`, style: 'muted' },
  ])

/** 已办，记一笔; 改期; 取消. Of several plans the first alone, with numbers, and how to say the others. */
export function heldButtons(plans: readonly PlanShown[], options: HeldOptions): Button[] {
  const [plan, ...others] = byTime(plans)
  if (plan === undefined) return []
  if (others.length > 0)
    return byTime(plans)
      .slice(0, MOST_WITH_BUTTONS)
      .map((one) => heldButton(one, 'held', options, true))
  return (['held', 'moved', 'cancelled'] as const).map((outcome) => heldButton(plan, outcome, options, false))
}

/** How the buttons that are not there are typed: of several plans, and of a card that has others (`isAside`). */
export function heldHint(
  plans: readonly PlanShown[],
  { branchName, isAside = false }: { readonly branchName?: string; readonly isAside?: boolean } = {},
): Block[] {
  const number = byTime(plans)[0]?.number
  if (number === undefined || (plans.length < 2 && !isAside)) return []
  const say = (command: string): string => `“${withBranch(`${command} ${number}`, branchName)}”`
  const held = isAside ? `已办发${say('已办')}，` : ''
  return [{ type: 'text', text: `${held}没办成发${say('改期')}或${say('取消计划')}`, style: 'muted' }]
}

function heldButton(plan: PlanShown, outcome: PlanOutcome, { branchName, whole }: HeldOptions, named: boolean): Button {
  const done = plan.kind === 'talk' ? '已谈，记一笔' : '已办，记一笔'
  const words = {
    held: named ? `${plan.kind === 'talk' ? '已谈' : '已办'} ${plan.number}` : done,
    moved: '改期',
    cancelled: '取消',
  }
  const commands = { held: '已办', moved: '改期', cancelled: '取消计划' }
  return {
    text: words[outcome],
    ...(outcome === 'held' && { style: 'primary' as const }),
    action: { v: 1, name: 'settle-plan', entryId: plan.entryId, outcome, ...(whole && { whole: true as const }) },
    twin: withBranch(`${commands[outcome]} ${plan.number}`, branchName),
  }
}
