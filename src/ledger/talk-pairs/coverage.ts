import type { Lack } from '../../core/talk-views.js'
import { allPairs, daysByPair, keyOf, pairKey, type Talk, type Talker } from './pairs.js'

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

type Talks = readonly Omit<Talk, 'date'>[]

/**
 * Up to `pairsUpTo` members every pair once a year, as 《中国共产党支部工作条例（试行）》 has it between committee members,
 * between them and members, and among members; above, each member's two kinds of talks (moments.md §4).
 */
export function coverageOf(members: readonly Talker[], talks: Talks, pairsUpTo: number): TalkCoverage {
  const talked = new Set(daysByPair(talks.map((talk) => ({ ...talk, date: '' }))).keys())
  return members.length <= pairsUpTo ? pairCoverage(members, talked) : memberCoverage(members, talked)
}

type Talked = ReadonlySet<string>

function pairCoverage(members: readonly Talker[], talked: Talked): TalkCoverage {
  const all = allPairs(members)
  const missing = all.filter((pair) => !talked.has(keyOf(pair)))
  return {
    mode: 'pairs',
    done: all.length - missing.length,
    total: all.length,
    pairs: missing.map(({ one, other }) => [one.name, other.name] as const),
    members: [],
  }
}

/** Without a committee those who hold an office stand for it (domain.md §1.1). */
export const isOfCommittee = ({ roles }: Talker): boolean => roles.some((role) => role !== 'member')

/** With whom a member still has to talk this year, where not every pair has to. */
export function lacksOf(member: Talker, members: readonly Talker[], talked: Talked): Lack[] {
  const partners = members.filter(({ id }) => id !== member.id && talked.has(pairKey(member.id, id)))
  const withCommittee = partners.filter(isOfCommittee).length
  // The only one who holds an office has nobody to have such a talk with.
  const isPossible = members.some((other) => other.id !== member.id && isOfCommittee(other))
  const lacks: Lack[] = []
  if (withCommittee === 0 && isPossible) lacks.push('committee')
  // One of the talks with a committee member is the first half; another one of them may be the second.
  if (partners.length - Math.min(1, withCommittee) === 0) lacks.push('member')
  return lacks
}

function memberCoverage(members: readonly Talker[], talked: Talked): TalkCoverage {
  const judged = members.map((member) => ({ name: member.name, lacks: lacksOf(member, members, talked) }))
  const missing = judged.filter(({ lacks }) => lacks.length > 0)
  return { mode: 'members', done: judged.length - missing.length, total: judged.length, pairs: [], members: missing }
}
