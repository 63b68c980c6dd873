import { COMMITMENT_KINDS, KIND_LABELS, PROBLEM_SOURCES, SLIP_KINDS } from '../../src/core/entry.js'

/** How many of one thing the ledger has. */
export interface Counted {
  readonly label: string
  readonly count: number
}

const SHEETS: readonly string[] = [...SLIP_KINDS, KIND_LABELS.qualitySlip]
const ITEMS: readonly string[] = [
  KIND_LABELS.honour,
  KIND_LABELS.commitment,
  KIND_LABELS.problem,
  KIND_LABELS.plan,
  '工作计划',
  ...COMMITMENT_KINDS,
  ...PROBLEM_SOURCES,
]

/** What one of them is counted in: 3张 slips, 2项 honours, 4个 standards, else 次. */
export function unitOf(label: string): string {
  if (SHEETS.includes(label)) return '张'
  // 二等奖2名, but 奖励单 and 荣誉 are no prizes.
  if (/奖$|^第.名$/.test(label)) return '名'
  if (ITEMS.includes(label) || label.startsWith(KIND_LABELS.plan)) return '项'
  return label === '制定标准' ? '个' : '次'
}

/**
 * 集中学习3次、外出考察1次；主题影片暂无记录: what the ledger does not have is said to be unrecorded, never not to have
 * taken place.
 */
export function countsText(counts: readonly Counted[]): string {
  const some = counts.filter(({ count }) => count > 0).map(({ label, count }) => `${label}${count}${unitOf(label)}`)
  const none = counts.filter(({ count }) => count === 0).map(({ label }) => label)
  return [some.join('、'), ...(none.length > 0 ? [`${none.join('、')}暂无记录`] : [])]
    .filter((part) => part !== '')
    .join('；')
}

/** 12, 2.7: hours with one decimal where they have any. */
export const hoursText = (hours: number): string => String(Math.round(hours * 10) / 10)
