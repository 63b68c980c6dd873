import type { Block, Card } from '../src/core/card.js'
import type { MonthData } from '../src/core/month-views.js'
import { lastYearBlocks } from './shared/last-year-blocks.js'
import { calendarBlocks, lastMonthBlocks, matterLines, warningBlocks } from './shared/matter-lines.js'
import { excuseButton, explainButton, recordButtons, snoozeButton, typedHint } from './shared/month-buttons.js'
import {
  dutyBlocks,
  dutyLine,
  haveTexts,
  isExcused,
  isMissingIn,
  isUnderWay,
  monthName,
  progressText,
  stateText,
} from './shared/month-lines.js'

/** Month end, to the secretary in private (moments.md §6): what is there, what is missing and why, the KPI line. */
export function closingCard(data: MonthData): Card {
  const { branch, month, duties } = data
  const name = monthName(month)
  const missing = duties.filter((duty) => isMissingIn(duty, month))
  const excused = duties.filter((duty) => isExcused(duty, month))
  const matters = matterLines(data)
  const left = [...lastMonthBlocks(data.last), ...lastYearBlocks(data.lastYear)]
  if ([...missing, ...excused, ...matters, ...left, ...data.warnings].length === 0) {
    return {
      title: `${name}闭环`,
      tone: 'success',
      blocks: [{ type: 'text', text: `${name}台账已齐`, style: 'strong' }, ...calendarBlocks(data)],
    }
  }
  const have = duties.flatMap((duty) => haveTexts(duty, month))
  const underWay = duties.filter((duty) => duty.every === 'quarter' && isUnderWay(duty, month))
  const hint = typedHint(missing)
  return {
    title: `${name}闭环 ｜ ${data.workdaysLeft > 0 ? `还有${data.workdaysLeft}个工作日` : `${name}已结束，可补录`}`,
    tone: missing.length === 0 ? 'info' : 'warning',
    blocks: [
      text(`已有：${have.length === 0 ? '暂无' : have.join('；')}`),
      ...(missing.length + excused.length + matters.length === 0 ? [] : [text('待补：', 'strong')]),
      ...dutyBlocks([...missing, ...excused], (duty) => dutyLine(duty, stateText(duty, data.today))),
      ...(matters.length === 0 ? [] : [text('其他', 'muted'), { type: 'list', items: matters } as const]),
      ...kpiBlocks(data),
      ...(underWay.length === 0 ? [] : [text(`本季进度：${underWay.map(progressText).join('；')}`)]),
      ...left,
      ...(hint === undefined ? [] : [text(hint, 'muted')]),
      ...warningBlocks(data),
      ...calendarBlocks(data),
    ],
    buttons: [
      ...recordButtons(branch, missing),
      ...(missing.length === 0 ? [] : [excuseButton(branch, month)]),
      ...(missing.length + matters.length + left.length === 0 ? [] : [snoozeButton(branch, 'closing', month)]),
      explainButton(branch, month),
    ],
  }
}

const text = (words: string, style: 'normal' | 'strong' | 'muted' = 'normal'): Block => ({
  type: 'text',
  text: words,
  style,
})

/** The monthly numbers of the department (domain.md §1.1): nothing else is called 考核. */
function kpiBlocks({ duties, plans }: MonthData): Block[] {
  const themeDay = duties.find(({ rule }) => rule === 'theme-day-month')
  const kpis = [
    // Missing, it stands under 待补 already.
    ...(themeDay?.met ? ['主题党日 已完成'] : themeDay?.excuse ? ['主题党日 未开展（有说明）'] : []),
    ...(plans ? [`工作计划 ${plans.done}/${plans.total}`] : []),
  ]
  return kpis.length === 0 ? [] : [text(`考核口径：${kpis.join('；')}`)]
}
