import type { Block, Button, Card } from '../src/core/card.js'
import type { ClosingData, EntryView, ObligationView } from '../src/core/views.js'
import { fieldLabel, monthDay } from './shared/entry-text.js'

/** Month end, to the secretary in private (moments.md §6): what is there, what is missing, the KPI line. */
export function closingCard(data: ClosingData): Card {
  const month = `${Number(data.month.slice(5, 7))}月`
  const missing = data.obligations.filter((obligation) => isDue(obligation, data.month))
  const open = [
    ...missing.map(missingText),
    ...data.incomplete.map(({ number, missing: fields }) => `${number} 缺${fields.map(fieldLabel).join('、')}`),
  ]
  const calendar: Block[] = data.calendarKnown
    ? []
    : [{ type: 'text', text: '节假日安排未导入，工作日按周一至周五计算', style: 'muted' }]
  if (open.length === 0) {
    return {
      title: `${month}闭环`,
      tone: 'success',
      blocks: [{ type: 'text', text: `${month}台账已齐`, style: 'strong' }, ...calendar],
    }
  }
  const have = data.obligations.flatMap(haveTexts)
  const quarterly = data.obligations.filter(
    (obligation) => isQuarterly(obligation) && !isDue(obligation, data.month) && obligation.need > 0,
  )
  const lines = [
    `已有：${have.length === 0 ? '暂无' : have.join('；')}`,
    `待补：${open.join('；')}`,
    ...kpiLines(data.obligations),
    ...(quarterly.length === 0 ? [] : [`本季进度：${quarterly.map(progressText).join('；')}`]),
  ]
  return {
    title: `${month}闭环 ｜ ${data.workdaysLeft > 0 ? `还有${data.workdaysLeft}个工作日` : '本月已结束，可补录'}`,
    tone: 'warning',
    blocks: [...lines.map((text): Block => ({ type: 'text', text })), ...calendar],
    buttons: [...missing.map((obligation) => recordButton(data, obligation, missing.length)), explainButton(data)],
  }
}

const isQuarterly = ({ period }: ObligationView): boolean => period.includes('-Q')

/** A quarter's duty is called missing only in its last month: before that, it is merely not done yet. */
const isDue = (obligation: ObligationView, month: string): boolean =>
  !obligation.met && (!isQuarterly(obligation) || Number(month.slice(5, 7)) % 3 === 0)

function missingText({ label, need, have }: ObligationView): string {
  return have === 0 && need === 1 ? `${label} 暂无记录` : `${label} 已记${have}次，还差${need - have}次`
}

const progressText = ({ label, need, have }: ObligationView): string => `${label} ${have}/${need}`

function haveTexts({ rule, label, entries, have }: ObligationView): string[] {
  // Pairs of talks stay out of a list that is read in passing: a count is enough here.
  if (rule === 'talks-quarter') return have === 0 ? [] : [`${label} 本季${have}次`]
  return entries.map((entry) => `${label} ${monthDay(entry.date)}${detailOf(entry)}`)
}

function detailOf(entry: EntryView): string {
  const detail = entry.kind === 'training' ? (entry.category ?? entry.title) : undefined
  return detail ? `（${detail}）` : ''
}

function kpiLines(obligations: readonly ObligationView[]): string[] {
  const themeDay = obligations.find(({ rule }) => rule === 'theme-day-month')
  return themeDay ? [`考核口径：主题党日 ${themeDay.met ? '已完成' : '暂无记录'}`] : []
}

function recordButton(data: ClosingData, { rule, period, label }: ObligationView, count: number): Button {
  return {
    text: count === 1 ? '补记' : `补记${label}`,
    style: 'primary',
    action: { v: 1, name: 'record-missing', branchId: data.branch.id, rule, period },
    twin: `补记${label} ${period}`,
  }
}

function explainButton(data: ClosingData): Button {
  return {
    text: '为什么提醒',
    action: { v: 1, name: 'explain-reminder', branchId: data.branch.id, period: data.month },
    twin: `为什么提醒 ${data.month}`,
  }
}
