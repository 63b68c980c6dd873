import type { TalkPair } from '../../core/talk-views.js'
import { isOfCommittee, lacksOf } from './coverage.js'
import { allPairs, daysByPair, keyOf, pairKey, pairOf, peopleOf, type Talk, type Talker } from './pairs.js'

/** What suggestions are made from. */
export interface TalkBooks {
  /** `2026` */
  readonly year: string
  /** Who is due, in an order that doesn't change by itself: it settles what nothing else does. */
  readonly members: readonly Talker[]
  /** Of the year and the one before it, never a 提醒谈话. */
  readonly talks: readonly Talk[]
  readonly pairsUpTo: number
  /** Keys of pairs that are never suggested, and of those with a date already. */
  readonly never: ReadonlySet<string>
  readonly planned: ReadonlySet<string>
}

/**
 * Whom to suggest, best first; the same books give the same list. No pair comes twice before all have had their talk of
 * the year. First come those who talked longest ago, among them people with few talks, so that nobody has them all.
 */
export function nextPairs(books: TalkBooks): TalkPair[] {
  const { members, pairsUpTo } = books
  if (members.length <= pairsUpTo) return spread(freshest(allPairs(members), books), books)
  const lacking = pairsOfLacking(books)
  if (lacking !== undefined) return lacking
  const withCommittee = allPairs(members).filter(({ one, other }) =>
    members.some((member) => (member.id === one.id || member.id === other.id) && isOfCommittee(member)),
  )
  return spread(freshest(withCommittee, books), books)
}

/** The one after `shown` in a list of suggestions, from the first again after the last. */
export function pairAfter(pairs: readonly TalkPair[], shown: string | undefined): TalkPair | undefined {
  return pairs[(pairs.findIndex((pair) => keyOf(pair) === shown) + 1) % pairs.length]
}

/** Of the pairs that may be suggested those with the fewest talks of the year, without those that have a date. */
function freshest(pairs: readonly TalkPair[], { year, talks, never, planned }: TalkBooks): TalkPair[] {
  const days = daysByPair(talks.filter(({ date }) => date.startsWith(year)))
  const timesOf = (pair: TalkPair): number => days.get(keyOf(pair))?.length ?? 0
  const allowed = pairs.filter((pair) => !never.has(keyOf(pair)))
  const fewest = Math.min(...allowed.map(timesOf))
  return allowed.filter((pair) => timesOf(pair) === fewest && !planned.has(keyOf(pair)))
}

/** How many talks of the year each has: whoever is suggested counts as if he had had one more. */
function loadsOf({ year, talks }: TalkBooks): Map<string, number> {
  const loads = new Map<string, number>()
  for (const talk of talks) {
    if (talk.date.startsWith(year)) addLoad(loads, ...peopleOf(talk))
  }
  return loads
}

function addLoad(loads: Map<string, number>, ...ids: readonly string[]): void {
  for (const id of ids) loads.set(id, (loads.get(id) ?? 0) + 1)
}

function spread(pairs: readonly TalkPair[], books: TalkBooks): TalkPair[] {
  const loads = loadsOf(books)
  const days = daysByPair(books.talks)
  const left = pairs.map((pair) => ({ pair, last: days.get(keyOf(pair))?.at(-1) ?? '' }))
  const sorted: TalkPair[] = []
  while (left.length > 0) {
    const best = left.reduce((a, b) => (isBefore(b, a, loads) ? b : a))
    left.splice(left.indexOf(best), 1)
    sorted.push(best.pair)
    addLoad(loads, best.pair.one.id, best.pair.other.id)
  }
  return sorted
}

interface Candidate {
  readonly pair: TalkPair
  readonly last: string
}

/** Strictly: of equals the one that stood first stays first. */
function isBefore(a: Candidate, b: Candidate, loads: ReadonlyMap<string, number>): boolean {
  if (a.last !== b.last) return a.last < b.last
  const of = ({ one, other }: TalkPair): [number, number] => {
    const both = [loads.get(one.id) ?? 0, loads.get(other.id) ?? 0] as const
    return [both[0] + both[1], Math.max(...both)]
  }
  const [sumA, mostA] = of(a.pair)
  const [sumB, mostB] = of(b.pair)
  return sumA === sumB ? mostA < mostB : sumA < sumB
}

/** In a larger branch one suggestion for each who lacks a talk; undefined when nobody does. */
function pairsOfLacking(books: TalkBooks): TalkPair[] | undefined {
  const { members, never, planned } = books
  const talked = new Set(daysByPair(books.talks.filter(({ date }) => date.startsWith(books.year))).keys())
  const lacks = new Map(members.map((member) => [member.id, lacksOf(member, members, talked)]))
  const lacking = members.filter(({ id }) => lacks.get(id)?.length)
  if (lacking.length === 0) return undefined
  const loads = loadsOf(books)
  const pairs = new Map<string, TalkPair>()
  const hasDate = (id: string): boolean => [...planned].some((key) => key.split('|').includes(id))
  for (const member of longestAgo(lacking, books.talks)) {
    if (hasDate(member.id)) continue
    const may = (other: Talker): boolean => {
      const key = pairKey(member.id, other.id)
      return other.id !== member.id && !talked.has(key) && !never.has(key)
    }
    const wants = lacks.get(member.id)?.includes('committee') ? isOfCommittee : () => true
    const alsoLacks = ({ id }: Talker): number => (lacks.get(id)?.includes('member') ? 0 : 1)
    const [partner] = members
      .filter((other) => may(other) && wants(other))
      .toSorted((a, b) => alsoLacks(a) - alsoLacks(b) || (loads.get(a.id) ?? 0) - (loads.get(b.id) ?? 0))
    if (!partner || pairs.has(pairKey(member.id, partner.id))) continue
    pairs.set(pairKey(member.id, partner.id), inOrder(member, partner, members))
    addLoad(loads, member.id, partner.id)
  }
  return [...pairs.values()]
}

/** A pair is called the same wherever it is shown. */
const inOrder = (one: Talker, other: Talker, members: readonly Talker[]): TalkPair =>
  members.indexOf(one) < members.indexOf(other) ? pairOf(one, other) : pairOf(other, one)

/** Those first who had no talk, then by the day of their last one. */
function longestAgo(members: readonly Talker[], talks: readonly Talk[]): Talker[] {
  const last = new Map<string, string>()
  for (const talk of talks) {
    for (const id of peopleOf(talk)) if ((last.get(id) ?? '') < talk.date) last.set(id, talk.date)
  }
  return members.toSorted((a, b) => compareText(last.get(a.id) ?? '', last.get(b.id) ?? ''))
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
