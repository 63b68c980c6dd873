import type { TalkPair } from '../../core/talk-views.js'
import type { MemberView } from '../../core/views.js'
import { currentBranchId } from '../../models/branch-scope.js'
import { lockBooks } from '../../models/counter.js'
import { NeverPair, type NeverPairRow } from '../../models/never-pair.js'
import { listEverybody } from '../roster.js'
import { keyOf, pairKey, pairOf } from './pairs.js'

/**
 * Keys (`pairKey`) of the pairs that a secretary of today doesn't want suggested. His wish ends with his office: who
 * takes over is told nothing of it, so nothing that he can't see may steer what he is told either.
 */
export async function neverPairKeys(): Promise<Set<string>> {
  const secretaries = (await listEverybody()).filter(
    ({ roles, leftOn }) => leftOn === undefined && roles.includes('secretary'),
  )
  return keysBy(secretaries.map(({ id }) => id))
}

/** Those that this member left out himself while he is secretary: for his own eyes only. */
export const ownNeverPairKeys = async ({ id, roles }: Pick<MemberView, 'id' | 'roles'>): Promise<Set<string>> =>
  roles.includes('secretary') ? keysBy([id]) : new Set()

async function keysBy(memberIds: readonly string[]): Promise<Set<string>> {
  const rows = await NeverPair.find({ on: true }).lean<NeverPairRow[]>()
  return new Set(
    rows
      .filter(({ byMemberId }) => memberIds.includes(byMemberId))
      .map(({ memberIds: [one = '', other = ''] }) => pairKey(one, other)),
  )
}

/** The same by name; also of those who left. */
export async function listNeverPairs(reader: Pick<MemberView, 'id' | 'roles'>): Promise<TalkPair[]> {
  const keys = await ownNeverPairKeys(reader)
  const byId = new Map((await listEverybody()).map((member) => [member.id, member]))
  return [...keys].toSorted().flatMap((key) => {
    const [one, other] = key.split('|').map((id) => byId.get(id))
    return one && other ? [pairOf(one, other)] : []
  })
}

/**
 * Takes the pair off the suggestions, or puts it back. True: as far as this member had said it was otherwise before, so
 * that the answer tells nothing of another's wish. Call inside `inTransaction`; authorise before. No reason is asked and
 * none is kept.
 */
export async function setNeverPair(
  pair: TalkPair,
  on: boolean,
  { byMemberId, now }: { readonly byMemberId: string; readonly now: number },
): Promise<boolean> {
  await lockBooks()
  const key = keyOf(pair)
  const wasOn = (await keysBy([byMemberId])).has(key)
  if (on && wasOn) return false
  await NeverPair.updateOne(
    { _id: `${currentBranchId()}:${key}` },
    {
      $set: { on, byMemberId, changedAt: now, memberIds: key.split('|') },
      $setOnInsert: { schemaVersion: 1 },
    },
    { upsert: on },
  )
  return wasOn !== on
}
