import { monthNumberOf } from '../../core/civil-date.js'
import type { PairCell, TalkMap, TalkPair } from '../../core/talk-views.js'
import { coverageOf } from './coverage.js'
import type { TalkBooks } from './next-pairs.js'
import { allPairs, daysByPair, keyOf } from './pairs.js'

/**
 * The year's talks as a picture: every pair of a small branch, each member of a larger one (moments.md §4). Pure: what
 * `planned` and `never` hold is shown, so give what its reader may know.
 */
export function talkMapOf(books: TalkBooks): TalkMap {
  const { year, members, pairsUpTo, never } = books
  const ofYear = books.talks.filter(({ date }) => date.startsWith(year))
  const { mode, done, total, members: people } = coverageOf(members, ofYear, pairsUpTo)
  const pairs = allPairs(members)
  if (mode === 'members') {
    return { mode, year, done, total, people, never: pairs.filter((pair) => never.has(keyOf(pair))) }
  }
  const days = daysByPair(ofYear)
  const cells = pairs.map((pair) => cellOf(pair, days.get(keyOf(pair)) ?? [], books))
  return { mode, year, done, total, names: members.map(({ name }) => name), cells }
}

function cellOf(pair: TalkPair, days: readonly string[], { never, planned }: TalkBooks): PairCell {
  const quarters = [...new Set(days.map((day) => Math.ceil(monthNumberOf(day) / 3)))]
  const key = keyOf(pair)
  if (quarters.length > 0) return { ...pair, quarters, state: 'talked' }
  return { ...pair, quarters, state: never.has(key) ? 'never' : planned.has(key) ? 'planned' : 'open' }
}
