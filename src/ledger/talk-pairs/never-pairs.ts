import type { TalkPair } from '../../core/talk-views.js'
import { currentBranchId } from '../../models/branch-scope.js'
import { lockBooks } from '../../models/counter.js'
import { NeverPair, type NeverPairRow } from '../../models/never-pair.js'
import { listEverybody } from '../roster.js'
import { keyOf, pairKey, pairOf } from './pairs.js'

/** Keys (`pairKey`) of the pairs that the secretary doesn't want suggested. For suggestions and for his own eyes only. */
export async function neverPairKeys(): Promise<Set<string>> {
  const rows = await NeverPair.find({ on: true }).lean<NeverPairRow[]>()
  return new Set(rows.map(({ memberIds: [one = '', other = ''] }) => pairKey(one, other)))
}

/** The same by name, for the secretary himself; also of those who left. */
export async function listNeverPairs(): Promise<TalkPair[]> {
  const keys = await neverPairKeys()
  const byId = new Map((await listEverybody()).map((member) => [member.id, member]))
  return [...keys].toSorted().flatMap((key) => {
    const [one, other] = key.split('|').map((id) => byId.get(id))
    return one && other ? [pairOf(one, other)] : []
  })
}

/**
 * Takes the pair off the suggestions, or puts it back. True: it was otherwise before. Call inside `inTransaction`;
 * authorise before. No reason is asked and none is kept.
 */
export async function setNeverPair(
  pair: TalkPair,
  on: boolean,
  { byMemberId, now }: { readonly byMemberId: string; readonly now: number },
): Promise<boolean> {
  await lockBooks()
  const key = keyOf(pair)
  if ((await neverPairKeys()).has(key) === on) return false
  await NeverPair.updateOne(
    { _id: `${currentBranchId()}:${key}` },
    {
      $set: { on, byMemberId, changedAt: now, memberIds: key.split('|') },
      $setOnInsert: { schemaVersion: 1 },
    },
    { upsert: true },
  )
  return true
}
