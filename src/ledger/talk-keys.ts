import { UserError } from '../core/errors.js'
import type { Sealed } from '../core/seal.js'
import { acrossBranches } from '../models/branch-scope.js'
import { Dispute, type DisputeRow } from '../models/dispute.js'
import { sealedOf } from '../models/fields.js'
import { TalkContent, type TalkContentRow } from '../models/talk-content.js'
import { disputeContext } from './disputes.js'
import { assertNamed, audit, findTalk } from './read-talk.js'
import { findMember } from './roster.js'
import { rewrapKey, type TalkPlace, talkVault } from './talk-vault.js'

interface Rewrapped {
  /** Talk keys and open disputes that the current field key holds now and an older one held before. */
  readonly rewrapped: number
  /** Talk keys that don't open: their field key left FIELD_KEYS too early, and has to be put back. */
  readonly stuck: number
}

/**
 * Wraps every talk key that an older field key holds with the current one; with none stuck the older key may leave
 * FIELD_KEYS. Content is not touched. May be stopped and run again. Needs no scope.
 */
export async function rewrapTalkKeys(): Promise<Rewrapped> {
  return await acrossBranches('FIELD_KEYS changed for all branches', async () => {
    const result = { rewrapped: 0, stuck: 0 }
    const current = talkVault().currentKeyId
    // `$gt` keeps the index scan to keys that are there: erased talks have none.
    const rows = TalkContent.find({ 'wrappedKey.keyId': { $gt: '', $ne: current } }, { fields: 0 })
      .lean<TalkContentRow[]>()
      .cursor()
    for await (const { _id, branchId, wrappedKey } of rows) {
      if (!wrappedKey) continue
      const next = tryRewrap(wrappedKey, { branchId, entryId: _id })
      if (!next) {
        result.stuck++
        continue
      }
      // Only if still there: a key destroyed meanwhile must not come back.
      const unchanged = { _id, 'wrappedKey.keyId': wrappedKey.keyId }
      const { modifiedCount } = await TalkContent.updateOne(unchanged, { $set: { wrappedKey: next } })
      result.rewrapped += modifiedCount
    }
    await rewrapDisputes(current, result)
    return result
  })
}

/** What was said about an entry may be about a talk, and stays sealed under the same keys until it is settled. */
async function rewrapDisputes(current: string, result: { rewrapped: number; stuck: number }): Promise<void> {
  const rows = Dispute.find({ open: true, 'sealed.keyId': { $gt: '', $ne: current } })
    .lean<DisputeRow[]>()
    .cursor()
  for await (const { _id, branchId, sealed } of rows) {
    const next = sealed && tryToReseal(sealed, disputeContext(branchId, _id))
    if (!next) {
      result.stuck++
      continue
    }
    const unchanged = { _id, 'sealed.keyId': sealed?.keyId }
    const { modifiedCount } = await Dispute.updateOne(unchanged, { $set: { sealed: next } })
    result.rewrapped += modifiedCount
  }
}

function tryToReseal(sealed: Sealed, context: string): Sealed | undefined {
  try {
    return talkVault().seal(talkVault().open(sealedOf(sealed), context), context)
  } catch {
    return undefined
  }
}

/** One lost key must not keep the others from moving. */
function tryRewrap(wrappedKey: Sealed, place: TalkPlace): Sealed | undefined {
  try {
    return rewrapKey(wrappedKey, place)
  } catch {
    return undefined
  }
}

/**
 * Destroys the key of a talk's content at the wish of one of its two: the content can't be opened again, the fact stays
 * and the audit says when and at whose wish. Again is no error. UserError `no_entry`, `not_permitted`.
 */
export async function eraseTalkContent(entryId: string, byMemberId: string, now: number): Promise<void> {
  const entry = await findTalk(entryId)
  const member = await findMember(byMemberId)
  if (!member) throw new UserError('not_permitted', '谈话内容仅谈话双方可见')
  await assertNamed(entry, member, now)
  await TalkContent.updateOne(
    { _id: entryId, erasedAt: { $exists: false } },
    { $set: { erasedAt: now, erasedBy: byMemberId }, $unset: { wrappedKey: 1, fields: 1 } },
  )
  await audit({ entryId, memberId: byMemberId, act: 'erased', at: now })
}
