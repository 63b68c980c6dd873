import { UserError } from '../core/errors.js'
import { acrossBranches } from '../models/branch-scope.js'
import { TalkContent } from '../models/talk-content.js'
import { assertNamed, audit, findTalk } from './read-talk.js'
import { findMember } from './roster.js'
import { rewrapKey, talkVault } from './talk-vault.js'

/**
 * Wraps every talk key that an older field key holds with the current one, and says how many: then the older key may
 * leave FIELD_KEYS. Content is not touched. May be stopped and run again. Needs no scope.
 */
export async function rewrapTalkKeys(): Promise<number> {
  return await acrossBranches('FIELD_KEYS changed for all branches', async () => {
    let count = 0
    const current = talkVault().currentKeyId
    const rows = TalkContent.find({ 'wrappedKey.keyId': { $exists: true, $ne: current } }, { fields: 0 }).cursor()
    for await (const row of rows) {
      const { _id, branchId, wrappedKey } = row.toObject()
      if (!wrappedKey) continue
      const rewrapped = rewrapKey(wrappedKey, { branchId, entryId: _id })
      // Only if still there: a key destroyed meanwhile must not come back.
      const { modifiedCount } = await TalkContent.updateOne(
        { _id, 'wrappedKey.keyId': wrappedKey.keyId },
        { $set: { wrappedKey: rewrapped } },
      )
      count += modifiedCount
    }
    return count
  })
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
