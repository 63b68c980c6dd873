import type { ActionOf } from '../../src/core/action.js'
import type { Button } from '../../src/core/card.js'
import { planOfDuty, recordOfDuty } from '../../src/core/duties.js'
import type { MonthData } from '../../src/core/month-views.js'
import { spanText } from '../../src/core/span-text.js'
import type { ObligationView } from '../../src/core/views.js'

/**
 * More are typed: a card of many buttons is a form to be afraid of. With the card's others it is five, which is also
 * what fits into the smaller platform's card template (1,024 bytes of buttons, some 190 each).
 */
const MOST_RECORD_BUTTONS = 2
const MOST_PLAN_BUTTONS = 2
/** 写说明, 三天后再看, 为什么提醒 beside them. */
const MOST_BUTTONS = 5

type Branch = MonthData['branch']

/** 补记, with its duty when there are several. */
export function recordButtons({ id: branchId }: Branch, duties: readonly ObligationView[]): Button[] {
  const recordable = recordableOf(duties)
  return recordable.slice(0, MOST_RECORD_BUTTONS).map(({ rule, period, label }) => ({
    text: recordable.length === 1 ? '补记' : `补记${label}`,
    style: 'primary',
    action: { v: 1, name: 'record-missing', branchId, rule, period },
    twin: `补记${label} ${period}`,
  }))
}

/** 补记3月党费: of the month before, on a card of the next one. */
export const lastRecordButtons = ({ id: branchId }: Branch, duties: readonly ObligationView[]): Button[] =>
  recordableOf(duties)
    .slice(0, MOST_RECORD_BUTTONS)
    .map(({ rule, period, label }) => ({
      text: `补记${spanText(period).replace(/^\d{4}年(?=.)/, '')}${label}`,
      action: { v: 1, name: 'record-missing', branchId, rule, period },
      twin: `补记${label} ${period}`,
    }))

/** Whether there is a form for it that its reader may send. */
export const isRecordable = ({ rule, period, isOthers }: ObligationView): boolean =>
  isOthers !== true && recordOfDuty(rule, period) !== undefined

/** What the branch does together comes first: what is counted by person, such as dues, is another's to record. */
const recordableOf = (duties: readonly ObligationView[]): ObligationView[] =>
  duties.filter(isRecordable).toSorted((a, b) => Number(a.unit !== undefined) - Number(b.unit !== undefined))

/** 约主题党日: of the first duties that have no day yet. */
export function planButtons(
  { id: branchId }: Branch,
  duties: readonly ObligationView[],
  most = MOST_PLAN_BUTTONS,
): Button[] {
  return duties
    .filter(
      ({ rule, planned, excuse }) => excuse === undefined && planned.length === 0 && planOfDuty(rule) !== undefined,
    )
    .slice(0, most)
    .map(({ rule, period, label }) => ({
      text: `约${label}`,
      action: { v: 1, name: 'plan-duty', branchId, rule, period },
      twin: `约${label} ${period}`,
    }))
}

/** What is beyond the buttons, as what to type. */
export function typedHint(duties: readonly ObligationView[]): string | undefined {
  const labels = recordableOf(duties)
    .slice(MOST_RECORD_BUTTONS)
    .map(({ label }) => `补记${label}`)
  return labels.length === 0 ? undefined : `其余可以发：${labels.join('、')}`
}

export const excuseButton = ({ id: branchId }: Branch, month: string): Button => ({
  text: '本月未开展·写说明',
  action: { v: 1, name: 'excuse-missing', branchId, period: month },
  twin: `未开展 ${month}`,
})

export const SNOOZE_WORDS = { plan: '计划', gap: '过半', closing: '闭环' } as const

export const snoozeButton = (
  { id: branchId }: Branch,
  card: ActionOf<'snooze-card'>['card'],
  period: string,
): Button => ({
  text: '三天后再看',
  action: { v: 1, name: 'snooze-card', branchId, card, period },
  twin: `三天后再看 ${period} ${SNOOZE_WORDS[card]}`,
})

export const explainButton = ({ id: branchId }: Branch, period: string): Button => ({
  text: '为什么提醒',
  action: { v: 1, name: 'explain-reminder', branchId, period },
  twin: `为什么提醒 ${period}`,
})

/** The first buttons as far as there is room, and always the last ones. */
export const fitted = (first: readonly Button[], last: readonly Button[]): Button[] => [
  ...first.slice(0, MOST_BUTTONS - last.length),
  ...last,
]
