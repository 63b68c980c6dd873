import type { MemberView } from '../../core/views.js'
import { currentBranchId } from '../../models/branch-scope.js'
import type { EntryRow } from '../../models/ledger-entry.js'
import { getBranch } from '../branches.js'
import { countsAs, hoursOf, isSelfStudy } from '../counting.js'
import { listEntryRows } from '../entries.js'
import { expectedOn } from '../roster.js'
import { type LedgerEntryView, toEntryView } from '../to-views.js'

/** 集中学习培训 of every member a year (《中国共产党党员教育管理工作条例》, domain.md R10). */
const HOURS_A_YEAR = 32
/** Of secretaries, by the national training plan (domain.md R11). */
const SECRETARY_HOURS_A_YEAR = 56

export interface CreditHours {
  /** 集中学习培训. */
  readonly hours: number
  /** 自学: shown, not counted (domain.md R10). */
  readonly selfStudyHours: number
  /** What is behind both numbers, by date. */
  readonly entries: readonly LedgerEntryView[]
}

type Learner = Pick<MemberView, 'id'>

/** A member's 学时 from a day to a day, both included: of entries that name him among those present. */
export async function creditHoursOf(member: Learner, from: string, to: string): Promise<CreditHours> {
  const { settings } = await getBranch(currentBranchId())
  const { rows, ...sums } = sumHours(member, await listEntryRows({ from, to }), settings.minutesPerCreditHour)
  return { ...sums, entries: rows.map(toEntryView) }
}

/** The pure part of `creditHoursOf`. */
export function sumHours(
  { id }: Learner,
  rows: readonly EntryRow[],
  minutesPerCreditHour: number,
): Omit<CreditHours, 'entries'> & { readonly rows: readonly EntryRow[] } {
  const attended = rows.filter(
    (row) =>
      !row.voided && row.participants.some(({ memberId }) => memberId === id) && hours(row, minutesPerCreditHour) > 0,
  )
  const sum = (some: readonly EntryRow[]): number =>
    Math.round(some.reduce((total, row) => total + hours(row, minutesPerCreditHour), 0) * 100) / 100
  return {
    hours: sum(attended.filter((row) => !isSelfStudy(row))),
    selfStudyHours: sum(attended.filter(isSelfStudy)),
    rows: attended,
  }
}

const hours = (row: EntryRow, minutesPerCreditHour: number): number =>
  countsAs(row).reduce((total, counted) => total + hoursOf(counted, minutesPerCreditHour), 0)

export interface HoursMissing {
  readonly name: string
  readonly memberId: string
  readonly target: number
  readonly hours: number
  readonly selfStudyHours: number
  readonly missing: number
}

/**
 * Who has fewer hours than asked about in a year, most missing first; without a target the year's own, more for
 * secretaries. For the secretary or the member himself: a list of those behind is for no group (moments.md §1).
 */
export async function creditHoursMissing(
  target: number | undefined,
  year: string,
  today: string,
): Promise<HoursMissing[]> {
  const { settings } = await getBranch(currentBranchId())
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  const rows = await listEntryRows({ from, to })
  const members = await expectedOn(today < to ? today : to)
  return members
    .map((member): HoursMissing => {
      const wanted = target ?? (member.roles.includes('secretary') ? SECRETARY_HOURS_A_YEAR : HOURS_A_YEAR)
      const { hours, selfStudyHours } = sumHours(member, rows, settings.minutesPerCreditHour)
      const missing = Math.round((wanted - hours) * 100) / 100
      return { name: member.name, memberId: member.id, target: wanted, hours, selfStudyHours, missing }
    })
    .filter(({ missing }) => missing > 0)
    .toSorted((a, b) => b.missing - a.missing)
}
