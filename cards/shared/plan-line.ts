import type { ComingPlan, PlanShown } from '../../src/core/own-views.js'
import { PLAN_LABELS } from '../forms/matters.js'
import { dateText, headText } from './entry-text.js'

/**
 * 3月26日（周四）14:00 主题党日 · 清明祭英烈; always by its date, for a message may be read days later, and 明天 would be
 * another day then.
 */
export const planLine = (plan: PlanShown, today: string): string => `${planWhenText(plan, today)} ${planWhat(plan)}`

export function planWhenText({ date, endDate, isDeadline, start, end, period }: PlanShown, today: string): string {
  const day = dateText(date, isDeadline ? undefined : endDate, today)
  if (isDeadline) return `${day}前`
  const clock = start === undefined ? period : end === undefined ? start : `${start}—${end}`
  return clock === undefined ? day : `${day}${clock}`
}

/** 主题党日 · 清明祭英烈, or the pair of a talk. */
export function planWhat({ kind, topic, talker, partner }: PlanShown): string {
  if (kind === 'talk') return `${talker ?? ''}${partner === undefined ? '' : `和${partner}`}的${PLAN_LABELS.talk}`
  return [PLAN_LABELS[kind], topic === undefined ? '' : headText(topic)].filter(Boolean).join(' · ')
}

/** The same as its reader reads it: 和陈立谈心谈话 for the one of the two, their names for anybody else. */
export function ownPlanLine(plan: ComingPlan, today: string): string {
  const { kind, part, talker, partner } = plan
  const other = part === 'talker' ? partner : part === 'partner' ? talker : undefined
  if (kind !== 'talk' || (part !== 'talker' && part !== 'partner')) return planLine(plan, today)
  return `${planWhenText(plan, today)} ${other === undefined ? '' : `和${other}`}${PLAN_LABELS.talk}`
}

/** Where, and what the reader has to do there: 你主讲. */
export function partLine({ part, place }: ComingPlan): string | undefined {
  const parts = [...(part === 'lecturer' ? ['你主讲'] : []), ...(place === undefined ? [] : [`地点 ${place}`])]
  return parts.length === 0 ? undefined : parts.join(' · ')
}

/** Plans in the order in which they come; of one day those without an hour first. */
export const byTime = <P extends PlanShown>(plans: readonly P[]): P[] =>
  plans.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
const sortKey = ({ date, start = '', period, number }: PlanShown): string =>
  `${date} ${start || (period === undefined ? '' : HALVES[period])} ${number}`
const HALVES = { 上午: '08:00', 中午: '12:00', 下午: '13:00', 晚上: '18:00' } as const
