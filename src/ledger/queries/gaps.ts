import { lastDayOfMonth, monthsOf, quarterOf, quarterSpan, quartersOf, spanOf, yearOf } from '../../core/civil-date.js'
import { KIND_LABELS } from '../../core/entry.js'
import { listEntries } from '../entries.js'
import { obligationsOf } from '../obligations.js'
import type { LedgerEntryView } from '../to-views.js'
import { duesMissing } from './dues.js'

export interface Gap {
  readonly label: string
  /** `2026-03`, `2026-Q1` or `2026`. */
  readonly period: string
  readonly need: number
  readonly have: number
  readonly basis: string
}

/** What is due beyond the obligations that cards remind of; the branch's own cadence (domain.md §1.4, P17–P20, R7, R9). */
const CADENCE: readonly {
  readonly label: string
  readonly every: 'quarter' | 'year'
  readonly basis: string
  isMetBy(entry: LedgerEntryView): boolean
}[] = [
  {
    label: '工会小家活动',
    every: 'quarter',
    basis: '支部承诺',
    isMetBy: ({ subkind }) => subkind === '工会小家活动',
  },
  {
    label: KIND_LABELS.analysis,
    every: 'quarter',
    basis: '支部承诺',
    isMetBy: ({ kind }) => kind === 'analysis',
  },
  {
    label: '组织生活会',
    every: 'year',
    basis: '《中国共产党支部工作条例（试行）》',
    isMetBy: ({ subkind }) => subkind === '组织生活会',
  },
  {
    label: '民主评议党员',
    every: 'year',
    basis: '《中国共产党党员教育管理工作条例》',
    isMetBy: ({ subkind }) => subkind === '民主评议党员',
  },
]

const DUES_BASIS = '《关于中国共产党党费收缴、使用和管理的规定》'

/**
 * What has no record yet in a period such as `2026-03`: months that have begun, quarters in their third month or asked
 * for as such, the year's meetings from October on. Dues are told as a number of members. For a private answer.
 */
export async function gaps(period: string, today: string): Promise<Gap[]> {
  const months = monthsOf(period).filter((month) => `${month}-01` <= today)
  const quarters = quartersOf(period).filter((quarter) => isDue(quarter, period, today))
  const found = new Map<string, Gap>()
  const note = (gap: Gap): void => {
    if (gap.have < gap.need) found.set(`${gap.label} ${gap.period}`, gap)
  }
  for (const month of months) {
    for (const { label, period: of, need, have, basis } of await obligationsOf(month)) {
      if (of === month || quarters.includes(of)) note({ label, period: of, need, have, basis })
    }
    const { expected, missing } = await duesMissing(month, today)
    note({ label: KIND_LABELS.dues, period: month, need: expected, have: expected - missing.length, basis: DUES_BASIS })
  }
  const year = String(yearOf(spanOf(period).from))
  const entries = await listEntries({ from: `${year}-01-01`, to: `${year}-12-31` })
  for (const rule of CADENCE) {
    const spans = rule.every === 'quarter' ? quarters : yearDue(period, year, today)
    for (const span of spans) {
      const have = entries.filter((entry) => rule.isMetBy(entry) && isOf(entry, span)).length
      note({ label: rule.label, period: span, need: 1, have, basis: rule.basis })
    }
  }
  return [...found.values()].toSorted((a, b) => spanOf(a.period).from.localeCompare(spanOf(b.period).from))
}

/** Of a quarter nothing is missing before its third month, unless it is what was asked about. */
function isDue(quarter: string, period: string, today: string): boolean {
  const { from, to } = quarterSpan(quarter)
  if (from > today) return false
  if (period.length === 7 && !period.includes('Q') && !period.includes('H')) {
    return quarterOf(lastDayOfMonth(period)) === quarter && Number(period.slice(5)) % 3 === 0
  }
  return period === quarter || today >= `${to.slice(0, 7)}-01`
}

/** Both meetings are usual in the fourth quarter (domain.md R7). */
function yearDue(period: string, year: string, today: string): string[] {
  return spanOf(period).to === `${year}-12-31` && today >= `${year}-10-01` ? [year] : []
}

/** An analysis belongs to the span it speaks of, whenever it was told. */
function isOf({ kind, span, date }: LedgerEntryView, period: string): boolean {
  if (kind === 'analysis' && span !== undefined) {
    const [own, asked] = [spanOf(span), spanOf(period)]
    return own.from <= asked.to && asked.from <= own.to
  }
  const { from, to } = spanOf(period)
  return date >= from && date <= to
}
