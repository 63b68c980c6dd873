import type { Block } from '../../src/core/card.js'
import { lastDayOfMonth, weekdayName } from '../../src/core/civil-date.js'
import type { IncompleteEntry, MonthData, OpenMatter } from '../../src/core/month-views.js'
import type { EntryView, ObligationView } from '../../src/core/views.js'
import { entryHead } from './entry-lines.js'
import { fieldLabel, monthDay } from './entry-text.js'

/** Lines of the cards of a month: what is due, why, and what else is open. */

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

function missingText({ need, have, unit }: ObligationView): string {
  if (have === 0 && unit !== undefined) return `${need}${unit}暂无记录`
  if (have === 0 && need === 1) return '暂无记录'
  const left = need - have
  return unit === undefined ? `已记${have}次，还差${left}次` : `已有${have}${unit}，还差${left}${unit}`
}

/** 已约3月26日（周四）「清明祭英烈」, or that its day is over; empty when nothing is planned. */
export function plannedText({ planned }: ObligationView, today = ''): string {
  const plan = planned.find(({ date }) => date >= today) ?? planned[0]
  if (!plan) return ''
  const topic = plan.topic ? `「${plan.topic}」` : ''
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

/** A screen of a phone holds no more beside the duties; 待办 lists them all. */
const MOST_MATTERS = 4

/**
 * What else is open, each with why it is named: its time is near or past, nobody recorded it, somebody waits for it. A plan
 * that a duty's own line speaks of is not told twice.
 */
export function matterLines(data: MonthData): string[] {
  const said = new Set(
    data.duties.filter(({ met }) => !met).flatMap(({ planned }) => planned.map(({ number }) => number)),
  )
  const matters = data.matters.filter(({ item, entry }) => item !== 'plan' || !said.has(entry.number)).map(matterLine)
  const shown = matters.length > MOST_MATTERS ? matters.slice(0, MOST_MATTERS - 1) : matters
  const rest = matters.length - shown.length
  return [
    ...data.incomplete.map(incompleteLine),
    ...shown,
    ...(rest > 0 ? [`另有${rest}件没办完，发「待办」看全部`] : []),
    ...(data.unconfirmed > 0 ? [`党费：${data.unconfirmed}人自己报了，待管党费的同志确认`] : []),
  ]
}

export const incompleteLine = ({ number, missing }: IncompleteEntry): string =>
  `${number} 缺${missing.map(fieldLabel).join('、')}`

function matterLine({ item, entry, dueTo, overdue }: OpenMatter): string {
  // A dot between the parts would look like the next line's own, where a phone breaks the line.
  const head = item === 'followup' ? `${entry.title}的后续跟进` : entryHead(entry).replaceAll(' · ', ' ')
  if (item === 'plan') return `${entry.number} ${head}：还没有记录`
  const due = dueTo === undefined ? '还没销号' : `${monthDay(dueTo)}到期${overdue ? '，已过期限' : ''}`
  return `${entry.number} ${head}：${due}`
}

/** Long away, or long without dues: to be asked after kindly, and in private. */
export function warningBlocks({ warnings }: Pick<MonthData, 'warnings'>): Block[] {
  if (warnings.length === 0) return []
  const items = warnings.map(({ name, months, what }) =>
    what === 'absence'
      ? `${name}：连续${months}个月没有参加组织生活的记录，请先私下了解`
      : `${name}：连续${months}个月没有党费记录，请先核对`,
  )
  return [
    { type: 'text', text: '只告诉你：', style: 'strong' },
    { type: 'list', items },
    { type: 'text', text: '依据：《中国共产党党员教育管理工作条例》（连续6个月的规定）', style: 'muted' },
  ]
}

/** What the month before left, on the first card of the next one; empty when nothing. */
export function lastMonthBlocks(last: MonthData['last']): Block[] {
  if (!last) return []
  const missing = last.duties.filter((duty) => isMissingIn(duty, last.month))
  const lines = last.incomplete.map(incompleteLine)
  if (missing.length === 0 && lines.length === 0) return []
  return [
    { type: 'text', text: `上月（${monthName(last.month)}）待补`, style: 'strong' },
    ...dutyBlocks(missing),
    ...(lines.length === 0 ? [] : [{ type: 'list', items: lines } as const]),
  ]
}

export const calendarBlocks = ({ calendarKnown }: Pick<MonthData, 'calendarKnown'>): Block[] =>
  calendarKnown ? [] : [{ type: 'text', text: '节假日安排未导入，工作日按周一至周五计算', style: 'muted' }]
