import { addMonths, civilDateAt, lastDayOfMonth, monthOf } from '../core/civil-date.js'
import { currentBranchId } from '../models/branch-scope.js'
import { type EntryRow, LedgerEntry } from '../models/ledger-entry.js'
import type { MemberRow } from '../models/member.js'
import { getBranch } from './branches.js'
import { listEntryRows } from './entries.js'
import { rosterRows } from './roster.js'
import { standingOn } from './to-views.js'

/** For the secretary alone, in private: somebody has been away from 组织生活, or without dues, for so many months. */
export interface AbsenceWarning {
  readonly memberId: string
  readonly name: string
  readonly months: 3 | 5
  readonly what: 'absence' | 'dues'
  /** First and last month of the row, `YYYY-MM`: by them it is known again, also when months are written down late. */
  readonly from: string
  readonly to: string
}

/**
 * 没有正当理由，连续6个月不参加党的组织生活，或者不交纳党费，按自行脱党予以除名 (《中国共产党党员教育管理工作条例》, domain.md R15):
 * half-way there, and while one month is left to do something about it.
 */
const STAGES = [5, 3] as const
/** Longer than the last stage, with room for months of which the books say nothing. */
const MONTHS_BACK = 12

/** What the warnings are judged by. */
export interface AttendanceBooks {
  readonly today: string
  /** First day of the branch here, once it has come; earlier months are nobody's. */
  readonly since?: string
  readonly roster: readonly MemberRow[]
  /** Of the last twelve months; voided ones count for nothing. */
  readonly entries: readonly Attended[]
  /** Dues of these months, whenever they were paid. */
  readonly dues: readonly Paid[]
}

type Paid = Pick<EntryRow, 'amounts' | 'voided'>
type Attended = Pick<EntryRow, 'kind' | 'subkind' | 'form' | 'date' | 'participants' | 'absent' | 'voided'>

/** How a month was for one member: `done` and `excused` end a row of missed months, `unknown` says nothing of it. */
type Month = 'done' | 'missed' | 'excused' | 'unknown'

/** Those whose row of missed months has three or five and goes on, told or not. Reads the branch in scope. */
export async function absenceWarnings(today: string): Promise<AbsenceWarning[]> {
  const { createdAt, timezone } = await getBranch(currentBranchId())
  const since = civilDateAt(createdAt, timezone)
  const months = monthsBefore(today)
  const [first = monthOf(today)] = months
  const dues = await LedgerEntry.find({ kind: 'dues', voided: false, 'amounts.month': { $in: months } })
    .hint({ branchId: 1, kind: 1, 'amounts.month': 1 })
    .lean<EntryRow[]>()
  return warningsOf({
    today,
    ...(since <= today && { since }),
    roster: await rosterRows(),
    entries: await listEntryRows({ from: `${first}-01`, to: today }),
    dues,
  })
}

/** The pure part of `absenceWarnings`; absences first, each by the roster's order. */
export function warningsOf(books: AttendanceBooks): AbsenceWarning[] {
  const { since } = books
  // The branch's first month here is whole only when it began with it.
  const months = monthsBefore(books.today).filter((month) => since === undefined || `${month}-01` >= since)
  const current = books.roster.filter(({ leftOn }) => leftOn === undefined)
  const of = (what: AbsenceWarning['what'], judge: (member: MemberRow, month: string) => Month): AbsenceWarning[] =>
    current.flatMap((member) => {
      const missed = missedInARow(months.map((month) => ({ month, was: judge(member, month) })))
      const stage = STAGES.find((one) => missed.length >= one)
      const [from = ''] = missed
      return stage === undefined
        ? []
        : [{ memberId: member._id, name: member.name, months: stage, what, from, to: missed.at(-1) ?? from }]
    })
  return [
    ...of('absence', (member, month) => attendanceIn(month, member, books)),
    ...of('dues', (member, month) => duesIn(month, member, books)),
  ]
}

/** The months before that of `today`, oldest first. */
function monthsBefore(today: string): string[] {
  const first = `${monthOf(today)}-01`
  return Array.from({ length: MONTHS_BACK }, (_, i) => monthOf(addMonths(first, i - MONTHS_BACK)))
}

/** The months that were missed up to the last of which the books say anything, oldest first. */
function missedInARow(months: readonly { readonly month: string; readonly was: Month }[]): string[] {
  const known = months.filter(({ was }) => was !== 'unknown')
  return known.slice(known.findLastIndex(({ was }) => was !== 'missed') + 1).map(({ month }) => month)
}

/** Where the whole branch comes together: whoever is not there was missed. A 支委会 or a lecture is for some. */
const ALL_COME: ReadonlySet<string> = new Set(['党员大会', '组织生活会', '民主评议党员'])

const isForAll = ({ kind, subkind = '' }: Attended): boolean =>
  kind === 'themeDay' || (kind === 'meeting' && ALL_COME.has(subkind))
const isGathering = ({ kind, form }: Attended): boolean =>
  kind === 'themeDay' || kind === 'meeting' || (kind === 'training' && form !== '自学')

function attendanceIn(month: string, { _id, history }: MemberRow, { entries }: AttendanceBooks): Month {
  const ofMonth = entries.filter((entry) => !entry.voided && entry.date.startsWith(month))
  const isHim = ({ memberId }: { readonly memberId?: string }): boolean => memberId === _id
  if (ofMonth.some((entry) => isGathering(entry) && entry.participants.some(isHim))) return 'done'
  const gatherings = ofMonth.filter(isForAll)
  // Nobody can be absent from nothing, nor from what has no list of those present.
  if (gatherings.length === 0 || gatherings.some(({ participants }) => participants.length === 0)) return 'unknown'
  const due = gatherings.filter(({ date }) => standingOn(history, date)?.standing === 'active')
  if (due.length < gatherings.length) return 'excused'
  // 没有正当理由: one that was told is for the secretary to judge, not for a count.
  const gaveReason = due.some(({ absent }) => absent.some((one) => isHim(one) && one.reason !== undefined))
  return gaveReason ? 'excused' : 'missed'
}

/** On leave, seconded or retired, dues are owed all the same (src/ledger/rules/monthly.ts). */
function duesIn(month: string, { _id, history }: MemberRow, { dues }: AttendanceBooks): Month {
  const payers = dues
    .filter(({ voided }) => !voided)
    .flatMap(({ amounts = [] }) => amounts.filter((line) => line.month === month))
  if (payers.some(({ memberId }) => memberId === _id)) return 'done'
  if (payers.length === 0) return 'unknown'
  const isMemberOn = (day: string): boolean => (standingOn(history, day)?.standing ?? 'left') !== 'left'
  return isMemberOn(`${month}-01`) && isMemberOn(lastDayOfMonth(month)) ? 'missed' : 'excused'
}
