import type { Card } from '../src/core/card.js'
import type { MonthData } from '../src/core/month-views.js'
import type { ObligationView } from '../src/core/views.js'
import { lastYearBlocks } from './shared/last-year-blocks.js'
import { calendarBlocks, lastMonthBlocks, matterLines, warningBlocks } from './shared/matter-lines.js'
import {
  excuseButton,
  explainButton,
  fitted,
  lastRecordButtons,
  planButtons,
  recordButtons,
  snoozeButton,
  typedHint,
} from './shared/month-buttons.js'
import { dutyBlocks, dutyLine, isExcused, isMissingIn, monthName, stateText } from './shared/month-lines.js'

/**
 * Mid-month, to the secretary in private: what has no record yet, and why it should. Undefined when nothing is missing
 * or open, or only what he has explained already.
 */
export function gapCard(data: MonthData): Card | undefined {
  const { branch, month, duties } = data
  const missing = duties.filter((duty) => isMissingIn(duty, month))
  const excused = duties.filter((duty) => isExcused(duty, month))
  const left = [...lastMonthBlocks(data.last), ...lastYearBlocks(data.lastYear)]
  const matters = matterLines(data)
  if (missing.length === 0 && left.length === 0 && matters.length + data.warnings.length === 0) return undefined
  const lastMissing = data.last?.duties.filter((duty) => isMissingIn(duty, data.last?.month ?? month)) ?? []
  const line = (duty: ObligationView): string => dutyLine(duty, stateText(duty, data.today))
  const hint = typedHint(missing)
  return {
    title: `${monthName(month)}过半 ｜ 还有${data.workdaysLeft}个工作日`,
    tone: 'info',
    blocks: [
      ...(missing.length === 0
        ? []
        : [{ type: 'text', text: '还没有记录：', style: 'strong' } as const, ...dutyBlocks(missing, line)]),
      ...dutyBlocks(excused, line),
      ...(matters.length === 0
        ? []
        : [{ type: 'text', text: '还没办完：', style: 'strong' } as const, { type: 'list', items: matters } as const]),
      ...left,
      ...(hint === undefined ? [] : [{ type: 'text', text: hint, style: 'muted' } as const]),
      ...warningBlocks(data),
      ...calendarBlocks(data),
    ],
    buttons: fitted(
      [
        ...recordButtons(branch, missing),
        ...lastRecordButtons(branch, lastMissing),
        ...planButtons(branch, missing, 1),
      ],
      [
        ...(missing.length === 0 ? [] : [excuseButton(branch, month)]),
        snoozeButton(branch, 'gap', month),
        explainButton(branch, month),
      ],
    ),
  }
}
