import type { Block, Button, Card } from '../src/core/card.js'
import type { ComingPlan, OwnReminders, ReminderAnswer } from '../src/core/own-views.js'
import { withBranch } from './shared/entry-lines.js'
import { heldBlocks, heldHint } from './shared/held-blocks.js'
import { byTime, ownPlanLine, partLine } from './shared/plan-line.js'

/**
 * What one member is reminded of, in private and in one message: when, what, where and what he has to do with it. Of a
 * talk no more than that it is, with whom and when.
 */
export function ownReminderCard({ branch, inSeveral, today, coming, held }: OwnReminders): Card {
  const branchName = inSeveral ? branch.name : undefined
  const whole = held.length === 0
  return {
    title: titleOf(coming, branchName),
    tone: 'info',
    blocks: [
      ...comingBlocks(coming, today),
      ...(held.length === 0
        ? []
        : [
            { type: 'divider' } as const,
            { type: 'text', text: '已过了计划的日子，办了吗？', style: 'strong' } as const,
            ...heldBlocks(held, { today }),
            ...heldHint(held, { branchName, isAside: true }),
          ]),
      ...hints(coming, branchName),
    ],
    buttons: [
      ...ANSWERS.filter(({ answer }) => answer !== 'off' || coming.length === 1).map((one) =>
        answerButton(one, coming, { branchId: branch.id, branchName, whole }),
      ),
    ],
  }
}

/** The same card once it was answered. */
export const reminderAnsweredCard = (coming: readonly ComingPlan[], said: string, today: string): Card => ({
  title: titleOf(coming),
  tone: 'neutral',
  blocks: [...comingBlocks(coming, today), { type: 'text', text: said, style: 'muted' }],
})

const ANSWERS: readonly { readonly answer: ReminderAnswer; readonly text: string }[] = [
  { answer: 'seen', text: '知道了' },
  { answer: 'later', text: '明天再说' },
  { answer: 'off', text: '不用提醒' },
]

function answerButton(
  { answer, text }: (typeof ANSWERS)[number],
  coming: readonly ComingPlan[],
  { branchId, branchName, whole }: { branchId: string; branchName: string | undefined; whole: boolean },
): Button {
  const entryIds = coming.slice(0, MOST_ANSWERED).map(({ entryId }) => entryId)
  const numbers = coming.slice(0, MOST_ANSWERED).map(({ number }) => number)
  return {
    text,
    action: { v: 1, name: 'answer-reminder', branchId, entryIds, answer, ...(whole && { whole: true as const }) },
    twin: withBranch(`${text} ${numbers.join(' ')}`, branchName),
  }
}

/** What one button can carry; nobody has more before him in two days. */
const MOST_ANSWERED = 8

function titleOf(coming: readonly ComingPlan[], branchName?: string): string {
  const what = coming.length === 1 ? '提醒你一件事' : `提醒你${coming.length}件事`
  return branchName === undefined ? what : `${what}｜${branchName}`
}

function comingBlocks(coming: readonly ComingPlan[], today: string): Block[] {
  return byTime(coming).flatMap((plan): Block[] => {
    const part = partLine(plan)
    return [
      { type: 'text', text: ownPlanLine(plan, today), style: 'strong' },
      ...(part === undefined ? [] : [{ type: 'text', text: part } as const]),
      { type: 'text', text: `编号 ${plan.number}`, style: 'muted' },
    ]
  })
}

function hints(coming: readonly ComingPlan[], branchName: string | undefined): Block[] {
  const [first, ...others] = coming
  const one =
    others.length === 0 || first === undefined
      ? []
      : [`某一项不用提醒：发“${withBranch(`不用提醒 ${first.number}`, branchName)}”`]
  return [...one, '以后都不用：发“以后别提醒我”'].map((text) => ({ type: 'text', text, style: 'muted' }))
}
