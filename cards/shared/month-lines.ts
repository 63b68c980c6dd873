import type { Block } from '../../src/core/card.js'
import { lastDayOfMonth, weekdayName } from '../../src/core/civil-date.js'
import type { EntryView, ObligationView } from '../../src/core/views.js'
import { monthDay } from './entry-text.js'

/** Lines of the cards of a month: what is due, and why. */

/** 3月 of `2026-03`. */
export const monthName = (month: string): string => `${Number(month.slice(5, 7))}月`

/** Whether it is to be there by the end of the month: a quarter's duty in its third month, a year's in its last one. */
export const isDueIn = (duty: ObligationView, month: string): boolean => duty.window.to <= lastDayOfMonth(month)

/** Missing by the end of the month and not explained. */
export const isMissingIn = (duty: ObligationView, month: string): boolean =>
  !duty.met && duty.excuse === undefined && isDueIn(duty, month)

/** Missing, and the secretary has said why: it stays in sight, and nobody is asked again. */
export const isExcused = (duty: ObligationView, month: string): boolean =>
  !duty.met && duty.excuse !== undefined && isDueIn(duty, month)

/** Begun and not done, with time left. */
export const isUnderWay = ({ met, window }: ObligationView, month: string): boolean =>
  !met && window.to > lastDayOfMonth(month) && window.from <= lastDayOfMonth(month)

const FOR_ALL = '适用于所有支部'

/** 支委会（本季）: of a period that isn't the month, which. */
const nameOf = ({ label, every }: ObligationView): string =>
  every === 'month' ? label : `${label}（${every === 'quarter' ? '本季' : '今年'}）`

/** 党员大会（本季）：暂无记录，已约3月26日. Why it concerns the branch is added where it does not concern all. */
export function dutyLine(duty: ObligationView, state = stateText(duty)): string {
  const { because, basis, excuse } = duty
  const isSaid = ['', FOR_ALL].includes(because) || because.startsWith(basis) || excuse !== undefined
  return `${nameOf(duty)}：${state}${isSaid ? '' : `（${because}）`}`
}

/** Left out, `today` is before any day that is planned. */
export function stateText(duty: ObligationView, today = ''): string {
  if (duty.excuse !== undefined) return `未开展（说明：${duty.excuse}）`
  const planned = plannedText(duty, today)
  return planned === '' ? missingText(duty) : `${missingText(duty)}，${planned}`
}

function missingText({ rule, need, have, unit }: ObligationView): string {
  if (isOfHours(rule)) return hoursState(need, have)
  if (have === 0 && unit !== undefined) return `${need}${unit}暂无记录`
  if (have === 0 && need === 1) return '暂无记录'
  const left = need - have
  return unit === undefined ? `已记${have}次，还差${left}次` : `已有${have}${unit}，还差${left}${unit}`
}

/** Hours are counted by who has enough of them: nobody has no record because he still lacks some. */
export const isOfHours = (rule: ObligationView['rule']): boolean =>
  rule === 'credit-hours-year' || rule === 'leader-hours-year'

/** 7人还没学够. */
export const hoursState = (need: number, have: number): string =>
  have === 0 ? `${need}人还没学够` : `${have}人已学够，还差${need - have}人`

/** 已约3月26日（周四）「清明祭英烈」, or that its day is over; empty when nothing is planned. */
export function plannedText({ planned, label }: ObligationView, today = ''): string {
  const plan = planned.find(({ date }) => date >= today) ?? planned[0]
  if (!plan) return ''
  const topic = plan.topic && plan.topic !== label ? `「${plan.topic}」` : ''
  if (plan.date < today) return `原定${monthDay(plan.date)}${topic}，办了就补记`
  return `已约${monthDay(plan.date)}（${weekdayName(plan.date)}）${topic}`
}

/** The duties' lines under where each is written: the reason is said once for those it is common to. */
export function dutyBlocks(
  duties: readonly ObligationView[],
  line: (duty: ObligationView) => string = dutyLine,
): Block[] {
  const bases = [...new Set(duties.map(({ basis }) => basis))]
  return bases.flatMap((basis): Block[] => [
    { type: 'text', text: basis, style: 'muted' },
    { type: 'list', items: duties.filter((duty) => duty.basis === basis).map((duty) => line(duty)) },
  ])
}

/** 党员大会 0/1. */
export const progressText = ({ label, need, have, unit }: ObligationView): string =>
  `${label} ${have}/${need}${unit ?? ''}`

/** 主题党日 3月5日; 培训 3月10日（实务操作）. Of the year's duties what the month brought. */
export function haveTexts({ rule, every, label, entries, have, need, unit }: ObligationView, month: string): string[] {
  if (have === 0) return []
  if (unit !== undefined) return every === 'year' ? [] : [`${label} ${have}/${need}${unit}`]
  // Pairs of talks stay out of a list that is read in passing: a count is enough here.
  if (rule === 'talks-quarter') return [`${label} 本季${have}次`]
  return entries
    .filter(({ date }) => every !== 'year' || date.startsWith(month))
    .map((entry) => `${label} ${monthDay(entry.date)}${detailOf(entry)}`)
}

function detailOf(entry: EntryView): string {
  const detail = entry.kind === 'training' ? (entry.category ?? entry.title) : undefined
  return detail ? `（${detail}）` : ''
}
