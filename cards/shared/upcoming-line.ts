import { addDays, formatChinese, mondayOf } from '../../src/core/civil-date.js'
import type { UpcomingPlan } from '../../src/core/views.js'
import { headText } from './entry-text.js'

/** More makes a list of dates out of a line that is read in passing; the rest is asked for. */
const MOST_SHOWN = 4

/** 下周：3月26日（周四）14:00 主题党日「清明祭英烈」; undefined when nothing is planned. */
export function upcomingLine(plans: readonly UpcomingPlan[], today: string): string | undefined {
  const last = plans.at(-1)
  if (last === undefined) return undefined
  const shown = plans.slice(0, MOST_SHOWN).map((plan) => planText(plan, today))
  const more = plans.length - shown.length
  return `${nameOfDays(plans, today)}：${shown.join('；')}${more > 0 ? `；还有${more}项` : ''}`
}

/** 下周 only when it all is in the calendar's next week: after a holiday of a week it is not. */
function nameOfDays(plans: readonly UpcomingPlan[], today: string): string {
  const monday = addDays(mondayOf(today), 7)
  const isNextWeek = plans.every(({ date }) => monday <= date && date <= addDays(monday, 6))
  return isNextWeek ? '下周' : '接下来'
}

function planText({ date, isDeadline, time = '', label, topic }: UpcomingPlan, today: string): string {
  const clock = isDeadline ? '前' : time
  const when = `${formatChinese(date, today)}${clock}${clock === '' ? '' : ' '}`
  const about = topic === undefined || topic === '' ? '' : `「${headText(topic).replace(/^《(.*)》$/u, '$1')}」`
  return `${when}${label}${about}`
}
