import type { MemberView } from '../../core/views.js'
import { currentBranchId } from '../../models/branch-scope.js'
import type { EntryRow } from '../../models/ledger-entry.js'
import { getBranch } from '../branches.js'
import { countsAs, hoursOf, isSelfStudy } from '../counting.js'
import { listEntryRows } from '../entries.js'
import { hoursTargetOf } from '../hours-target.js'
import { listMembers } from '../roster.js'
import { type LedgerEntryView, toEntryView } from '../to-views.js'

export interface CreditHours {
  /** 集中学习培训. */
  readonly hours: number
  /** 自学: shown, not counted (domain.md R10). */
  readonly selfStudyHours: number
  /** What is behind both numbers, by date. */
  readonly entries: readonly LedgerEntryView[]
}

type Learner = Pick<MemberView, 'id'>
type Study = Pick<
  EntryRow,
  'kind' | 'form' | 'subkind' | 'minutes' | 'creditHours' | 'count' | 'participants' | 'voided'
>

/** A member's 学时 from a day to a day, both included: of entries that name him among those present. */
export async function creditHoursOf(member: Learner, from: string, to: string): Promise<CreditHours> {
  const { settings } = await getBranch(currentBranchId())
  const { rows, ...sums } = sumHours(member, await listEntryRows({ from, to }), settings.minutesPerCreditHour)
  return { ...sums, entries: rows.map(toEntryView) }
}

/** The pure part of `creditHoursOf`. */
export function sumHours<R extends Study>(
  { id }: Learner,
  rows: readonly R[],
  minutesPerCreditHour: number,
): Omit<CreditHours, 'entries'> & { readonly rows: readonly R[] } {
  const attended = rows.filter(
    (row) =>
      !row.voided && row.participants.some(({ memberId }) => memberId === id) && hours(row, minutesPerCreditHour) > 0,
  )
  const sum = (some: readonly Study[]): number =>
    Math.round(some.reduce((total, row) => total + hours(row, minutesPerCreditHour), 0) * 100) / 100
  return {
    hours: sum(attended.filter((row) => !isSelfStudy(row))),
    selfStudyHours: sum(attended.filter(isSelfStudy)),
    rows: attended,
  }
}

/** 集中学习培训 of everybody present at any of these, by member id, in 学时: the same sums, in one pass. */
export function hoursByMember(rows: readonly Study[], minutesPerCreditHour: number): Map<string, number> {
  const sums = new Map<string, number>()
  for (const row of rows) {
    const its = row.voided || isSelfStudy(row) ? 0 : hours(row, minutesPerCreditHour)
    if (its === 0) continue
    // Nobody is in a list of those present twice (new-entry/attendance.ts).
    for (const { memberId } of row.participants) {
      if (memberId !== undefined) sums.set(memberId, (sums.get(memberId) ?? 0) + its)
    }
  }
  // A sum of thirds must not miss a target by the last digit of a float.
  return new Map([...sums].map(([id, sum]) => [id, Math.round(sum * 100) / 100]))
}

const hours = (row: Study, minutesPerCreditHour: number): number =>
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
 * the secretary and the committee. For the secretary or the member himself: a list of those behind is for no group (moments.md §1).
 */
export async function creditHoursMissing(
  target: number | undefined,
  year: string,
  today: string,
): Promise<HoursMissing[]> {
  const { settings } = await getBranch(currentBranchId())
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  const rows = await listEntryRows({ from, to })
  const roster = await listMembers(today < to ? today : to)
  return roster
    .filter(({ state }) => state === 'active')
    .map((member): HoursMissing => {
      const wanted = target ?? hoursTargetOf(member, roster)
      const { hours, selfStudyHours } = sumHours(member, rows, settings.minutesPerCreditHour)
      const missing = Math.round((wanted - hours) * 100) / 100
      return { name: member.name, memberId: member.id, target: wanted, hours, selfStudyHours, missing }
    })
    .filter(({ missing }) => missing > 0)
    .toSorted((a, b) => b.missing - a.missing)
}
