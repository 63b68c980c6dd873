import { yearOf } from '../../core/civil-date.js'
import type { NextPair, TalkMap, TalkPair } from '../../core/talk-views.js'
import type { MemberView } from '../../core/views.js'
import { currentBranchId } from '../../models/branch-scope.js'
import { getBranch } from '../branches.js'
import { listEntryRows } from '../entries.js'
import { isReminderTalk } from '../reminder-talk.js'
import { expectedOn } from '../roster.js'
import { isOfCommittee } from './coverage.js'
import { neverPairKeys, ownNeverPairKeys } from './never-pairs.js'
import { nextPairs, pairAfter, type TalkBooks } from './next-pairs.js'
import { daysByPair, keyOf, type Talker } from './pairs.js'
import { plannedPairs } from './planned-pairs.js'
import { talkMapOf } from './talk-map.js'

/**
 * What the talks of a year (`2026`) are judged by on a day: who is due then (whoever is on leave, seconded or retired is
 * not), the talks of the year and the one before it, what is planned and which pairs are not to be suggested.
 */
export async function talkBooks(year: string, today: string): Promise<TalkBooks> {
  const { settings } = await getBranch(currentBranchId())
  const last = `${year}-12-31`
  const asOf = today < last ? today : last
  const rows = await listEntryRows({ kind: 'talk', from: `${yearOf(last) - 1}-01-01`, to: last })
  return {
    year,
    members: (await expectedOn(asOf)).toSorted((a, b) => rankOf(a) - rankOf(b)),
    talks: rows.filter((talk) => !isReminderTalk(talk)),
    pairsUpTo: settings.talkPairsUpTo,
    never: await neverPairKeys(),
    planned: await plannedPairs(today),
  }
}

/** The secretary first, then who holds an office: in a pair the one who usually begins stands first. */
const rankOf = (member: Talker): number => (member.roles.includes('secretary') ? 0 : isOfCommittee(member) ? 1 : 2)

/**
 * The year's picture and the pair to suggest: the best, or the one after the pair `shown`. For the secretary, or who
 * stands in for him, in private: each sees of plans and of what is left out what he may know.
 */
export async function talkSuggestion(
  year: string,
  today: string,
  reader: MemberView,
  shown?: string,
): Promise<{ map: TalkMap; next?: NextPair }> {
  const books = await talkBooks(year, today)
  const pairs = nextPairs(books)
  const pair = pairAfter(pairs, shown)
  const known = { never: await ownNeverPairKeys(reader), planned: await plannedPairs(today, reader) }
  return { map: talkMapOf({ ...books, ...known }), ...(pair && { next: nextOf(pair, books, pairs.length) }) }
}

function nextOf(pair: TalkPair, { talks }: TalkBooks, count: number): NextPair {
  const last = daysByPair(talks).get(keyOf(pair))?.at(-1)
  return { ...pair, ...(last !== undefined && { last }), isOneOfSeveral: count > 1 }
}
