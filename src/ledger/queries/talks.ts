import { quartersOf, spanOf, yearOf } from '../../core/civil-date.js'
import type { MemberView } from '../../core/views.js'
import { currentBranchId } from '../../models/branch-scope.js'
import type { EntryRow } from '../../models/ledger-entry.js'
import { getBranch } from '../branches.js'
import { listEntryRows } from '../entries.js'
import { isReminderTalk } from '../reminder-talk.js'
import { expectedOn } from '../roster.js'

/** With whom a member of a larger branch has not talked yet. */
export type Lack = 'committee' | 'member'

/** The rule's yearly coverage: every pair, or each member with a committee member and with another one. */
export interface TalkCoverage {
  readonly mode: 'pairs' | 'members'
  readonly done: number
  readonly total: number
  /** Names of pairs without a talk; empty in mode `members`. */
  readonly pairs: readonly (readonly [string, string])[]
  /** Who lacks what; empty in mode `pairs`. */
  readonly members: readonly { readonly name: string; readonly lacks: readonly Lack[] }[]
}

export interface TalksMissing {
  readonly from: string
  readonly to: string
  /** The branch's own promise, quarter by quarter: a count (moments.md §4). */
  readonly promises: readonly { readonly period: string; readonly need: number; readonly have: number }[]
  /** Members without any talk in the period. */
  readonly untalked: readonly string[]
  /** Of the period's year, up to its last day. */
  readonly coverage: TalkCoverage & { readonly year: string }
}

/**
 * Which talks are missing in a period such as `2026-Q1`: the promised number by quarters that have begun, and the
 * year's coverage. 提醒谈话 counts for neither. Who is due is judged at the end of the period, or today when that is
 * earlier. For the secretary in private.
 */
export async function talksMissing(period: string, today: string): Promise<TalksMissing> {
  const { from, to } = spanOf(period)
  const { settings } = await getBranch(currentBranchId())
  const year = String(yearOf(to))
  const members = await expectedOn(today < to ? today : to)
  const talks = (await listEntryRows({ kind: 'talk', from: `${year}-01-01`, to: `${year}-12-31` })).filter(
    (talk) => !isReminderTalk(talk),
  )
  const within = (start: string, end: string) => talks.filter(({ date }) => date >= start && date <= end)
  return {
    from,
    to,
    promises: quartersOf(period)
      .map((quarter) => ({ quarter, span: spanOf(quarter) }))
      .filter(({ span }) => settings.talksPerQuarter > 0 && span.from <= today)
      .map(({ quarter, span }) => ({
        period: quarter,
        need: settings.talksPerQuarter,
        have: within(span.from, span.to).length,
      })),
    untalked: untalked(members, within(from, to)),
    coverage: { year, ...coverageOf(members, within(`${year}-01-01`, to), settings.talkPairsUpTo) },
  }
}

type Due = Pick<MemberView, 'id' | 'name' | 'roles'>
type Talk = Pick<EntryRow, 'talker' | 'partner'>

const hasTalk = (talks: readonly Talk[], a: string, b: string): boolean =>
  talks.some(({ talker, partner }) => {
    const pair = [talker?.memberId, partner?.memberId]
    return pair.includes(a) && pair.includes(b)
  })

function untalked(members: readonly Due[], talks: readonly Talk[]): string[] {
  const seen = new Set(talks.flatMap(({ talker, partner }) => [talker?.memberId, partner?.memberId]))
  return members.filter(({ id }) => !seen.has(id)).map(({ name }) => name)
}

/** Pure. Up to `pairsUpTo` members every pair; above, each member's two kinds of talks (moments.md §4). */
export function coverageOf(members: readonly Due[], talks: readonly Talk[], pairsUpTo: number): TalkCoverage {
  return members.length <= pairsUpTo ? pairCoverage(members, talks) : memberCoverage(members, talks)
}

function pairCoverage(members: readonly Due[], talks: readonly Talk[]): TalkCoverage {
  const all = members.flatMap((a, i) => members.slice(i + 1).map((b) => [a, b] as const))
  const missing = all.filter(([a, b]) => !hasTalk(talks, a.id, b.id))
  return {
    mode: 'pairs',
    done: all.length - missing.length,
    total: all.length,
    pairs: missing.map(([a, b]) => [a.name, b.name] as const),
    members: [],
  }
}

/** Without a committee those who hold an office stand for it (domain.md §1.1). */
const isOfCommittee = ({ roles }: Due): boolean => roles.some((role) => role !== 'member')

function memberCoverage(members: readonly Due[], talks: readonly Talk[]): TalkCoverage {
  const committee = members.filter(isOfCommittee)
  const judged = members.map((member) => {
    const others = members.filter(({ id }) => id !== member.id)
    const partners = others.filter(({ id }) => hasTalk(talks, member.id, id))
    const withCommittee = partners.filter((one) => committee.includes(one))
    const lacks: Lack[] = []
    if (withCommittee.length === 0) lacks.push('committee')
    // One of the talks with a committee member is the first half; another one of them may be the second.
    if (partners.length - Math.min(1, withCommittee.length) === 0) lacks.push('member')
    return { name: member.name, lacks }
  })
  const missing = judged.filter(({ lacks }) => lacks.length > 0)
  return { mode: 'members', done: judged.length - missing.length, total: judged.length, pairs: [], members: missing }
}
