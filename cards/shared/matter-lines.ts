import type { Block } from '../../src/core/card.js'
import type { IncompleteEntry, MonthData, OpenMatter } from '../../src/core/month-views.js'
import { entryHead } from './entry-lines.js'
import { fieldLabel, monthDay } from './entry-text.js'
import { dutyBlocks, isMissingIn, monthName } from './month-lines.js'

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

export function matterLine({ item, entry, dueTo, overdue, at, topic }: OpenMatter): string {
  // A dot between the parts would look like the next line's own, where a phone breaks the line.
  const head = item === 'followup' ? `${entry.title}的后续跟进` : entryHead(entry).replaceAll(' · ', ' ')
  if (item === 'plan') return `${entry.number} ${head}：还没有记录`
  if (item === 'agenda') {
    const when = dueTo === undefined ? '还没落实' : `${monthDay(dueTo)}到期${overdue ? '，已过期限' : ''}`
    return `${entry.number} 第${at}项议题 ${topic}：${when}`
  }
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
    ...(missing.length === 0
      ? []
      : [{ type: 'text', text: `没开展的，发「未开展 ${last.month}」写说明`, style: 'muted' } as const]),
  ]
}

export const calendarBlocks = ({ calendarHint }: Pick<MonthData, 'calendarHint'>): Block[] =>
  calendarHint === undefined ? [] : [{ type: 'text', text: calendarHint, style: 'muted' }]
