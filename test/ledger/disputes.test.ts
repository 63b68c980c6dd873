import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findDispute, openDispute, openDisputesOf, settleDisputes } from '../../src/ledger/disputes.js'
import { rewrapTalkKeys } from '../../src/ledger/talk-keys.js'
import { Dispute } from '../../src/models/dispute.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { closeLedger, inNewBranch, memberNamed, NOW, newKey, openLedger, say, useKeys } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

const WORDS = '金丝雀：那天谈的不是这件事'
const raise = async () => {
  const entry = await say({ type: 'training', date: '2026-03-17', topic: '党章', attendees: 'all' })
  const member = await memberNamed('赵阳')
  const dispute = await inTransaction(() => openDispute({ entryId: entry.id, memberId: member.id, text: WORDS }, NOW))
  return { entry, dispute, by: { byMemberId: entry.authorId, now: NOW } }
}

describe('a dispute', () => {
  it('keeps the member’s words sealed, for those who judge them', () =>
    inNewBranch(async () => {
      const { entry, dispute } = await raise()
      expect(JSON.stringify(await Dispute.find().lean())).not.toContain('金丝雀')
      expect(await openDisputesOf(entry.id)).toEqual([dispute])
      expect(await findDispute(dispute.id)).toMatchObject({ text: WORDS, open: true, entryId: entry.id })
    }))

  it('is settled once: its words are wiped, the fact stays', () =>
    inNewBranch(async () => {
      const { entry, dispute, by } = await raise()
      const settle = () => inTransaction(() => settleDisputes([dispute], 'kept', by))
      expect((await Promise.all([settle(), settle()])).flat()).toHaveLength(1)
      expect(await openDisputesOf(entry.id)).toEqual([])
      expect(await findDispute(dispute.id)).toMatchObject({ text: '', open: false, outcome: 'kept' })
      expect((await Dispute.findOne({ _id: dispute.id }).lean())?.sealed).toBeUndefined()
    }))

  it('opens in no other branch', async () => {
    const { dispute } = await inNewBranch(raise)
    await inNewBranch(async () => expect(await findDispute(dispute.id)).toBeUndefined())
  })

  it('is sealed anew when the field keys change, so that the old key may go', () =>
    inNewBranch(async () => {
      useKeys([newKey('k-before')])
      const { dispute } = await raise()
      const next = newKey('k-after')
      const row = () => Dispute.findOne({ _id: dispute.id }).lean()
      expect((await row())?.sealed?.keyId).toBe('k-before')
      useKeys([next])
      // Without the key that sealed it nothing is lost, but it has to come back first.
      expect((await rewrapTalkKeys()).stuck).toBeGreaterThanOrEqual(1)
      expect((await row())?.sealed?.keyId).toBe('k-before')
      await settleDisputes([dispute], 'kept', { byMemberId: dispute.memberId, now: NOW })
      useKeys([])
      const { dispute: second } = await raise()
      const known = newKey('k-newest')
      useKeys([known])
      await rewrapTalkKeys()
      expect((await Dispute.findOne({ _id: second.id }).lean())?.sealed?.keyId).toBe('k-newest')
      expect(await findDispute(second.id)).toMatchObject({ text: WORDS })
    }))
})
