import type { Block, Card } from '../src/core/card.js'
import { planOfDuty } from '../src/core/duties.js'
import type { MonthData } from '../src/core/month-views.js'
import type { ObligationView } from '../src/core/views.js'
import { lastYearBlocks } from './shared/last-year-blocks.js'
import { calendarBlocks, lastMonthBlocks, matterLines, warningBlocks } from './shared/matter-lines.js'
import { explainButton, fitted, lastRecordButtons, planButtons, snoozeButton } from './shared/month-buttons.js'
import {
  dutyBlocks,
  dutyLine,
  isDueIn,
  isMissingIn,
  isOfHours,
  isUnderWay,
  monthName,
  plannedText,
  progressText,
} from './shared/month-lines.js'

/**
 * First workday of the month, to the secretary in private: what the month asks for, by whose rule, and which days are
 * planned; what the last month left, if nobody told him then. Undefined: nothing is due, and nothing is open.
 */
export function planCard(data: MonthData): Card | undefined {
  const { branch, month, duties } = data
  const due = duties.filter((duty) => !duty.met && isDueIn(duty, month))
  // What is counted by person or pair fills up by itself, and the year's card has it.
  const underWay = duties.filter((duty) => duty.unit === undefined && isUnderWay(duty, month))
  const left = [...lastMonthBlocks(data.last), ...lastYearBlocks(data.lastYear)]
  const matters = matterLines(data)
  if (due.length === 0 && left.length === 0 && matters.length + data.warnings.length === 0) return undefined
  const name = monthName(month)
  const lastMissing = data.last?.duties.filter((duty) => isMissingIn(duty, data.last?.month ?? month)) ?? []
  return {
    title: `${name}计划 ｜ ${data.workdaysLeft}个工作日`,
    tone: 'info',
    blocks: [
      ...(due.length === 0
        ? [{ type: 'text', text: `${name}要有的都已经有记录` } as const]
        : [
            { type: 'text', text: `${name}要有：`, style: 'strong' } as const,
            ...dutyBlocks(due, (duty) => planLine(duty, data.today)),
          ]),
      ...(underWay.length === 0
        ? []
        : [
            text(
              `${underWay.some(({ every }) => every === 'year') ? '本季和今年' : '本季'}还有：${underWay.map(progressText).join('；')}`,
            ),
          ]),
      ...(matters.length === 0 ? [] : [text('还没办完：', 'strong'), { type: 'list', items: matters } as const]),
      ...left,
      ...warningBlocks(data),
      ...calendarBlocks(data),
    ],
    buttons: fitted(
      [...planButtons(branch, due), ...lastRecordButtons(branch, lastMissing)],
      [snoozeButton(branch, 'plan', month), explainButton(branch, month)],
    ),
  }
}

const text = (words: string, style: 'normal' | 'strong' = 'normal'): Block => ({ type: 'text', text: words, style })

/** At the month's beginning nothing is missing yet: what counts is whether it has a day. */
function planLine(duty: ObligationView, today: string): string {
  const { need, have, unit, excuse, rule } = duty
  if (excuse !== undefined || isOfHours(rule)) return dutyLine(duty)
  if (unit !== undefined) return dutyLine(duty, have === 0 ? `${need}${unit}待记` : `${have}/${need}${unit}`)
  const often = need === 1 ? '' : `${need}次，${have > 0 ? `已记${have}次，` : ''}`
  return dutyLine(duty, `${often}${plannedText(duty, today) || (planOfDuty(rule) ? '还没约日期' : '待记')}`)
}
