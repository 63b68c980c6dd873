import type { EntryView } from '../../src/core/views.js'
import type { Marks } from './marks.js'

/** What one person gave or paid, for those who may know. */
export interface AmountLine {
  readonly name: string
  /** Fen. */
  readonly fen: number
  /** `YYYY-MM`, of dues. */
  readonly month?: string
}

/** With fewer people, a sum in the group would tell each what the other gave. */
const FEWEST_FOR_A_SUM = 3

/** 12500 → 125元, 9850 → 98.50元. */
export const yuanText = (fen: number): string => `${fen % 100 === 0 ? fen / 100 : (fen / 100).toFixed(2)}元`

/** How many gave, and the sum where it says nothing of one person. A group reads no more of money than this. */
export function sumTexts(entry: EntryView, marks: Marks, inGroup: boolean): string[] {
  const people = peopleOf(entry)
  const showsSum = !inGroup || people === undefined || people >= FEWEST_FOR_A_SUM
  if (!showsSum) marks.hide('total')
  if (people !== undefined) marks.hide('attendees', 'expected')
  return [
    ...(people === undefined ? [] : [marks.on(`${people}人`, 'actual')]),
    ...(entry.totalFen === undefined || !showsSum ? [] : [marks.on(`合计${yuanText(entry.totalFen)}`, 'total')]),
  ]
}

/** 4人，合计387.50元, for a group; undefined when it would say what one person gave. */
export function sumLine(entry: EntryView): string | undefined {
  const people = peopleOf(entry) ?? 0
  if (people < FEWEST_FOR_A_SUM || entry.totalFen === undefined) return undefined
  return `${people}人，合计${yuanText(entry.totalFen)}`
}

const peopleOf = ({ payers, actual, participants }: EntryView): number | undefined =>
  payers?.length || actual || participants.length || undefined

/** 陈立 125元、王敏 98.50元: only for a reader who may know. */
export function amountsText(amounts: readonly AmountLine[]): string {
  const months = new Set(amounts.map(({ month }) => month))
  return amounts
    .map(({ name, fen, month }) => `${name} ${yuanText(fen)}${months.size > 1 && month ? `（${month}）` : ''}`)
    .join('、')
}
